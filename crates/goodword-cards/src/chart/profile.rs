//! Means by level, a line for each group.

use super::drawing::{Anchor, Drawing};
use super::{Scale, Spread};

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileLine {
    /// What stands at its end.
    pub name: String,
    /// Which kind it is.
    pub class: &'static str,
    /// The mean of each level with its range, and all of it in words; nothing where there are too few answers.
    pub levels: Vec<Option<(Spread, String)>>,
}

const TALL: f64 = 210.0;
const HEAD: f64 = 10.0;
const LEFT: f64 = 28.0;
/// The least that two names at the ends of lines stand apart.
const APART: f64 = 15.0;

/// Draws means of 0 to 10 over `levels` levels, `axis` under it.
#[allow(clippy::cast_precision_loss, reason = "there are few levels")]
pub fn profile(lines: &[ProfileLine], levels: &[&str], axis: &str, width: f64) -> Drawing {
    let up = Scale { values: (0.0, 10.0), places: (HEAD + TALL, HEAD) };
    let right = width - 92.0;
    let across = Scale { values: (0.0, levels.len().saturating_sub(1) as f64), places: (LEFT + 22.0, right - 8.0) };
    let mut drawing = Drawing::new(width, HEAD + TALL + 42.0);
    for value in [0.0, 5.0, 10.0] {
        drawing.line((LEFT, up.place(value)), (right, up.place(value)), "grid");
        drawing.text((LEFT - 8.0, up.place(value) + 4.0), Anchor::End, format!("{value}"), "label");
    }
    for (at, level) in levels.iter().enumerate() {
        drawing.text((across.place(at as f64), HEAD + TALL + 18.0), Anchor::Middle, *level, "label");
    }
    drawing.text((f64::midpoint(LEFT, right), HEAD + TALL + 37.0), Anchor::Middle, axis, "label");
    let mut ends = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        // Side by side, so that ranges do not cover each other.
        let aside = (index as f64 - (lines.len() as f64 - 1.0) / 2.0) * 5.0;
        let x = |at: usize| across.place(at as f64) + aside;
        let known = || line.levels.iter().enumerate().filter_map(|(at, level)| level.as_ref().map(|level| (at, level)));
        drawing.path(
            known().map(|(at, (spread, _))| (x(at), up.place(spread.value))),
            false,
            &format!("line {}", line.class),
        );
        for (at, (spread, detail)) in known() {
            let places = (up.place(spread.low), up.place(spread.high));
            drawing.line((x(at), places.0), (x(at), places.1), &format!("whisker {}", line.class));
            drawing.dot((x(at), up.place(spread.value)), 4.5, &format!("dot {}", line.class));
            drawing
                .point((x(at) - 6.0, places.1.min(places.0) - 6.0, 12.0, (places.0 - places.1).abs() + 12.0), detail);
        }
        ends.extend(known().next_back().map(|(at, (spread, _))| (up.place(spread.value), x(at), line)));
    }
    names(&mut drawing, ends, right);
    drawing
}

/// The name of each line at its end, pushed apart where they meet.
fn names(drawing: &mut Drawing, mut ends: Vec<(f64, f64, &ProfileLine)>, right: f64) {
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut least = f64::MIN;
    for (y, _, line) in ends {
        let y = y.max(least);
        least = y + APART;
        drawing.text((right + 6.0, y + 4.0), Anchor::Start, &line.name, &format!("name {}", line.class));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;

    #[test]
    fn names_at_the_ends_stand_apart() {
        let line = |name: &str, value: f64| ProfileLine {
            name: name.to_owned(),
            class: "kept",
            levels: vec![None, Some((Spread { low: value, value, high: value }, String::new()))],
        };
        let drawing = profile(&[line("a", 5.0), line("b", 5.1), line("c", 5.0)], &["1", "2"], "Felt understood", 500.0);
        let mut places: Vec<_> = drawing
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text(_, y, _, _, class) if class.starts_with("name") => Some(*y),
                _ => None,
            })
            .collect();
        places.sort_by(f64::total_cmp);
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= APART - 1e-9), "{places:?}");
        assert_eq!(drawing.points.len(), 3, "a level without answers has no point");
    }
}
