//! One value with its range on a line from one end to the other.

use super::drawing::{Anchor, Drawing};
use super::{Scale, Spread};

const HIGH: f64 = 16.0;

/// Draws it; both ends and the middle are named.
pub fn rail(spread: Spread, ends: (f64, f64), detail: &str, width: f64) -> Drawing {
    let scale = Scale { values: ends, places: (10.0, width - 10.0) };
    let middle = f64::midpoint(ends.0, ends.1);
    let mut drawing = Drawing::new(width, 44.0);
    drawing.rect((4.0, HIGH - 3.0, width - 8.0, 6.0), "rail");
    drawing.line((scale.place(middle), HIGH - 10.0), (scale.place(middle), HIGH + 10.0), "level");
    let name = |value: f64| if value > 0.0 { format!("+{value}") } else { format!("{value}") };
    drawing.text((4.0, HIGH + 26.0), Anchor::Start, name(ends.0), "label");
    drawing.text((scale.place(middle), HIGH + 26.0), Anchor::Middle, name(middle), "label");
    drawing.text((width - 4.0, HIGH + 26.0), Anchor::End, name(ends.1), "label");
    drawing.line((scale.place(spread.low), HIGH), (scale.place(spread.high), HIGH), "whisker broad kept");
    drawing.dot((scale.place(spread.value), HIGH), 7.0, "dot kept");
    drawing.point((0.0, 0.0, width, 30.0), detail);
    drawing
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
}
