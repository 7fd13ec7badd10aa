//! The net promoter score: promoters less detractors, of a hundred who answered. In points, from -100 to 100.

use super::{Interval, Z, bisect, float, mover, normal};

/// Those who answered, by what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NpsGroups {
    /// 9 and 10.
    pub promoters: u64,
    /// 7 and 8.
    pub passives: u64,
    /// 0 to 6.
    pub detractors: u64,
}

impl NpsGroups {
    /// The groups in counts of the scores 0 to 10.
    pub fn of(scores: [u64; 11]) -> Self {
        let [d0, d1, d2, d3, d4, d5, d6, p7, p8, p9, p10] = scores;
        Self {
            promoters: p9.saturating_add(p10),
            passives: p7.saturating_add(p8),
            detractors: super::sum([d0, d1, d2, d3, d4, d5, d6]),
        }
    }

    /// Nobody.
    pub const NONE: Self = Self { promoters: 0, passives: 0, detractors: 0 };

    /// Everyone who answered, as a count that stops at the largest there is.
    pub fn count(self) -> u64 {
        super::sum([self.promoters, self.passives, self.detractors])
    }

    /// Their mean, worth 1, 0 and -1. `None` when nobody answered.
    pub fn mean(self) -> Option<f64> {
        (self.n() > 0.0).then(|| self.difference() / self.n())
    }

    /// Everyone who answered. A number, not a count: three counts may exceed one.
    pub(super) fn n(self) -> f64 {
        float(self.promoters) + float(self.passives) + float(self.detractors)
    }

    /// These and those of `other`.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            promoters: self.promoters.saturating_add(other.promoters),
            passives: self.passives.saturating_add(other.passives),
            detractors: self.detractors.saturating_add(other.detractors),
        }
    }

    /// These without those of `other`, which are among them.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self {
            promoters: self.promoters.saturating_sub(other.promoters),
            passives: self.passives.saturating_sub(other.passives),
            detractors: self.detractors.saturating_sub(other.detractors),
        }
    }

    /// 100 (promoters - detractors) / n, -100 to 100. `None` when nobody answered.
    ///
    /// Passives are part of n: they pull the score towards 0.
    pub fn score(self) -> Option<f64> {
        (self.n() > 0.0).then(|| 100.0 * self.difference() / self.n())
    }

    fn difference(self) -> f64 {
        let size = float(self.promoters.abs_diff(self.detractors));
        if self.promoters < self.detractors { -size } else { size }
    }

    /// The 95 % score interval, -100 to 100. `None` when nobody answered.
    ///
    /// Per answer, that is all D with |P - Dt - nD| <= z √(n (2q + D (1 - D))), where q = (√(B² - 4AC) - B) / 2A is the likeliest share of
    /// detractors given D; A = 2n, B = -P - Dt + (2n - P + Dt) D, C = -Dt D (1 - D). Found by bisection to the last
    /// bit. Source: Tango (1998), Statistics in Medicine 17, 891-908; for NPS: Rocks (2016), American Statistician
    /// 70(4) 365-372.
    pub fn interval(self) -> Option<Interval> {
        self.weighed(1.0).interval()
    }

    /// How many answers in all, with the same shares, it takes for a score interval of `half` points to either side.
    /// `None` when nobody answered, and beyond a million million.
    ///
    /// Found by halving over [`NpsGroups::interval`] of counts that need not be whole: it narrows as answers are added.
    pub fn answers_within(self, half: f64) -> Option<u64> {
        let narrow = |n: u64| {
            let weighed = self.weighed(float(n) / self.n());
            weighed.interval().is_some_and(|range| range.half_width() <= half)
        };
        let (mut below, mut enough) = (0, 1_u64 << 40);
        if self.n() <= 0.0 || !narrow(enough) {
            return None;
        }
        while enough - below > 1 {
            let middle = below.midpoint(enough);
            *if narrow(middle) { &mut enough } else { &mut below } = middle;
        }
        Some(enough)
    }

    fn weighed(self, weight: f64) -> Weighed {
        Weighed {
            n: self.n() * weight,
            promoters: float(self.promoters) * weight,
            passives: float(self.passives) * weight,
            detractors: float(self.detractors) * weight,
            difference: self.difference() * weight,
        }
    }

    /// The variance of one answer, coded -1, 0 and 1: at most 1. `None` when nobody answered.
    ///
    /// Formula: (P + D) / n - ((P - D) / n)².
    pub fn variance(self) -> Option<f64> {
        (self.n() > 0.0).then(|| self.variance_after(0.0))
    }

    /// The same after adding so many promoters and detractors, and twice as many passives. As (4 P D + (P + D) S) / n²,
    /// which does not cancel.
    fn variance_after(self, added: f64) -> f64 {
        let (promoters, detractors) = (float(self.promoters) + added, float(self.detractors) + added);
        let (passives, n) = (float(self.passives) + 2.0 * added, self.n() + 4.0 * added);
        4.0 * (promoters / n) * (detractors / n) + ((promoters + detractors) / n) * (passives / n)
    }

    /// The 95 % interval of this score less `other`, -200 to 200. `None` when one of them has no answers.
    ///
    /// Formula: [`mover::difference`] of the two score intervals.
    pub fn difference_interval(self, other: Self) -> Option<Interval> {
        let ranged = |groups: Self| Some((groups.score()?, groups.interval()?));
        Some(mover::difference(ranged(self)?, ranged(other)?).within(-200.0, 200.0))
    }

    /// The chance of a difference to `other` at least as large when there is none, 0 to 1. `None` when one of them has
    /// no answers.
    ///
    /// Formula: z = (θ₁ - θ₂) / √(v₁/N₁ + v₂/N₂), each after adding 3/4 promoters, 3/2 passives and 3/4 detractors, the
    /// adjusted Wald counts of Rocks (2016): it does not break down when all answers of one are the same.
    pub fn p(self, other: Self) -> Option<f64> {
        self.score().zip(other.score())?;
        let ((a, of_a), (b, of_b)) = (self.adjusted(), other.adjusted());
        normal::two_sided((a - b) / (of_a + of_b).sqrt())
    }

    /// Score and its squared standard error from the adjusted counts, per answer.
    fn adjusted(self) -> (f64, f64) {
        let n = self.n() + 3.0;
        (self.difference() / n, self.variance_after(0.75) / n)
    }
}

