//! Sentences on the team's own promises of an answer.

use super::claim::{Claim, Figure, Sentence};
use super::{number::count, plural, share};
use crate::follow_up::SOON_MS;
use crate::summary::FollowUpFigures;

/// `86 % of the answers we promised came in time, between 78 and 91 %, from 120 promises that fell due.`
pub fn kept(figures: &FollowUpFigures) -> Sentence {
    let noun = ("promise that fell due", "promises that fell due");
    match figures.kept.n {
        0 => Sentence::new("No answer that was promised has fallen due yet.", Claim::TooFew(0)),
        _ => share(Figure::FollowUps, &figures.kept, "of the answers we promised came in time", noun),
    }
}

/// What is open, what became of the rest, and what counts neither way.
pub fn rest(figures: &FollowUpFigures) -> Vec<String> {
    let some = |n: u64, what: &str| (n > 0).then(|| format!("{} {what}", count(n)));
    let soon = format!("due within {} hours", SOON_MS / 3_600_000);
    let parts: Vec<_> = [some(figures.overdue, "overdue"), some(figures.due, &soon)].into_iter().flatten().collect();
    let of = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    let open = match figures.open {
        0 => "Nobody is waiting for an answer.".to_owned(),
        1 => format!("1 visitor is waiting for an answer{of}."),
        open => format!("{} visitors are waiting for an answer{of}.", count(open)),
    };
    let answered = (figures.in_time + figures.late > 0)
        .then(|| format!("{} answered in time, {} late.", count(figures.in_time), count(figures.late)));
    let overdue = (figures.overdue > 0).then(|| "What is overdue counts as not kept.".to_owned());
    let untimed = (figures.untimed > 0).then(|| {
        let answers = plural(figures.untimed, "was answered", "were answered");
        format!("{answers} at a time, or after a promise, that was not recorded: they count neither way.")
    });
    [Some(open), answered, overdue, untimed].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow_up::FollowUpStatus::{self, Due, InTime, Late, Open, Overdue, Untimed};

    fn figures(statuses: &[(FollowUpStatus, usize)]) -> FollowUpFigures {
        FollowUpFigures::of(statuses.iter().flat_map(|(status, n)| std::iter::repeat_n(*status, *n)))
    }

    #[test]
    fn the_kept_rate_has_its_range_and_its_n() {
        let check =
            |statuses: &[(FollowUpStatus, usize)], expect: &str| assert_eq!(kept(&figures(statuses)).text, expect);
        check(&[(Open, 3)], "No answer that was promised has fallen due yet.");
        check(&[(InTime, 3), (Late, 1)], "4 promises that fell due so far: too few for a score.");
        check(
            &[(InTime, 80), (Late, 10), (Overdue, 10), (Open, 7)],
            "80 % of the answers we promised came in time, between 71 and 87 %, from 100 promises that fell due.",
        );
        check(
            &[(InTime, 9), (Overdue, 1)],
            "90 % of the answers we promised came in time, from only 10 promises that fell due: few, so it could be anywhere from 60 to 98 %.",
        );
    }

    #[test]
    fn what_is_open_is_told() {
        let check =
            |statuses: &[(FollowUpStatus, usize)], expect: &[&str]| assert_eq!(rest(&figures(statuses)), expect);
        check(&[(InTime, 2), (Late, 1)], &["Nobody is waiting for an answer.", "2 answered in time, 1 late."]);
        check(&[(Due, 1)], &["1 visitor is waiting for an answer: 1 due within 8 hours."]);
        check(
            &[(Open, 1_000), (Due, 2), (Overdue, 3), (Untimed, 1)],
            &[
                "1,005 visitors are waiting for an answer: 3 overdue, 2 due within 8 hours.",
                "What is overdue counts as not kept.",
                "1 was answered at a time, or after a promise, that was not recorded: they count neither way.",
            ],
        );
    }
}
