//! Quantiles of counted values, and where the median of everyone may lie.

use super::{Interval, LEVEL, Z, float};

/// Values in rising order, each with how often it was met.
pub type WeightedValues = [(f64, u64)];

/// The quantile at `share`, 0 to 1, with the two nearest values weighed by how near they are. `None` without values.
///
/// Formula: the value at rank (n - 1) share, from 0, type 7 of Hyndman & Fan (1996), American Statistician 50(4) 361-365.
pub fn quantile(values: &WeightedValues, share: f64) -> Option<f64> {
    let n = values.iter().map(|(_, count)| float(*count)).sum::<f64>();
    let rank = (n - 1.0).max(0.0) * share.clamp(0.0, 1.0);
    let (low, high) = (at(values, rank.floor())?, at(values, rank.ceil())?);
    Some(low + (high - low) * (rank - rank.floor()))
}

/// The 95 % interval of the median, from order statistics: values that were met. `None` below six values.
///
/// Formula: the k-th value from each end, k the 0.025-quantile of the binomial distribution of n and 1/2. Exact to 1,000
/// values; above, k by its normal shape. Source: Thompson (1936), Ann. Math. Stat. 7, 122-128; as R `DescTools` `MedianCI`.
pub fn interval(values: &WeightedValues) -> Option<Interval> {
    let n = values.iter().map(|(_, count)| float(*count)).sum::<f64>();
    let k = rank(n);
    (k >= 1.0).then(|| Some(Interval { low: at(values, k - 1.0)?, high: at(values, n - k)? }))?
}

/// The value at a whole rank from 0.
fn at(values: &WeightedValues, rank: f64) -> Option<f64> {
    let mut passed = 0.0;
    let found = values.iter().find(|(_, count)| {
        passed += float(*count);
        passed > rank
    });
    // Sums of very large counts are rounded; the last rank is in the last value.
    found.or(values.iter().rfind(|(_, count)| *count > 0)).map(|(value, _)| *value)
}

/// The least k with P(B <= k) >= 0.025, B the heads of `n` coins.
fn rank(n: f64) -> f64 {
    if n > 1_000.0 {
        return (n / 2.0 - Z * n.sqrt() / 2.0 - 0.5).ceil();
    }
    // 2^n times the chance of 0, 1, 2, … heads; 2^1000 is still a number.
    let (mut weight, mut below, mut k) = (1.0, 1.0, 0.0);
    let whole = libm::pow(2.0, n);
    while below < whole * ((1.0 - LEVEL) / 2.0) {
        weight *= (n - k) / (k + 1.0);
        below += weight;
        k += 1.0;
    }
    k
}
