//! Shares of one whole, end to end, and under them what each is: colour alone tells nothing.

use super::drawing::{Anchor, Drawing};

/// One share.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is.
    pub name: String,
    /// How many.
    pub count: u64,
    /// Beside its name.
    pub shown: String,
    /// Which kind it is.
    pub class: &'static str,
    /// All of it in words.
    pub detail: String,
}

const TALL: f64 = 18.0;
const ROW: f64 = 20.0;

/// The bar; each part begins where the one before ends.
#[allow(clippy::cast_precision_loss, reason = "a drawing needs no more than 53 bits")]
pub fn stack(parts: &[Part], width: f64) -> Drawing {
    let total = parts.iter().map(|part| u128::from(part.count)).sum::<u128>().max(1) as f64;
    let in_row = if width < 380.0 { 2 } else { parts.len().max(1) };
    let rows = parts.len().div_ceil(in_row) as f64;
    let mut drawing = Drawing::new(width, TALL + 10.0 + ROW * rows);
    let mut before = 0_u128;
    for (at, part) in parts.iter().enumerate() {
        let x = before as f64 / total * width;
        before += u128::from(part.count);
        let wide = part.count as f64 / total * width;
        // A hair of paper between two parts, never as wide as the part.
        let gap = if at + 1 < parts.len() { (wide / 2.0).min(2.0) } else { 0.0 };
        drawing.rect((x, 0.0, wide - gap, TALL), part.class);
        let column = width / in_row as f64;
        let (left, line) = (column * (at % in_row) as f64, TALL + 10.0 + ROW * (at / in_row) as f64);
        drawing.rect((left, line + 2.0, 9.0, 9.0), part.class);
        drawing.text((left + 15.0, line + 11.0), Anchor::Start, format!("{} {}", part.name, part.shown), "label");
        drawing.point((x, 0.0, wide.max(6.0), TALL), &part.detail);
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;
    use proptest::prelude::*;

    fn parts(counts: &[u64]) -> Vec<Part> {
        let part = |count: &u64| Part {
            name: String::new(),
            count: *count,
            shown: String::new(),
            class: "kept",
            detail: String::new(),
        };
        counts.iter().map(part).collect()
    }

    fn spans(counts: &[u64]) -> Vec<(f64, f64)> {
        let span = |mark: &Mark| match mark {
            Mark::Rect(x, _, width, TALL, _) => Some((*x, *width)),
            _ => None,
        };
        stack(&parts(counts), 100.0).marks.iter().filter_map(span).collect()
    }

    #[test]
    fn shares_stand_end_to_end() {
        assert_eq!(spans(&[1, 2, 0, 1]), [(0.0, 23.0), (25.0, 48.0), (75.0, 0.0), (75.0, 25.0)]);
    }

    #[test]
    fn nothing_has_no_width() {
        assert!(spans(&[0, 0, 0, 0]).iter().all(|(x, width)| *x == 0.0 && *width == 0.0));
    }

    proptest! {
        #[test]
        fn shares_fill_the_whole(counts in proptest::collection::vec(1..u64::MAX, 1..8)) {
            let end = spans(&counts).last().map(|(x, width)| x + width);
            prop_assert!(end.is_some_and(|end| (end - 100.0).abs() < 1e-6));
        }
    }
}
