//! The net promoter score: promoters less detractors, of a hundred who answered. In points, from -100 to 100.

use super::{Interval, Z, bisect, float};

/// Those who answered, by what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Groups {
    /// 9 and 10.
    pub promoters: u64,
    /// 7 and 8.
    pub passives: u64,
    /// 0 to 6.
    pub detractors: u64,
}

impl Groups {
    /// The groups in counts of the scores 0 to 10.
    pub fn of(scores: [u64; 11]) -> Self {
        let [d0, d1, d2, d3, d4, d5, d6, p7, p8, p9, p10] = scores;
        Self {
            promoters: p9.saturating_add(p10),
            passives: p7.saturating_add(p8),
            detractors: crate::cube::sum([d0, d1, d2, d3, d4, d5, d6]),
        }
    }

    /// Everyone who answered. A number, not a count: three counts may exceed one.
    fn n(self) -> f64 {
        float(self.promoters) + float(self.passives) + float(self.detractors)
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
        // The mirrored case is the same with the signs changed; the formula is exact on the side where D >= 0.
        if self.detractors > self.promoters {
            let mirror = Self { promoters: self.detractors, detractors: self.promoters, ..self }.interval()?;
            return Some(Interval { low: -mirror.high, high: -mirror.low });
        }
        let score = (self.n() > 0.0).then(|| self.difference() / self.n())?;
        let end = |towards: f64| bisect(score, towards, |d| self.is_plausible(d));
        Some(Interval { low: end(-1.0), high: end(1.0) }.scale(100.0))
    }

    /// Whether the answers are plausible if the score of the whole population were `d`. Written, for a score >= 0, so
    /// that no two numbers that are nearly the same are subtracted.
    fn is_plausible(self, d: f64) -> bool {
        let (n, promoters, passives, detractors) =
            (self.n(), float(self.promoters), float(self.passives), float(self.detractors));
        let (difference, both) = (self.difference(), promoters + detractors);
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
