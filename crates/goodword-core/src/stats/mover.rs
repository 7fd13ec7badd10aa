//! The difference of two figures, each of which has a range of its own.

use super::Interval;

/// A figure with its range.
pub type Estimate = (f64, Interval);

/// The 95 % interval of `a` - `b`, from their own 95 % intervals.
///
/// Formula: d - √((a - low of a)² + (high of b - b)²), d + √((high of a - a)² + (b - low of b)²), d = a - b. It needs no
/// symmetry, so it keeps what is good about score intervals. Source: Zou & Donner (2008), Statistics in Medicine
/// 27(10) 1693-1702; with Wilson intervals it is method 10 of Newcombe (1998), Statistics in Medicine 17, 873-890.
pub fn difference((a, of_a): Estimate, (b, of_b): Estimate) -> Interval {
    let reach = |one: f64, other: f64| libm::hypot(one.max(0.0), other.max(0.0));
    let d = a - b;
    Interval { low: d - reach(a - of_a.low, of_b.high - b), high: d + reach(of_a.high - a, b - of_b.low) }
}
