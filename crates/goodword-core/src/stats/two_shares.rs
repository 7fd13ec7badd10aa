//! Two shares beside each other.

use super::mover;
use super::proportion::{share, wilson};
use super::{Interval, fisher, float, normal};

/// `x` of `n`, twice.
#[derive(Debug, Clone, Copy)]
pub struct TwoShares {
    /// `x` and `n` of the first.
    pub a: (u64, u64),
    /// `x` and `n` of the second.
    pub b: (u64, u64),
}

impl TwoShares {
    /// The first share less the second, -1 to 1. `None` when one is not defined.
    pub fn difference(&self) -> Option<f64> {
        Some(share(self.a.0, self.a.1)? - share(self.b.0, self.b.1)?)
    }

    /// The 95 % interval of the difference, within -1 to 1. `None` when one share is not defined.
    ///
    /// Formula: [`mover::difference`] of two Wilson intervals. Source: Newcombe (1998), Statistics in Medicine 17,
    /// 873-890, method 10.
    pub fn interval(&self) -> Option<Interval> {
        let ranged = |(x, n)| Some((share(x, n)?, wilson(x, n)?));
        Some(mover::difference(ranged(self.a)?, ranged(self.b)?).within(-1.0, 1.0))
    }

    /// How far apart they are, in standard errors of one source. `None` when one is not defined, and when all answers
    /// are the same.
    ///
    /// Formula: (p1 - p2) / √(p (1 - p) (1/n1 + 1/n2)), p of both together.
    pub fn z(&self) -> Option<f64> {
        let d = self.difference()?;
        let (n1, n2) = (float(self.a.1), float(self.b.1));
        let p = (float(self.a.0) + float(self.b.0)) / (n1 + n2);
        let variance = p * (1.0 - p) * (1.0 / n1 + 1.0 / n2);
        (variance > 0.0).then(|| d / variance.sqrt())
    }

    /// The chance of a difference at least as large when there is none, 0 to 1. `None` when one is not defined.
    ///
    /// Formula: the score test, [`TwoShares::z`]; Fisher's exact test when one of the four expected counts is below 5.
    pub fn p(&self) -> Option<f64> {
        let ((x1, n1), (x2, n2)) = (self.a, self.b);
        self.difference()?;
        if self.least_expected() < 5.0 { fisher::two_sided(x1, n1, x2, n2) } else { normal::two_sided(self.z()?) }
    }

    fn least_expected(&self) -> f64 {
        let ((x1, n1), (x2, n2)) = (self.a, self.b);
        let (n1, n2, x) = (float(n1), float(n2), float(x1) + float(x2));
        let all = n1 + n2;
        x.min(all - x) * (n1.min(n2) / all)
    }
}
