//! Student's t distribution.

use std::f64::consts::PI;

use libm::{exp, lgamma, log, log1p};

use super::{bisect, normal};

/// From here on the series in 1 / df is exact to a double; below, the distribution itself is turned around.
const SERIES_FROM: f64 = 1_000.0;

/// From here on the chance is the normal one and a small rest; below, an incomplete beta function.
const EXPANSION_FROM: f64 = 100_000.0;

/// The `p`-quantile of Student's t with `df` degrees of freedom, whole or not, 0.5 <= p < 1 and df >= 1; `None`
/// elsewhere. Good to 1e-9 of the value for p to 0.9999.
///
/// From 1,000 degrees on: Abramowitz & Stegun (1964) 26.7.5, the expansion around the normal quantile in 1 / df.
/// Below: bisection of the upper tail (26.5.27, an incomplete beta function).
pub fn quantile(p: f64, df: f64) -> Option<f64> {
    if !(0.5..1.0).contains(&p) || !(1.0..f64::INFINITY).contains(&df) {
        return None;
    }
    let z = normal::quantile(p)?;
    if df >= SERIES_FROM {
        return Some(series(z, df));
    }
    let below = |t: f64| upper_tail(t, df) >= 1.0 - p;
    // Tails of t are heavier than normal ones, and those of df = 1 the heaviest: tan(pi (p - 1/2)) < 1 / (1 - p).
    Some(bisect(z.max(0.0), 1.0 / (1.0 - p), below))
}

/// The chance of a value at least as far from 0 as `t`, 0 to 1, with `df` degrees of freedom, df >= 1; `None` elsewhere.
///
/// Below 100,000 degrees: the incomplete beta function of df / (df + t²) with parameters df / 2 and 1/2 (26.5.27). Above:
/// the normal chance and Fisher's expansion of the rest in 1 / df, Metron 5(3) 109-112 (1925).
pub fn two_sided(t: f64, df: f64) -> Option<f64> {
    if t.is_nan() || !(1.0..f64::INFINITY).contains(&df) {
        return None;
    }
    let t = t.abs().min(1e150);
    let tail =
        if df < EXPANSION_FROM { 2.0 * upper_tail(t, df) } else { normal::two_sided(t)? + 2.0 * expansion(t, df) };
    Some(tail.clamp(0.0, 1.0))
}

/// By how much the upper tail at `t` is heavier than the normal one.
fn expansion(t: f64, df: f64) -> f64 {
    let s = t * t;
    let density = exp(-s / 2.0) / (2.0 * PI).sqrt();
    let terms = (s + 1.0) / 4.0 + (((3.0 * s - 7.0) * s - 5.0) * s - 3.0) / (96.0 * df);
    if density > 0.0 { density * t * terms / df } else { 0.0 }
}

fn series(z: f64, df: f64) -> f64 {
    let s = z * z;
    let terms = [
        1.0,
        (s + 1.0) / 4.0,
        ((5.0 * s + 16.0) * s + 3.0) / 96.0,
        (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0,
        ((((79.0 * s + 776.0) * s + 1_482.0) * s - 1_920.0) * s - 945.0) / 92_160.0,
    ];
    z * terms.iter().rev().fold(0.0, |sum, term| sum / df + term)
}

/// The chance of a value above `t`, t >= 0.
fn upper_tail(t: f64, df: f64) -> f64 {
    let square = t * t;
    let x = df / (df + square);
    let half = df / 2.0;
    // 1 - x without cancellation, and the logarithm of x without it too.
    let rest = square / (df + square);
    let scale = gain(half) - log(PI) / 2.0;
    let front = exp(scale - half * log1p(square / df) + log(rest) / 2.0);
    if t == 0.0 {
        return 0.5;
    }
    // The continued fraction converges fast on one side of the mean of the beta distribution; the other is its mirror.
    if x < (half + 1.0) / (half + 2.5) {
        0.5 * front * fraction(half, 0.5, x) / half
    } else {
        0.5 * (1.0 - front * fraction(0.5, half, rest) / 0.5)
    }
}

/// ln Γ(x + 1/2) - ln Γ(x). For large x the two nearly cancel; then the difference of their Stirling series (6.1.47).
fn gain(x: f64) -> f64 {
    if x < 100.0 {
        return lgamma(x + 0.5) - lgamma(x);
    }
    let inverse = 1.0 / (x * x);
    log(x) / 2.0 - (1.0 / 8.0 - inverse * (1.0 / 192.0 - inverse / 640.0)) / x
}

/// The continued fraction of the incomplete beta function (26.5.8) with parameters `a` and `b`, by Lentz's method.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let away = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let (mut above, mut below) = (1.0, 1.0 / away(1.0 - (a + b) * x / (a + 1.0)));
    let mut value = below;
    for step in 1..2_000 {
        let step = f64::from(step);
        let twice = a + 2.0 * step;
        let even = step * (b - step) * x / ((twice - 1.0) * twice);
        let odd = -(a + step) * (a + b + step) * x / (twice * (twice + 1.0));
        for term in [even, odd] {
            below = 1.0 / away(1.0 + term * below);
            above = away(1.0 + term / above);
            value *= above * below;
        }
        if (above * below - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}
