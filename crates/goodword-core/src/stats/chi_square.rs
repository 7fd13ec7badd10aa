//! The chi-square distribution.

use libm::{exp, lgamma, log};

use super::{bisect, normal};

/// From here on the series around the normal quantile is exact to a double; below, the distribution is turned around.
const SERIES_FROM: f64 = 20_000.0;

/// The `p`-quantile of the chi-square distribution with `df` degrees of freedom, whole or not, 0 <= p < 1 and df >= 1;
/// `None` elsewhere. Good to 1e-9 of the value for p from 0.0001 to 0.9999.
///
/// With one degree: the square of the normal quantile of (1 + p) / 2. From 20,000 on: the expansion of Goldberg &
/// Levine (1946), Ann. Math. Stat. 17, 216-225, as in Abramowitz & Stegun (1964) 26.4. Between: bisection of the
/// incomplete gamma function (6.5.29 and 6.5.31).
pub fn quantile(p: f64, df: f64) -> Option<f64> {
    if !(0.0..1.0).contains(&p) || !(1.0..f64::INFINITY).contains(&df) {
        return None;
    }
    if df <= 1.0 {
        return normal::quantile(f64::midpoint(1.0, p)).map(|z| z * z);
    }
    if p <= 0.0 {
        return Some(0.0);
    }
    if df >= SERIES_FROM {
        return normal::quantile(p).map(|z| series(z, df));
    }
    let below = |x: f64| lower(df / 2.0, x / 2.0) <= p;
    let mut above = df + 10.0;
    while below(above) && above < 1e12 {
        above *= 2.0;
    }
    Some(bisect(0.0, above, below))
}

/// The chance of a value of at least `x` with `df` degrees of freedom, 0 to 1; `None` where that is no number.
///
/// Formula: the regularised upper incomplete gamma function Q(df / 2, x / 2), as in [`quantile`].
pub fn upper(x: f64, df: f64) -> Option<f64> {
    if x.is_nan() || !(1.0..f64::INFINITY).contains(&df) {
        return None;
    }
    let (a, x) = (df / 2.0, x / 2.0);
    if x <= 0.0 {
        return Some(1.0);
    }
    let front = exp(a * log(x) - x - lgamma(a));
    let above = if x < a + 1.0 { 1.0 - front * sum(a, x) } else { front * fraction(a, x) };
    Some(above.clamp(0.0, 1.0))
}

fn series(z: f64, df: f64) -> f64 {
    let (s, two) = (z * z, std::f64::consts::SQRT_2);
    let terms = [
        1.0,
        two * z,
        2.0 / 3.0 * (s - 1.0),
        z * (s - 7.0) / (9.0 * two),
        -((6.0 * s + 14.0) * s - 32.0) / 405.0,
        z * ((9.0 * s + 256.0) * s - 433.0) / (4_860.0 * two),
    ];
    let step = 1.0 / df.sqrt();
    df * terms.iter().rev().fold(0.0, |sum, term| sum * step + term)
}

/// The regularised lower incomplete gamma function P(a, x).
fn lower(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = exp(a * log(x) - x - lgamma(a));
    if x < a + 1.0 { front * sum(a, x) } else { 1.0 - front * fraction(a, x) }
}

/// 1/a + x/(a(a+1)) + …
fn sum(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut at) = (1.0 / a, 1.0 / a, a);
    for _ in 0..10_000 {
        at += 1.0;
        term *= x / at;
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    sum
}

/// The continued fraction of the upper tail, by Lentz's method.
fn fraction(a: f64, x: f64) -> f64 {
    let away = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut odd = x + 1.0 - a;
    let (mut above, mut below) = (1e300, 1.0 / away(odd));
    let mut value = below;
    for step in 1..10_000 {
        let step = f64::from(step);
        let term = -step * (step - a);
        odd += 2.0;
        below = 1.0 / away(term * below + odd);
        above = away(odd + term / above);
        value *= below * above;
        if (below * above - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_upper_tail_is_scipys() {
        // scipy 1.17.1, scipy.stats.chi2.sf.
        let check = |x: f64, df: f64, expect: f64| {
            let found = upper(x, df).unwrap();
            assert!((found - expect).abs() <= 1e-7 * expect, "{x} {df}: {found}");
        };
        check(3.84, 1.0, 0.050_043_521_2);
        check(50.0, 4.0, 3.610_865_4e-10);
        check(700.0, 600.0, 0.002_895_772_53);
        check(0.001, 2.0, 0.999_500_125);
        assert_eq!((upper(0.0, 3.0), upper(f64::NAN, 3.0), upper(1.0, 0.0)), (Some(1.0), None, None));
    }
}
