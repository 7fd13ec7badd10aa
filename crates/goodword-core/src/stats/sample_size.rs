//! How many answers a range of a wanted width takes.

use super::Z;

/// The answers needed so that a share near `p` has a range of ± `half`. `None` unless 0 < p < 1 and 0 < half < 1.
///
/// Formula: z² p (1 - p) / half², rounded up.
pub fn share(p: f64, half: f64) -> Option<u64> {
    (p > 0.0 && p < 1.0).then(|| score(p * (1.0 - p), half))?
}

/// The answers needed so that a mean of answers of this variance has a range of ± `half`, both in one unit. `None` unless
/// 0 < variance and 0 < half.
///
/// Formula: z² v / half², rounded up. For the net promoter score from -1 to 1, v = 1 is the worst there is.
pub fn score(variance: f64, half: f64) -> Option<u64> {
    let needed = (Z * Z * variance / (half * half)).ceil();
    (variance > 0.0 && half > 0.0 && needed.is_finite()).then(|| whole(needed))
}

/// The answers needed in each of two equal groups to find a difference `d` between means 4 times in 5. `None` unless both
/// variances and d are above 0.
///
/// Formula: (z(0.975) + z(0.8))² (v1 + v2) / d² = 7.849 (v1 + v2) / d², rounded up.
pub fn to_tell_apart(variances: (f64, f64), d: f64) -> Option<u64> {
    let z = Z + 0.841_621_233_572_914_3;
    let needed = (z * z * (variances.0 + variances.1) / (d * d)).ceil();
    (variances.0 > 0.0 && variances.1 > 0.0 && d.abs() > 0.0 && needed.is_finite()).then(|| whole(needed))
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number from 0 on, and what is above u64 stops there"
)]
fn whole(number: f64) -> u64 {
    number as u64
}
