//! How seldom chance alone moves a figure so far: a bound that holds at every number of answers, however skewed.

use libm::log;

use super::nps::NpsGroups;
use super::{Interval, bisect, float};

/// Answers of three kinds, worth 1, 0 and -1, by their shares: for a share, those that count and those that do not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    up: f64,
    level: f64,
    down: f64,
}

impl Shares {
    /// The shares of the groups. `None` when nobody answered.
    pub fn of(groups: NpsGroups) -> Option<Self> {
        let (up, level, down) = (float(groups.promoters), float(groups.passives), float(groups.detractors));
        let n = up + level + down;
        (n > 0.0).then(|| Self { up: up / n, level: level / n, down: down / n })
    }

    /// The mean, -1 to 1.
    pub fn mean(&self) -> f64 {
        self.up - self.down
    }

    /// What an answer adds, in nats, to how unlikely a mean of `mean` is: the chance of one at least as far out on that
    /// side of `n` answers is at most exp(-n I). Infinite where no such answers can be.
    ///
    /// Formula: I(x) = sup over λ of λ x - ln(p e^λ + q + r e^-λ), with t = e^λ the root of p (1 - x) t² - q x t - r (1 + x) = 0.
    /// Source: Chernoff (1952), Annals of Mathematical Statistics 23(4) 493-507.
    pub fn rate(&self, mean: f64) -> f64 {
        let Self { up, level, down } = *self;
        let x = mean.clamp(-1.0, 1.0);
        if (x - self.mean()).abs() < 1e-15 {
            return 0.0;
        }
        // At the ends all answers are alike.
        if x >= 1.0 || x <= -1.0 {
            return -log(if x > 0.0 { up } else { down });
        }
        if x.abs() <= 0.0 && up.min(down) <= 0.0 {
            return -log(level);
        }
        let (half, root) = (x * level, (x * x * level * level + 4.0 * up * down * (1.0 - x * x)).sqrt());
        // The form that does not cancel; without answers of one kind the other bounds the mean.
        let t =
            if half >= 0.0 { (half + root) / (2.0 * up * (1.0 - x)) } else { 2.0 * down * (1.0 + x) / (root - half) };
        let rate = x * log(t) - log(up * t + level + down / t);
        if rate.is_nan() { f64::INFINITY } else { rate.max(0.0) }
    }

    /// The means that `n` answers have but with a chance of exp(-`nats`) on either side, -1 to 1.
    pub fn limits(&self, n: u64, nats: f64) -> Interval {
        let most = nats / float(n.max(1));
        let end = |towards: f64| bisect(self.mean(), towards, |x| self.rate(x) <= most);
        Interval { low: end(-1.0), high: end(1.0) }
    }
}