/// Groups whose counts need not be whole.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    n: f64,
    promoters: f64,
    passives: f64,
    detractors: f64,
    /// Promoters less detractors, from whole counts.
    difference: f64,
}

impl Weighed {
    /// As [`NpsGroups::interval`].
    fn interval(self) -> Option<Interval> {
        // The mirrored case is the same with the signs changed; the formula is exact on the side where D >= 0.
        if self.difference < 0.0 {
            let (promoters, detractors) = (self.detractors, self.promoters);
            let mirror = Self { promoters, detractors, difference: -self.difference, ..self }.interval()?;
            return Some(Interval { low: -mirror.high, high: -mirror.low });
        }
        let score = (self.n > 0.0).then(|| self.difference / self.n)?;
        let end = |towards: f64| bisect(score, towards, |d| self.is_plausible(d));
        Some(Interval { low: end(-1.0), high: end(1.0) }.scale(100.0))
    }

    /// Whether the answers are plausible if the score of the whole population were `d`. Written, for a score >= 0, so
    /// that no two numbers that are nearly the same are subtracted.
    fn is_plausible(self, d: f64) -> bool {
        let Self { n, promoters, passives, detractors, difference } = self;
        let both = promoters + detractors;
        let b = (2.0 * n - difference) * d - both;
        let four_ac = -8.0 * n * detractors * d * (1.0 - d);
        let discriminant = if d < 0.0 {
            // The same as B² - 4AC, as a sum of two terms that are not negative.
            let first = both - difference * d;
            first * first + 4.0 * passives * d * (n * d - difference)
        } else {
            b * b - four_ac
        };
        let root = discriminant.max(0.0).sqrt();
        let q = if b > 0.0 { -four_ac / (4.0 * n * (b + root)) } else { (root - b) / (4.0 * n) };
        let variance = n * (2.0 * q + d * (1.0 - d));
        (difference - n * d).abs() <= Z * variance.max(0.0).sqrt()
    }
}
