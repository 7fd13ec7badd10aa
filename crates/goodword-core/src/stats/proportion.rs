//! A share of a count.

use super::{Interval, Z, float};

/// `x` of `n`, 0 to 1. `None` when `n` is 0 or less than `x`.
pub fn share(x: u64, n: u64) -> Option<f64> {
    (n > 0 && x <= n).then(|| float(x) / float(n))
}

/// The 95 % Wilson interval of `x` of `n`, within 0 to 1. `None` when `n` is 0 or less than `x`.
///
/// Formula: (x + z²/2 ± z √(x (n - x) / n + z²/4)) / (n + z²). Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212;
/// chosen after Brown, Cai & `DasGupta` (2001), Statistical Science 16, 101-133.
pub fn wilson(x: u64, n: u64) -> Option<Interval> {
    wilson_at(x, n, Z)
}

/// The Wilson interval at the normal quantile `z`.
pub(super) fn wilson_at(x: u64, n: u64, z: f64) -> Option<Interval> {
    if n == 0 || x > n {
        return None;
    }
    let (successes, failures, all, square) = (float(x), float(n - x), float(n), z * z);
    let half = z * (successes * failures / all + square / 4.0).sqrt();
    let (centre, whole) = (successes + square / 2.0, all + square);
    // With none or all of them an end is exactly 0 or 1; rounding would leave it a hair off.
    let low = if x == 0 { 0.0 } else { ((centre - half) / whole).max(0.0) };
    let high = if x == n { 1.0 } else { ((centre + half) / whole).min(1.0) };
    Some(Interval { low, high })
}
