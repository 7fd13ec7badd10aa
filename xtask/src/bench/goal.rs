//! What is to be reached, always against something of the same run.

use std::fmt;

use super::figures::Figures;

/// Ourselves, in every row.
pub const OURS: &str = "Goodword";

/// A limit of one figure of ours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// Of time: at least so many times as fast as another.
    Faster(&'static str, f64),
    /// At most so many times what another needs.
    Within(&'static str, f64),
    /// At most so much more than another.
    Above(&'static str, f64),
    /// Of what is done in a second: at least this share of what another does.
    Share(&'static str, f64),
    /// At most this, whatever others need.
    Most(f64),
}

impl Goal {
    /// What was reached, in the terms of the goal; none where it was not measured.
    pub fn reached(self, row: &str, figures: &Figures) -> Option<f64> {
        match self {
            Self::Faster(than, _) => figures.compared(row, [than, OURS], |than, ours| than / ours),
            Self::Within(of, _) => figures.compared(row, [OURS, of], |ours, of| ours / of),
            Self::Above(base, _) => figures.compared(row, [OURS, base], |ours, base| ours - base),
            Self::Share(of, _) => figures.compared(row, [OURS, of], |ours, of| ours / of),
            Self::Most(_) => figures.median(row, OURS),
        }
    }

    /// Whether that is enough.
    pub fn holds(self, reached: f64) -> bool {
        match self {
            Self::Faster(_, least) | Self::Share(_, least) => reached >= least,
            Self::Within(_, most) | Self::Above(_, most) | Self::Most(most) => reached <= most,
        }
    }

    /// What was reached, in words.
    pub fn told(self, reached: f64) -> String {
        match self {
            Self::Faster(than, _) => format!("{reached:.2} times as fast as {than}"),
            Self::Within(of, _) => format!("{reached:.2} times {of}"),
            Self::Above(base, _) => format!("{reached:.0} above {base}"),
            Self::Share(of, _) => format!("{reached:.2} of {of}"),
            Self::Most(_) => format!("{reached:.1}"),
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faster(than, least) => write!(f, "≥ {least} times as fast as {than}"),
            Self::Within(of, most) => write!(f, "≤ {most} times {of}"),
            Self::Above(base, most) => write!(f, "≤ {most} above {base}"),
            Self::Share(of, least) => write!(f, "≥ {least} of {of}"),
            Self::Most(most) => write!(f, "≤ {most}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_held_at_its_limit_and_missed_beyond_it() {
        let check = |goal: Goal, ours: f64, other: f64, held: bool| {
            let mut figures = Figures::default();
            figures.add("row", OURS, ours);
            figures.add("row", "other", other);
            let reached = goal.reached("row", &figures).unwrap();
            assert_eq!(goal.holds(reached), held, "{goal}: {}", goal.told(reached));
        };
        check(Goal::Faster("other", 5.0), 10.0, 50.0, true);
        check(Goal::Faster("other", 5.0), 10.0, 49.0, false);
        check(Goal::Within("other", 1.5), 15.0, 10.0, true);
        check(Goal::Within("other", 1.5), 15.1, 10.0, false);
        check(Goal::Above("other", 50.0), 60.0, 10.0, true);
        check(Goal::Above("other", 50.0), 61.0, 10.0, false);
        check(Goal::Share("other", 0.5), 5.0, 10.0, true);
        check(Goal::Share("other", 0.5), 4.0, 10.0, false);
        check(Goal::Most(3.0), 3.0, 10.0, true);
        check(Goal::Most(3.0), 3.1, 10.0, false);
        assert_eq!(Goal::Share("other", 0.5).reached("another row", &Figures::default()), None);
    }
}
