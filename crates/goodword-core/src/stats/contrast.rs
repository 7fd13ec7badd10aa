//! Weighted sums of the means of groups whose spreads differ.

use super::mean::Scores;
use super::{Interval, LEVEL, float, student};

/// A group of answers: how many, their mean and the square of their standard deviation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// How many answers, at least 2.
    pub n: f64,
    /// Their mean, in points of the scale.
    pub mean: f64,
    /// The square of their standard deviation.
    pub variance: f64,
}

impl Group {
    /// Of counted scores. `None` below two of them.
    pub fn of(scores: &Scores<'_>) -> Option<Self> {
        Some(Self { n: float(scores.n()), mean: scores.mean()?, variance: scores.variance()? })
    }

    /// The squared standard error of its mean.
    pub fn square(&self) -> f64 {
        self.variance / self.n
    }
}

/// What a weighted sum of means comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// The sum of weight times mean.
    pub estimate: f64,
    /// Its standard error, in the same unit; 0 when nothing varies.
    pub se: f64,
    /// Its degrees of freedom, seldom whole. `None` when nothing varies.
    pub df: Option<f64>,
}

impl Contrast {
    /// The sum of each weight times the mean of its group.
    ///
    /// Formula: SE = √(Σ c² u), df = (Σ c² u)² / Σ ((c² u)² / (n - 1)), with u = s² / n of each group: no two spreads need
    /// be alike. Source: Welch (1938, 1947), Biometrika 29, 350-362 and 34, 28-35; Satterthwaite (1946), Biometrics
    /// Bulletin 2(6) 110-114.
    pub fn of<const K: usize>(weights: [f64; K], groups: [Group; K]) -> Self {
        let pairs = || weights.into_iter().zip(groups);
        let parts = || pairs().map(|(weight, group)| (weight * weight * group.square(), group.n - 1.0));
        let square: f64 = parts().map(|(part, _)| part).sum();
        // Shares of the whole: squares of very small numbers would vanish.
        let spread: f64 = parts().map(|(part, less)| (part / square) * (part / square) / less).sum();
        Self {
            estimate: pairs().map(|(weight, group)| weight * group.mean).sum(),
            se: square.sqrt(),
            df: (square > 0.0).then(|| (1.0 / spread).max(1.0)),
        }
    }

    /// The 95 % t interval. `None` when nothing varies: a range without width would be a lie.
    pub fn interval(&self) -> Option<Interval> {
        self.interval_at(LEVEL)
    }

    /// The t interval at `level`, as [`Contrast::interval`].
    pub fn interval_at(&self, level: f64) -> Option<Interval> {
        let half = student::quantile(f64::midpoint(1.0, level), self.df?)? * self.se;
        Some(Interval { low: self.estimate - half, high: self.estimate + half })
    }

    /// The chance of an estimate at least as far from 0 when the truth is 0. `None` when nothing varies.
    pub fn p(&self) -> Option<f64> {
        student::two_sided(self.estimate / self.se, self.df?)
    }
}

/// The mean of `a` less that of `b`, by Welch's t. `None` when one has fewer than two answers.
pub fn welch(a: &Scores<'_>, b: &Scores<'_>) -> Option<Contrast> {
    Some(Contrast::of([1.0, -1.0], [Group::of(a)?, Group::of(b)?]))
}
