//! Which lines of a long list are in sight.

/// How high one line is, in pixels: the style sheet says the same.
pub const LINE: f64 = 92.0;
/// What is drawn is never higher: browsers stop counting somewhere above it.
const HIGHEST: f64 = 8_000_000.0;
/// Lines that are drawn beyond the window, above and below.
const BEYOND: usize = 6;
/// Until it is known how high the window is.
const WINDOW: f64 = 560.0;

/// What is in sight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VirtualList {
    /// The first line that is drawn.
    pub from: usize,
    /// How many are.
    pub count: usize,
    /// How high all lines together are drawn.
    height: f64,
    /// How high they would be.
    whole: f64,
    /// How far was scrolled.
    top: f64,
}

/// Of `total` lines, having scrolled so far in a window so high.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lines are far fewer than 2^53, and `as` saturates"
)]
pub fn sight(total: u64, (top, window, _): (f64, f64, f64)) -> VirtualList {
    let window = if window > 0.0 { window } else { WINDOW };
    let whole = total as f64 * LINE;
    let height = whole.min(HIGHEST);
    // A list that is drawn shorter than it is passes faster.
    let share = if height > window { (top / (height - window)).clamp(0.0, 1.0) } else { 0.0 };
    let first = (share * (whole - window).max(0.0) / LINE) as usize;
    let from = first.saturating_sub(BEYOND);
    let count = (window / LINE).ceil() as usize + 2 * BEYOND;
    let from = from.min(usize::try_from(total).unwrap_or(usize::MAX).saturating_sub(count));
    VirtualList { from, count, height, whole, top }
}

impl VirtualList {
    /// How much room there is above line `from`.
    #[allow(clippy::cast_precision_loss, reason = "lines are far fewer than 2^53")]
    pub fn before(&self, from: usize) -> f64 {
        let exact = from as f64 * LINE;
        if self.whole <= self.height {
            return exact;
        }
        let lowest = self.height - self.count as f64 * LINE;
        (self.top - self.top.rem_euclid(LINE) - BEYOND as f64 * LINE).min(lowest).min(exact).max(0.0)
    }

    /// How much room there is below `count` lines from `from` on.
    #[allow(clippy::cast_precision_loss, reason = "lines are far fewer than 2^53")]
    pub fn after(&self, from: usize, count: usize) -> f64 {
        (self.height - self.before(from) - count as f64 * LINE).max(0.0)
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, reason = "lines are far fewer than 2^53")]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_is_drawn_as_it_is() {
        let seen = sight(3, (0.0, 500.0, 0.0));
        assert_eq!((seen.from, seen.before(0), seen.after(0, 3)), (0, 0.0, 0.0));
        assert!(seen.count >= 3);
    }

    #[test]
    fn what_is_in_sight_is_drawn() {
        let seen = sight(1_000, (50.0 * LINE, 460.0, 0.0));
        assert!(seen.from <= 50 && seen.from + seen.count >= 56, "{seen:?}");
        assert!((seen.before(seen.from) - seen.from as f64 * LINE).abs() < 1e-9);
        let height = seen.before(seen.from) + seen.count as f64 * LINE + seen.after(seen.from, seen.count);
        assert!((height - 1_000.0 * LINE).abs() < 1e-6);
    }

    #[test]
    fn a_million_lines_can_be_passed_to_the_last() {
        let first = sight(1_000_000, (0.0, 500.0, 0.0));
        assert_eq!(first.from, 0);
        let last = sight(1_000_000, (HIGHEST - 500.0, 500.0, 0.0));
        assert_eq!(last.from + last.count, 1_000_000);
        for top in [0.0, 1e3, 1e6, HIGHEST - 500.0] {
            let seen = sight(1_000_000, (top, 500.0, 0.0));
            let before = seen.before(seen.from);
            assert!(before <= top + 1e-6 && before + seen.count as f64 * LINE >= top + 500.0, "{top}: {seen:?}");
        }
    }
}
