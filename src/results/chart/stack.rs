//! Shares of one whole, end to end.

/// One share of the bar, in percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Left edge.
    pub x: f64,
    /// Width: the share.
    pub width: f64,
}

/// One segment for each count; each begins where the one before ends. Nothing at all has no width.
#[allow(clippy::cast_precision_loss, reason = "a drawing needs no more than 53 bits")]
pub fn stack(counts: &[u64]) -> Vec<Segment> {
    let total = counts.iter().map(|&count| u128::from(count)).sum::<u128>().max(1) as f64;
    let place = |before: &mut u128, &count: &u64| {
        let x = *before as f64 / total * 100.0;
        *before += u128::from(count);
        Some(Segment { x, width: count as f64 / total * 100.0 })
    };
    counts.iter().scan(0, place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares_stand_end_to_end() {
        let expect = [(0.0, 25.0), (25.0, 50.0), (75.0, 0.0), (75.0, 25.0)];
        assert_eq!(stack(&[1, 2, 0, 1]), expect.map(|(x, width)| Segment { x, width }));
    }

    #[test]
    fn nothing_has_no_width() {
        assert!(stack(&[0, 0, 0, 0]).iter().all(|segment| segment.width == 0.0 && segment.x == 0.0));
    }

    proptest! {
        #[test]
        fn shares_fill_the_whole(counts in proptest::collection::vec(1..u64::MAX, 1..8)) {
            let sum = stack(&counts).iter().map(|segment| segment.width).sum::<f64>();
            prop_assert!((sum - 100.0).abs() < 1e-6);
        }
    }
}
