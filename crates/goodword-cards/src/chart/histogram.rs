//! Upright bars side by side, the highest filling the height.

use super::drawing::{Anchor, Drawing, text_width};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What stands under it.
    pub label: String,
    /// How many.
    pub count: u64,
    /// What stands above it where there is room.
    pub shown: String,
    /// Which kind it is.
    pub class: &'static str,
    /// All of it in words.
    pub detail: String,
}

/// How much of each place stays empty.
const GAP: f64 = 0.16;
/// The least height of a bar that counts anything, so that one answer among a million is still seen.
const LEAST: f64 = 2.0;
/// Above the highest bar, and under all.
const HEAD: f64 = 18.0;
const FOOT: f64 = 20.0;

/// The bars, `tall` pixels high at most, and what the two ends mean.
#[allow(clippy::cast_precision_loss, reason = "a drawing needs no more than 53 bits")]
pub fn histogram(columns: &[Column], ends: Option<(&str, &str)>, tall: f64, width: f64) -> Drawing {
    let most = columns.iter().map(|column| column.count).max().unwrap_or(0).max(1) as f64;
    let step = width / columns.len().max(1) as f64;
    let floor = HEAD + tall;
    let mut drawing = Drawing::new(width, floor + FOOT + if ends.is_some() { 18.0 } else { 0.0 });
    let room = columns.iter().all(|column| text_width(&column.shown) < step - 2.0);
    for (at, column) in columns.iter().enumerate() {
        let x = step * at as f64;
        let height = if column.count == 0 { 0.0 } else { (column.count as f64 / most * tall).max(LEAST) };
        drawing.rect((x + step * GAP / 2.0, floor - height, step * (1.0 - GAP), height), column.class);
        drawing.text((x + step / 2.0, floor + 15.0), Anchor::Middle, &column.label, "label");
        if room {
            drawing.text((x + step / 2.0, floor - height - 6.0), Anchor::Middle, &column.shown, "shown");
        }
        drawing.point((x, 0.0, step, floor + FOOT), &column.detail);
    }
    drawing.line((0.0, floor), (width, floor), "axis");
    if let Some((low, high)) = ends {
        drawing.text((0.0, floor + 34.0), Anchor::Start, low, "label");
        drawing.text((width, floor + 34.0), Anchor::End, high, "label");
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;
    use proptest::prelude::*;

    fn columns(counts: &[u64]) -> Vec<Column> {
        let column = |count: &u64| Column {
            label: String::new(),
            count: *count,
            shown: String::new(),
            class: "high",
            detail: count.to_string(),
        };
        counts.iter().map(column).collect()
    }

    fn heights(counts: &[u64]) -> Vec<f64> {
        let bar = |mark: &Mark| if let Mark::Rect(_, _, _, height, _) = mark { Some(*height) } else { None };
        histogram(&columns(counts), None, 100.0, 300.0).marks.iter().filter_map(bar).collect()
    }

    #[test]
    fn the_highest_fills_the_height() {
        assert_eq!(heights(&[5, 10, 0]), [50.0, 100.0, 0.0]);
    }

    #[test]
    fn nothing_has_no_height_and_little_is_seen() {
        assert_eq!(heights(&[0, 0]), [0.0, 0.0]);
        assert_eq!(heights(&[1, 1_000_000]), [LEAST, 100.0]);
        assert!(heights(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn bars_stand_inside(counts in proptest::collection::vec(any::<u64>(), 1..20)) {
            let drawing = histogram(&columns(&counts), None, 100.0, 300.0);
            prop_assert_eq!(drawing.points.len(), counts.len());
            for mark in &drawing.marks {
                if let Mark::Rect(x, y, width, height, _) = mark {
                    prop_assert!(*x >= 0.0 && x + width <= 300.0 + 1e-9 && *y >= HEAD - 1e-9);
                    prop_assert!(height.is_finite() && (y + height - HEAD - 100.0).abs() < 1e-9);
                }
            }
        }
    }
}
