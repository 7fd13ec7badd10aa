//! Which points of a series are unusual, and which only wobble.

use super::nps::NpsGroups;
use super::{Interval, float};

/// So many points with at least [`LEAST`] answers are needed before limits are drawn.
pub const POINTS: usize = 12;
/// A point of fewer answers than this counts neither for that nor as a signal.
pub const LEAST: u64 = 5;
/// So many in a row on one side of the centre are a signal.
pub const RUN: usize = 8;
/// From so many answers a point on, on average, limits that know chance only are too narrow: see [`Chart::laney`].
pub const MANY: f64 = 1_000.0;
/// The weight of the newest point in [`ewma`].
pub const LAMBDA: f64 = 0.2;

/// A figure and how many answers it is of.
pub type Point = (f64, u64);

/// A Shewhart chart: where points should lie if nothing but chance moves them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chart {
    /// The figure of all points together.
    pub centre: f64,
    /// The variance of one answer.
    pub variance: f64,
    /// By how much days differ more than chance alone lets them; 1 when that is not looked at.
    pub inflation: f64,
    /// The lowest and the highest value there can be.
    pub scale: (f64, f64),
}

impl Chart {
    /// A p-chart of shares, each `x` of `n`. `None` without answers.
    ///
    /// Formula: centre p = Σ x / Σ n, limits p ± 3 √(p (1 - p) / n). Source: Shewhart (1931), "Economic Control of
    /// Quality of Manufactured Product"; as R qcc, type p.
    pub fn of_shares(points: &[(u64, u64)]) -> Option<Self> {
        let sum = |part: fn(&(u64, u64)) -> u64| points.iter().map(part).map(float).sum::<f64>();
        let (x, n) = (sum(|point| point.0), sum(|point| point.1));
        let p = x / n;
        (n > 0.0 && x <= n).then_some(Self { centre: p, variance: p * (1.0 - p), inflation: 1.0, scale: (0.0, 1.0) })
    }

    /// A chart of net promoter scores, in points. `None` without answers.
    ///
    /// Formula: the score of all together ± 3 √(v / n), v the variance of one answer, in points.
    pub fn of_nps(points: &[NpsGroups]) -> Option<Self> {
        let sum = |part: fn(&NpsGroups) -> u64| super::sum(points.iter().map(part));
        let all = NpsGroups {
            promoters: sum(|groups| groups.promoters),
            passives: sum(|groups| groups.passives),
            detractors: sum(|groups| groups.detractors),
        };
        let (centre, variance) = (all.score()?, all.variance()? * 10_000.0);
        Some(Self { centre, variance, inflation: 1.0, scale: (-100.0, 100.0) })
    }

    /// The same chart with limits as wide as days really differ from one another.
    ///
    /// Formula: σ = mean |z(t) - z(t - 1)| / 1.128, z = (p - centre) / √(v / n). Source: Laney (2002), Quality Engineering
    /// 14(4) 531-537. Unchanged below two points, and when nothing varies.
    #[must_use]
    pub fn laney(self, points: &[Point]) -> Self {
        let z = |(value, n): &Point| (value - self.centre) / (self.variance / float(*n)).sqrt();
        let scores: Vec<f64> = points.iter().filter(|(_, n)| *n > 0).map(z).collect();
        let steps = scores.iter().zip(scores.iter().skip(1)).map(|(before, after)| (after - before).abs());
        let (sum, n) = steps.fold((0.0, 0.0), |(sum, n), step| (sum + step, n + 1.0));
        let inflation = sum / n / 1.128;
        if inflation.is_finite() { Self { inflation, ..self } } else { self }
    }

    /// The limits of a point of `n` answers, clipped to the scale. `None` when `n` is 0, and when no two answers differ.
    pub fn limits(&self, n: u64) -> Option<Interval> {
        let half = 3.0 * self.inflation * (self.variance / float(n)).sqrt();
        let range = Interval { low: self.centre - half, high: self.centre + half };
        (n > 0 && half > 0.0).then(|| range.within(self.scale.0, self.scale.1))
    }

    /// Which points are signals: outside of their limits, or at the end of eight in a row on one side of the centre. A
    /// gap neither breaks a run nor adds to it. Never one with fewer than five answers, and none at all before there are
    /// twelve others. Source: Nelson (1984), J. Quality Technology 16(4) 237-239, rules 1 and 2, with eight for nine.
    pub fn signals(&self, points: &[Option<Point>]) -> Vec<bool> {
        let enough = points.iter().flatten().filter(|(_, n)| *n >= LEAST).count() >= POINTS;
        let (mut above, mut below) = (0, 0);
        let signal = |point: &Option<Point>| {
            let Some((value, n)) = point.filter(|(_, n)| enough && *n >= LEAST) else { return false };
            above = if value > self.centre { above + 1 } else { 0 };
            below = if value < self.centre { below + 1 } else { 0 };
            // A hair beyond a limit is rounding.
            let outside = self.limits(n).is_some_and(|range| value < range.low - 1e-9 || value > range.high + 1e-9);
            outside || above >= RUN || below >= RUN
        };
        points.iter().map(signal).collect()
    }

    /// How far [`ewma`] may lie from the centre after each point.
    ///
    /// Formula: centre ± 3 √V, V(t) = λ² v / n(t) + (1 - λ)² V(t - 1). Source: Lucas & Saccucci (1990), Technometrics
    /// 32(1) 1-12, with the n of each point.
    pub fn ewma_limits(&self, points: &[Option<Point>]) -> Vec<Option<Interval>> {
        let mut spread = 0.0;
        let limits = |point: &Option<Point>| {
            let (_, n) = point.filter(|(_, n)| *n > 0)?;
            let square = self.inflation * self.inflation * self.variance / float(n);
            spread = LAMBDA * LAMBDA * square + (1.0 - LAMBDA) * (1.0 - LAMBDA) * spread;
            let half = 3.0 * f64::sqrt(spread);
            let range = Interval { low: self.centre - half, high: self.centre + half };
            (half > 0.0).then(|| range.within(self.scale.0, self.scale.1))
        };
        points.iter().map(limits).collect()
    }
}

/// The exponentially weighted moving average, which begins at `start`. A gap has none and changes nothing.
///
/// Formula: E(t) = λ p(t) + (1 - λ) E(t - 1), λ = 0.2. Source: Roberts (1959), Technometrics 1(3) 239-250.
pub fn ewma(start: f64, values: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut at = start;
    let step = |value: &Option<f64>| {
        at = LAMBDA * (*value)? + (1.0 - LAMBDA) * at;
        Some(at)
    };
    values.iter().map(step).collect()
}
