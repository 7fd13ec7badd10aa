//! One value with its range on a line from one end to the other.

use super::drawing::{Anchor, Drawing, text_width};
use super::{Scale, Spread};

const HIGH: f64 = 16.0;
/// Where the scale stands that shows a part, and the one that shows all.
const AXIS: f64 = 32.0;
const WHOLE: f64 = 66.0;
/// What lies between two names of a scale.
const STEPS: [f64; 8] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0];

/// Draws it on the part of the scale that its range needs, and under that which part of the whole scale it is.
pub fn rail(spread: Spread, ends: (f64, f64), detail: &str, width: f64) -> Drawing {
    let (part, step) = part(spread, ends);
    let scale = Scale { values: part, places: (10.0, width - 10.0) };
    let mut drawing = Drawing::new(width, WHOLE + 12.0);
    drawing.line((10.0, AXIS), (width - 10.0, AXIS), "axis");
    let mut tick = part.0;
    while tick <= part.1 + step / 4.0 {
        let x = scale.place(tick);
        let class = if tick.abs() < step / 4.0 { "zero" } else { "grid" };
        drawing.line((x, HIGH - 12.0), (x, AXIS), class);
        drawing.text((x, AXIS + 15.0), Anchor::Middle, name(tick), "label");
        tick += step;
    }
    drawing.line((scale.place(spread.low), HIGH), (scale.place(spread.high), HIGH), "whisker broad kept");
    drawing.dot((scale.place(spread.value), HIGH), 7.0, "dot kept");
    whole(&mut drawing, part, ends, width);
    drawing.point((0.0, 0.0, width, 30.0), detail);
    drawing
}

/// The whole scale, thin, with the part that is drawn above.
fn whole(drawing: &mut Drawing, part: (f64, f64), ends: (f64, f64), width: f64) {
    let (first, last) = (name(ends.0), name(ends.1));
    let places = (text_width(&first) + 10.0, width - text_width(&last) - 10.0);
    let scale = Scale { values: ends, places };
    drawing.rect((places.0, WHOLE - 2.0, places.1 - places.0, 4.0), "rail");
    let (from, to) = (scale.place(part.0), scale.place(part.1));
    drawing.rect((from, WHOLE - 2.0, (to - from).max(2.0), 4.0), "kept");
    drawing.text((places.0 - 8.0, WHOLE + 4.0), Anchor::End, first, "label");
    drawing.text((places.1 + 8.0, WHOLE + 4.0), Anchor::Start, last, "label");
}

/// The part of the scale that holds the range with as much room on either side, and the step between its names.
fn part(spread: Spread, ends: (f64, f64)) -> ((f64, f64), f64) {
    let room = ((spread.high - spread.low) / 2.0).max(0.5);
    let (from, to) = ((spread.low - room).max(ends.0), (spread.high + room).min(ends.1));
    let step = STEPS.into_iter().find(|step| (to - from) / step <= 4.0).unwrap_or(50.0);
    let part = (((from / step).floor() * step).max(ends.0), ((to / step).ceil() * step).min(ends.1));
    (part, step)
}

fn name(value: f64) -> String {
    if value > 0.0 { format!("+{value}") } else { format!("{}", value + 0.0) }
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;

    #[test]
    fn the_value_stands_between_its_ends() {
        let drawing = rail(Spread { low: -50.0, value: 0.0, high: 50.0 }, (-100.0, 100.0), "NPS 0", 220.0);
        assert!(drawing.marks.contains(&Mark::Dot(110.0, HIGH, 7.0, "dot kept".to_owned())));
        assert!(drawing.marks.contains(&Mark::Line(60.0, HIGH, 160.0, HIGH, "whisker broad kept".to_owned())));
    }

    #[test]
    fn a_narrow_range_is_seen() {
        let check = |low, value, high, expect| assert_eq!(part(Spread { low, value, high }, (-100.0, 100.0)), expect);
        check(10.0, 14.0, 18.0, ((5.0, 25.0), 5.0));
        check(-50.0, 0.0, 50.0, ((-100.0, 100.0), 50.0));
        check(97.0, 99.0, 100.0, ((94.0, 100.0), 2.0));
        check(14.0, 14.0, 14.0, ((13.5, 14.5), 0.5));
    }
}
