//! Mean and spread of whole scores, from how often each was given.

use super::{Interval, LEVEL, float, student, sum};

/// How often each score was given: `counts[i]` times the score `first + i`.
#[derive(Debug, Clone, Copy)]
pub struct Scores<'a> {
    /// The lowest score of the scale.
    pub first: u8,
    /// Counts, one for each score of the scale, lowest first.
    pub counts: &'a [u64],
}

impl Scores<'_> {
    fn pairs(&self) -> impl Iterator<Item = (u64, u64)> + Clone {
        (u64::from(self.first)..).zip(self.counts.iter().copied())
    }

    /// The sum of all counts.
    pub fn n(&self) -> u64 {
        sum(self.counts.iter().copied())
    }

    /// The arithmetic mean, on the scale. `None` without scores. The sums are whole numbers, so it does not depend on
    /// the order in which parts were counted.
    #[allow(clippy::cast_precision_loss, reason = "two exact sums are rounded once each, right before the division")]
    pub fn mean(&self) -> Option<f64> {
        let n: u128 = self.pairs().map(|(_, count)| u128::from(count)).sum();
        let total: u128 = self.pairs().map(|(score, count)| u128::from(score) * u128::from(count)).sum();
        (n > 0).then(|| total as f64 / n as f64)
    }

    /// The standard deviation of the sample, normalised by n - 1, in points of the scale. `None` below two scores.
    pub fn sd(&self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }

    /// The square of the standard deviation. `None` below two scores.
    ///
    /// Formula: Σ over i < j of `n_i` `n_j` (`x_i` - `x_j`)² / (n (n - 1)), which equals (n S2 - S1²) / (n (n - 1))
    /// (Lagrange's identity) and neither cancels nor overflows.
    pub fn variance(&self) -> Option<f64> {
        let n: f64 = self.pairs().map(|(_, count)| float(count)).sum();
        if n < 2.0 {
            return None;
        }
        let mut sum = 0.0;
        for (at, (low, few)) in self.pairs().enumerate() {
            for (high, many) in self.pairs().skip(at + 1) {
                let distance = float(high - low);
                sum += (float(few) / n) * (float(many) / (n - 1.0)) * distance * distance;
            }
        }
        Some(sum)
    }

    /// The 95 % t interval of the mean, clipped to the scale. `None` below two scores, and when all are the same: the
    /// formula would give a range without width, which would be a lie.
    ///
    /// Formula: mean ± t(0.975, n - 1) SD / √n. Source: Student (1908), Biometrika 6, 1-25.
    pub fn interval(&self) -> Option<Interval> {
        let (n, mean, sd) = (float(self.n()), self.mean()?, self.sd()?);
        let half = student::quantile(f64::midpoint(1.0, LEVEL), n - 1.0)? * sd / n.sqrt();
        let (least, most) = (f64::from(self.first), float(self.pairs().last()?.0));
        (sd > 0.0).then(|| Interval { low: (mean - half).max(least), high: (mean + half).min(most) })
    }
}
