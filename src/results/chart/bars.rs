//! Upright bars side by side, the highest filling the height.

/// One bar, in percent of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Left edge.
    pub x: f64,
    /// Width.
    pub width: f64,
    /// Upper edge.
    pub y: f64,
    /// Height.
    pub height: f64,
    /// Middle, where its label stands.
    pub middle: f64,
    /// How many.
    pub count: u64,
}

/// How much of each place stays empty.
const GAP: f64 = 0.16;
/// The least height of a bar that counts anything, so that one answer among a million is still seen.
const LEAST: f64 = 1.5;

/// One bar for each count. A count of nothing has no height.
#[allow(clippy::cast_precision_loss, reason = "a drawing needs no more than 53 bits")]
pub fn bars(counts: &[u64]) -> Vec<Bar> {
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let step = 100.0 / counts.len().max(1) as f64;
    let place = |(at, &count): (usize, &u64)| {
        let x = step * at as f64;
        let height = if count == 0 { 0.0 } else { (count as f64 / most * 100.0).max(LEAST) };
        let inset = step * GAP / 2.0;
        Bar { x: x + inset, width: step - 2.0 * inset, y: 100.0 - height, height, middle: x + step / 2.0, count }
    };
    counts.iter().enumerate().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn heights(counts: &[u64]) -> Vec<f64> {
        bars(counts).iter().map(|bar| bar.height).collect()
    }

    #[test]
    fn the_highest_fills_the_height() {
        assert_eq!(heights(&[5, 10, 0]), [50.0, 100.0, 0.0]);
    }

    #[test]
    fn nothing_has_no_height_and_little_is_seen() {
        assert_eq!(heights(&[0, 0]), [0.0, 0.0]);
        assert_eq!(heights(&[1, 1_000_000]), [LEAST, 100.0]);
        assert!(bars(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn bars_stand_apart_and_inside(counts in proptest::collection::vec(any::<u64>(), 1..20)) {
            let bars = bars(&counts);
            for pair in bars.windows(2) {
                prop_assert!(pair[0].x + pair[0].width < pair[1].x);
            }
            for bar in &bars {
                prop_assert!(bar.x >= 0.0 && bar.x + bar.width <= 100.0 + 1e-9);
                prop_assert!(bar.y >= 0.0 && (bar.y + bar.height - 100.0).abs() < 1e-9);
                prop_assert!(bar.height.is_finite() && (bar.count == 0) == (bar.height == 0.0));
            }
        }
    }
}
