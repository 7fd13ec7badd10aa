//! The chi-square distribution with one degree of freedom: the square of a standard normal value.

use super::normal;

/// The `p`-quantile of the chi-square distribution with one degree of freedom, 0 <= p < 1; `None` elsewhere.
///
/// Formula: the square of the normal quantile of (1 + p) / 2.
pub fn quantile(p: f64) -> Option<f64> {
    if !(0.0..1.0).contains(&p) {
        return None;
    }
    normal::quantile(f64::midpoint(1.0, p)).map(|z| z * z)
}
