//! Ranges that hold at every look: who looks again after each answer is wrong with all of them together as seldom as with
//! one.

use libm::{lgamma, log, log1p};

use super::nps::NpsGroups;
use super::{Interval, LEVEL, bisect, float};

/// How many answers the mixture weighs as: the range is about as narrow as such a range can be near 80 answers, and not
/// much wider elsewhere.
const PRIOR: f64 = 10.0;
/// Half of ln 2π.
const HALF_LOG_TAU: f64 = 0.918_938_533_204_672_7;
/// Steps of the search for the likeliest pair; each leaves 0.618 of what there was.
const STEPS: usize = 60;
/// What a step leaves.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Answers worth 0 to 1 each, of which only the sum and the number matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounded {
    /// What they are worth together, 0 to `n`.
    total: f64,
    /// How many there are, above 0.
    n: f64,
}

impl Bounded {
    /// A share of `x` of `n`. `None` when `n` is 0 or less than `x`.
    pub fn of_share(x: u64, n: u64) -> Option<Self> {
        (n > 0 && x <= n).then(|| Self { total: float(x), n: float(n) })
    }

    /// A net promoter score, whose answers are worth 1, one half and 0. `None` without answers.
    pub fn of_nps(groups: NpsGroups) -> Option<Self> {
        let total = float(groups.promoters) + float(groups.passives) / 2.0;
        Some(Self { total, n: groups.n() }).filter(|of| of.n > 0.0)
    }

    /// The range of the mean, 0 to 1, that holds at every look at 95 %.
    ///
    /// All m whose [`Bounded::nats`] is at most ln(1 / 0.05): a supermartingale that begins at 1 rises above 20 once in its
    /// life with a chance of at most 1/20 (Ville 1939). It is convex in m, so these are one range. Source: Howard, Ramdas,
    /// `McAuliffe` & Sekhon (2021), Annals of Statistics 49(2) 1055-1080, the two-sided beta-binomial mixture, as
    /// `bernoulli_confidence_interval` of the package confseq; for answers of 0 to 1 it holds because no other distribution
    /// of that mean spreads as far: Waudby-Smith & Ramdas (2024), J. Royal Stat. Soc. B 86(1) 1-27.
    pub fn interval(&self) -> Interval {
        let end = |towards: f64| bisect(self.total / self.n, towards, |mean| self.nats(mean) <= bound());
        Interval { low: end(0.0), high: end(1.0) }
    }

    /// The range of the mean of these less that of `other`, -1 to 1, that holds at every look at either of them.
    ///
    /// All differences of which one pair of means has [`Bounded::nats`] of at most ln(1 / 0.05) together: the product of two
    /// independent supermartingales is one.
    pub fn difference(&self, other: &Self) -> Interval {
        let at = self.total / self.n - other.total / other.n;
        let end = |towards: f64| bisect(at, towards, |apart| self.nats_apart(other, apart) <= bound());
        Interval { low: end(-1.0), high: end(1.0) }
    }

    /// How much likelier the answers are, in nats, under a mixture of other means than if their mean were `mean`. Infinite
    /// where it cannot be.
    ///
    /// Formula: ln of B(R m + x, R (1 - m) + n - x) / B(R m, R (1 - m)) / (m^x (1 - m)^(n - x)), R = 10. Written by the remainder of
    /// Stirling's series, so that no two large numbers that are nearly the same are subtracted: with N = R + n,
    /// δ = (x - n m) / N, a = R m + x and b = N - a it is (a - 1/2) ln(1 + δ / m) + (b - 1/2) ln(1 - δ / (1 - m)) - ln(N / R) / 2 and remainders.
    pub fn nats(&self, mean: f64) -> f64 {
        let Self { total, n } = *self;
        if mean <= 0.0 || mean >= 1.0 {
            let sure = if mean <= 0.0 { total <= 0.0 } else { total >= n };
            return if sure { 0.0 } else { f64::INFINITY };
        }
        let (all, rest) = (PRIOR + n, 1.0 - mean);
        // The form that is exact where a mean of nearly 0 or 1 is that of all.
        let off = (total * rest - (n - total) * mean) / all;
        let (a, b) = (PRIOR * mean + total, PRIOR * rest + (n - total));
        let likelihood = (a - 0.5) * log1p(off / mean) + (b - 0.5) * log1p(-off / rest) - log(all / PRIOR) / 2.0;
        let before = remainder(PRIOR * mean) + remainder(PRIOR * rest) - remainder(PRIOR);
        likelihood + remainder(a) + remainder(b) - remainder(all) - before
    }

    /// The least that both have together, over all pairs of means that lie `apart`: convex, so golden sections find it.
    fn nats_apart(&self, other: &Self, apart: f64) -> f64 {
        let both = |mean: f64| self.nats(mean + apart) + other.nats(mean);
        let (mut low, mut high) = ((-apart).max(0.0), (1.0 - apart).min(1.0));
        let (mut one, mut two) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
        let (mut at_one, mut at_two) = (both(one), both(two));
        for _ in 0..STEPS {
            if at_one <= at_two {
                (high, two, at_two) = (two, one, at_one);
                one = high - GOLDEN * (high - low);
                at_one = both(one);
            } else {
                (low, one, at_one) = (one, two, at_two);
                two = low + GOLDEN * (high - low);
                at_two = both(two);
            }
        }
        at_one.min(at_two).min(both(low)).min(both(high))
    }
}

fn bound() -> f64 {
    -log(1.0 - LEVEL)
}

/// ln Γ(z) less (z - 1/2) ln z - z + ln(2π) / 2. For large z the terms of Stirling's series that are left.
///
/// Source: Abramowitz & Stegun (1964) 6.1.41.
fn remainder(z: f64) -> f64 {
    if z < 10.0 {
        return lgamma(z) - ((z - 0.5) * log(z) - z + HALF_LOG_TAU);
    }
    let s = 1.0 / (z * z);
    (1.0 / 12.0 - s * (1.0 / 360.0 - s * (1.0 / 1_260.0 - s / 1_680.0))) / z
}
