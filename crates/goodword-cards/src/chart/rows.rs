//! Values with their ranges under each other, on one scale: dots with whiskers.

use super::drawing::{Anchor, Drawing, fitted, text_width};
use super::{Scale, Spread};

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// How many answers it rests on, or what else there is to say.
    pub note: String,
    /// The value and its range; nothing when there are too few answers.
    pub spread: Option<Spread>,
    /// The value in words.
    pub shown: String,
    /// Which kind it is.
    pub class: &'static str,
    /// All of it in words.
    pub detail: String,
}

/// Lines and their scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The values of both ends.
    pub ends: (f64, f64),
    /// Values that are named under the scale.
    pub ticks: Vec<(f64, String)>,
    /// A value that all are compared with.
    pub level: Option<f64>,
    /// The lines.
    pub rows: Vec<Row>,
}

/// Under this width names stand above their lines.
const NARROW: f64 = 460.0;
const RADIUS: f64 = 6.0;

/// Draws them.
#[allow(clippy::cast_precision_loss, reason = "there are few rows")]
pub fn rows(of: &Rows, width: f64) -> Drawing {
    let narrow = width < NARROW;
    let names = if narrow { 0.0 } else { (width * 0.3).clamp(90.0, 200.0) };
    let (pitch, drop) = if narrow { (68.0, 46.0) } else { (46.0, 24.0) };
    let scale = Scale { values: of.ends, places: (names + RADIUS + 4.0, width - RADIUS - 4.0) };
    let floor = pitch * of.rows.len() as f64 + 6.0;
    let mut drawing = Drawing::new(width, floor + if of.ticks.is_empty() { 4.0 } else { 22.0 });
    for (value, _) in &of.ticks {
        let x = scale.place(*value);
        drawing.line((x, 4.0), (x, floor), if *value == 0.0 { "zero" } else { "grid" });
    }
    if let Some(level) = of.level {
        let x = scale.place(level);
        drawing.line((x, 4.0), (x, floor), "level");
    }
    for (at, row) in of.rows.iter().enumerate() {
        line(
            &mut drawing,
            row,
            scale,
            (pitch * at as f64, pitch * at as f64 + drop),
            if narrow { width } else { names },
            narrow,
        );
        drawing.point((0.0, pitch * at as f64, width, pitch), &row.detail);
    }
    drawing.line((scale.places.0, floor), (scale.places.1, floor), "axis");
    for (value, name) in &of.ticks {
        drawing.text((scale.place(*value), floor + 16.0), Anchor::Middle, name, "label");
    }
    drawing
}

fn line(drawing: &mut Drawing, row: &Row, scale: Scale, (top, y): (f64, f64), names: f64, narrow: bool) {
    if narrow {
        drawing.text((0.0, top + 15.0), Anchor::Start, fitted(&row.label, names * 0.6), "name");
        drawing.text((names, top + 15.0), Anchor::End, &row.note, "label");
    } else {
        drawing.text((0.0, y - 1.0), Anchor::Start, fitted(&row.label, names - 8.0), "name");
        drawing.text((0.0, y + 15.0), Anchor::Start, fitted(&row.note, names - 8.0), "label");
    }
    let Some(Spread { low, value, high }) = row.spread else {
        drawing.text((scale.places.0, y + 4.0), Anchor::Start, &row.shown, "label");
        return;
    };
    let x = scale.place(value);
    drawing.line((scale.place(low), y), (scale.place(high), y), &format!("whisker {}", row.class));
    drawing.dot((x, y), RADIUS, &format!("dot {}", row.class));
    // Held inside: a value at an end would be cut.
    let half = text_width(&row.shown) / 2.0;
    let middle = x.clamp(scale.places.0 - 8.0 + half, (scale.places.1 + 8.0 - half).max(scale.places.0 - 8.0 + half));
    drawing.text((middle, y - 11.0), Anchor::Middle, &row.shown, "shown");
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;

    fn one(value: f64, width: f64) -> Drawing {
        let row = Row {
            label: "Kept".to_owned(),
            note: "683".to_owned(),
            spread: Some(Spread { low: value - 1.0, value, high: value + 1.0 }),
            shown: "8.1".to_owned(),
            class: "kept",
            detail: "Kept: 8.1".to_owned(),
        };
        let none = Row { spread: None, ..row.clone() };
        rows(&Rows { ends: (0.0, 10.0), ticks: vec![(5.0, "5".to_owned())], level: None, rows: vec![row, none] }, width)
    }

    #[test]
    fn a_value_stands_on_the_scale_with_its_range() {
        for width in [320.0, 700.0] {
            let drawing = one(5.0, width);
            let dots: Vec<_> = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Dot(..))).collect();
            assert_eq!(dots.len(), 1, "one without a value has no dot");
            assert_eq!(drawing.points.len(), 2, "but can be pointed at");
        }
    }

    #[test]
    fn nothing_leaves_the_drawing() {
        for (value, width) in [(0.0, 320.0), (10.0, 320.0), (10.0, 900.0), (0.0, 900.0)] {
            for mark in one(value, width).marks {
                match mark {
                    Mark::Dot(x, _, radius, _) => assert!(x - radius >= 0.0 && x + radius <= width),
                    Mark::Line(from, _, to, ..) => assert!(from >= 0.0 && to <= width),
                    _ => {}
                }
            }
        }
    }
}
