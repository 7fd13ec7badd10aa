//! The net promoter score: promoters less detractors, of all who answered. Here from -1 to 1; shown times 100.

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

    /// (promoters - detractors) / n, -1 to 1. `None` when nobody answered.
    ///
    /// Passives are part of n: they pull the score towards 0.
    pub fn score(self) -> Option<f64> {
        let difference = i128::from(self.promoters) - i128::from(self.detractors);
        let magnitude = float(u64::try_from(difference.unsigned_abs()).ok()?);
        let signed = if difference < 0 { -magnitude } else { magnitude };
        (self.n() > 0.0).then(|| signed / self.n())
    }

    /// The 95 % score interval, -1 to 1. `None` when nobody answered.
    ///
    /// All D with |P - Dt - nD| <= z √(n (2q + D (1 - D))), where q = (√(B² - 4AC) - B) / 2A is the likeliest share of
    /// detractors given D; A = 2n, B = -P - Dt + (2n - P + Dt) D, C = -Dt D (1 - D). Found by bisection to the last
    /// bit. Source: Tango (1998), Statistics in Medicine 17, 891-908; for NPS: Rocks (2016), American Statistician
    /// 70(4) 365-372.
    pub fn interval(self) -> Option<Interval> {
        let score = self.score()?;
        let inside = |difference: f64| self.is_plausible(difference);
        Some(Interval { low: bisect(score, -1.0, inside), high: bisect(score, 1.0, inside) })
    }

    fn is_plausible(self, difference: f64) -> bool {
        let (n, promoters, detractors) = (self.n(), float(self.promoters), float(self.detractors));
        let distance = (promoters - detractors - n * difference).abs();
        let free = difference * (1.0 - difference);
        let (a, b) = (2.0 * n, (2.0 * n - promoters + detractors) * difference - promoters - detractors);
        let c = -detractors * free;
        let root = (b * b - 4.0 * a * c).max(0.0).sqrt();
        // The larger root, written so that it never subtracts two numbers that are nearly the same.
        let share = if b > 0.0 { -2.0 * c / (b + root) } else { (root - b) / (2.0 * a) };
        let variance = n * (2.0 * share + free);
        distance <= Z * variance.max(0.0).sqrt()
    }
}
