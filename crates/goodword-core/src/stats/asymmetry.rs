//! The gap between broken and kept promises, beside that between kept and exceeded ones.

use super::contrast::{Contrast, Group};
use super::{Interval, LEVEL, student};

/// The scores of those whose promise was broken, kept and exceeded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asymmetry {
    /// Less than promised.
    pub broken: Group,
    /// As promised.
    pub kept: Group,
    /// More than promised.
    pub exceeded: Group,
}

/// Why no ratio is formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The loss may be nothing: the range of the ratio would have no end.
    Uncertain,
    /// Nothing varies in any of the three groups.
    Constant,
}

impl Asymmetry {
    /// Loss: mean of kept less mean of broken, as [`Contrast`].
    pub fn loss(&self) -> Contrast {
        loss(self.broken, self.kept)
    }

    /// Gain: mean of exceeded less mean of kept, as [`Contrast`].
    pub fn gain(&self) -> Contrast {
        gain(self.kept, self.exceeded)
    }

    /// Loss less gain: 2 kept - broken - exceeded, as [`Contrast`]. Above 0, breaking costs more than exceeding gains.
    ///
    /// Formula: SE = √(`u_b` + 4 `u_k` + `u_e`), Satterthwaite's degrees of freedom. The question is that of Gneezy & Epley
    /// (2014), Soc. Psychol. Personal. Sci. 5(7) 796-804.
    pub fn difference(&self) -> Contrast {
        Contrast::of([-1.0, 2.0, -1.0], [self.broken, self.kept, self.exceeded])
    }

    /// Gain over loss: what an exceeded promise gained for each 1 that a broken one cost, with its 95 % interval.
    ///
    /// Formula: the roots of a ρ² + b ρ + c = 0, a = L² - t² (`u_b` + `u_k`), b = -2 (G L + t² `u_k`), c = G² - t² (`u_k` + `u_e`),
    /// t at the Satterthwaite degrees of freedom of m(exceeded) - (1 + ρ) m(kept) + ρ m(broken). Refused when a <= 0 or
    /// the interval of the loss holds 0. Source: Fieller (1954), J. Royal Stat. Soc. B 16(2) 175-185.
    pub fn ratio(&self) -> Result<(f64, Interval), Refusal> {
        let (loss, gain) = (self.loss(), self.gain());
        let (broken, kept, exceeded) = (self.broken.square(), self.kept.square(), self.exceeded.square());
        if broken + kept + exceeded <= 0.0 {
            return Err(Refusal::Constant);
        }
        // A loss without any spread is certain; its interval is not defined.
        let certain = loss.interval().map_or(loss.estimate.abs() > 0.0, |range| !range.holds_zero());
        let ratio = gain.estimate / loss.estimate;
        if !certain || !ratio.is_finite() {
            return Err(Refusal::Uncertain);
        }
        let of = Contrast::of([ratio, -(1.0 + ratio), 1.0], [self.broken, self.kept, self.exceeded]);
        let t = of.df.and_then(|df| student::quantile(f64::midpoint(1.0, LEVEL), df)).ok_or(Refusal::Constant)?;
        let square = t * t;
        let a = loss.estimate * loss.estimate - square * (broken + kept);
        let b = -2.0 * (gain.estimate * loss.estimate + square * kept);
        let c = gain.estimate * gain.estimate - square * (kept + exceeded);
        if a <= 0.0 {
            return Err(Refusal::Uncertain);
        }
        let root = (b * b - 4.0 * a * c).max(0.0).sqrt();
        let interval = Interval { low: (-b - root) / (2.0 * a), high: (-b + root) / (2.0 * a) };
        let finite = interval.low.is_finite() && interval.high.is_finite();
        if finite { Ok((ratio, interval)) } else { Err(Refusal::Uncertain) }
    }
}

/// Mean of kept less mean of broken, for which the third group is not needed.
pub fn loss(broken: Group, kept: Group) -> Contrast {
    Contrast::of([-1.0, 1.0], [broken, kept])
}

/// Mean of exceeded less mean of kept.
pub fn gain(kept: Group, exceeded: Group) -> Contrast {
    Contrast::of([-1.0, 1.0], [kept, exceeded])
}
