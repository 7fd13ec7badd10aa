//! How much the points of a series wobble: the classical charts, and by how much neighbours really differ.

use super::nps::NpsGroups;
use super::{Interval, float};

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
