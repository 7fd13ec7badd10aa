//! Where a share of variation may lie, with none at all among its values.

use libm::pow;

use super::{Interval, Z, bisect};

/// A share of variation that was found, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// The share.
    pub share: f64,
    /// The variance of such shares when the same people are drawn again.
    pub variance: f64,
    /// The degrees of freedom of what it goes with: what chance alone adds, in answers.
    pub df: f64,
    /// Answers less all degrees of freedom: those of everything that is looked at together, and 3.
    pub left: f64,
}

impl Found {
    /// The 95 % interval, within 0 to 1; it holds the share. `None` where nothing varies or too few answers are left.
    ///
    /// Chance adds to a share of nothing, so that it is never 0: it is taken to be s times a noncentral chi-square with `df`
    /// degrees and the noncentrality λ, and the ends are s λ at which the share, or one as high as chance alone gives
    /// where it is lower than that, is the 0.975 and the 0.025 quantile. At 0, none at all is among its values.
    /// Formula: s is the root of 2 df s² + 4 R² s = V, V the variance, times n / left; at least (1 - R²)² / left. Source: Steiger &
    /// Fouladi (1992), Behavior Research Methods 24(4) 581-582, with a variance by resampling, which needs no normal shape.
    pub fn interval(&self, n: f64) -> Option<Interval> {
        let Self { share, variance, df, left } = *self;
        if df < 1.0 || left < 1.0 {
            return None;
        }
        let root = (share * share + df * variance / 2.0).sqrt();
        let scale = ((root - share) / df * n / left).max((1.0 - share) * (1.0 - share) / left);
        if scale.is_nan() || scale <= 0.0 {
            return None;
        }
        let (at, chance) = (share / scale, (share / scale).max(df));
        let most = 4.0 * chance + 100.0 + 50.0 * df;
        let low = if z(at, df, 0.0) < Z { 0.0 } else { bisect(0.0, most, |excess| z(at, df, excess) >= Z) };
        let high = bisect(0.0, most, |excess| z(chance, df, excess) >= -Z);
        Some(Interval { low: (scale * low).min(share), high: (scale * high).clamp(share, 1.0) })
    }
}

/// The normal value as seldom as a noncentral chi-square of `df` degrees and the noncentrality `excess` is below `x`.
///
/// Source: Sankaran (1959), Biometrika 46(1/2) 235-237, the second approximation: to 0.006 of the chance.
pub fn z(x: f64, df: f64, excess: f64) -> f64 {
    let (one, two, three) = (df + excess, df + 2.0 * excess, df + 3.0 * excess);
    let h = 1.0 - 2.0 / 3.0 * one * three / (two * two);
    let p = two / (one * one);
    let m = (h - 1.0) * (1.0 - 3.0 * h);
    let mean = 1.0 + h * p * (h - 1.0 - 0.5 * (2.0 - h) * m * p);
    let spread = h * (2.0 * p).sqrt() * (1.0 + 0.5 * m * p);
    (pow(x / one, h) - mean) / spread
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::normal;

    #[test]
    fn a_noncentral_chi_square_is_met() {
        // P(X <= x) by scipy 1.17.1, scipy.stats.ncx2.cdf(x, df, nc), and chi2.cdf where nc is 0.
        let check = |x: f64, df: f64, excess: f64, chance: f64| {
            let at = z(x, df, excess);
            let below = normal::two_sided(at).map(|two| if at < 0.0 { two / 2.0 } else { 1.0 - two / 2.0 }).unwrap();
            assert!((below - chance).abs() < 0.006, "{x} {df} {excess}: {below} and {chance}");
        };
        check(3.84, 1.0, 0.0, 0.949_956);
        check(9.49, 4.0, 0.0, 0.950_047);
        check(5.0, 1.0, 2.0, 0.794_289);
        check(20.0, 4.0, 8.0, 0.888_983);
        check(2.0, 1.0, 9.0, 0.056_389);
        check(50.0, 3.0, 30.0, 0.924_063);
        check(900.0, 4.0, 1_000.0, 0.047_313);
        check(10_500.0, 1.0, 10_000.0, 0.993_235);
        check(1.0, 3.0, 4.0, 0.038_536);
    }

    #[test]
    fn none_at_all_is_among_the_values_of_what_chance_gives() {
        let of = |share, variance| Found { share, variance, df: 4.0, left: 93.0 }.interval(100.0).unwrap();
        let none = of(0.0, 0.000_8);
        assert!(none.low.abs() <= 0.0 && none.high > 0.03 && none.high < 0.2, "{none:?}");
        assert!(of(0.04, 0.002).low.abs() <= 0.0);
        assert!(of(0.4, 0.005).low > 0.2 && of(0.4, 0.005).high < 0.6);
        assert_eq!(Found { share: 0.0, variance: 0.0, df: 0.0, left: 93.0 }.interval(100.0), None);
    }
}
