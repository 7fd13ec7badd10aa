//! The shares of several categories, looked at together.

use super::proportion::wilson_at;
use super::{Interval, LEVEL, chi_square, float, sum};

/// Intervals for the shares of all categories that hold together at 95 %, each within 0 to 1. `None` without counts.
///
/// Formula: (A + 2x ± √(A (A + 4x (n - x) / n))) / (2 (n + A)), where A is the chi-square quantile of 1 - 0.05/k with
/// one degree of freedom: a Wilson interval at √A. Source: Goodman (1965), Technometrics 7(2) 247-254.
pub fn intervals<const K: usize>(counts: [u64; K]) -> Option<[Interval; K]> {
    let n = sum(counts);
    let categories = float(u64::try_from(K).ok()?);
    let z = chi_square::quantile(1.0 - (1.0 - LEVEL) / categories, 1.0)?.sqrt();
    let mut intervals = [Interval { low: 0.0, high: 1.0 }; K];
    for (interval, x) in intervals.iter_mut().zip(counts) {
        *interval = wilson_at(x, n, z)?;
    }
    (K > 0).then_some(intervals)
}
