//! Which of two groups answers higher, whatever the steps of the scale are worth.

use libm::{exp, log};

use super::{Interval, Z, float, normal};

/// How often each level was given, lowest first, in two groups.
#[derive(Debug, Clone, Copy)]
pub struct Ranks<'a> {
    a: &'a [u64],
    b: &'a [u64],
    n: (f64, f64),
}

impl<'a> Ranks<'a> {
    /// Two groups over the same levels. `None` when one is empty.
    pub fn of(a: &'a [u64], b: &'a [u64]) -> Option<Self> {
        let all = |counts: &[u64]| counts.iter().copied().map(float).sum::<f64>();
        let n = (all(a), all(b));
        (n.0 > 0.0 && n.1 > 0.0 && a.len() == b.len()).then_some(Self { a, b, n })
    }

    /// The chance that someone of `a` answers higher than someone of `b`, ties shared, 0 to 1.
    ///
    /// Formula: U / (n1 n2), U = Σ `a_i` (Σ over j < i of `b_j` + `b_i` / 2).
    pub fn superiority(&self) -> f64 {
        let places = placements(self.a, self.b, self.n.1);
        places.map(|(count, place)| count / self.n.0 * place).sum::<f64>().clamp(0.0, 1.0)
    }

    /// The 95 % interval of that chance, within 0 to 1. `None` when a group is alone or the two do not overlap: the
    /// formula would give a range without width.
    ///
    /// Formula: on the logit scale, with SE² = var(places of a) / n1 + var(places of b) / n2. Source: `DeLong` et al.
    /// (1988), Biometrics 44, 837-845; the logit after Pepe (2003), "The Statistical Evaluation of
    /// Medical Tests", 5.2.
    pub fn interval(&self) -> Option<Interval> {
        let (p, se) = (self.superiority(), self.se()?);
        if !(p > 0.0 && p < 1.0 && se > 0.0) {
            return None;
        }
        let (centre, half) = (log(p / (1.0 - p)), Z * se / (p * (1.0 - p)));
        let back = |x: f64| 1.0 / (1.0 + exp(-x));
        Some(Interval { low: back(centre - half), high: back(centre + half) })
    }

    /// The standard error behind it. `None` when a group has fewer than two.
    pub fn se(&self) -> Option<f64> {
        let part = |from: &[u64], to: &[u64], n: f64, of: f64| {
            let mean: f64 = placements(from, to, of).map(|(count, place)| count / n * place).sum();
            let square = |(count, place): (f64, f64)| count / (n - 1.0) * (place - mean) * (place - mean);
            (n >= 2.0).then(|| placements(from, to, of).map(square).sum::<f64>() / n)
        };
        let (n1, n2) = self.n;
        Some((part(self.a, self.b, n1, n2)? + part(self.b, self.a, n2, n1)?).sqrt())
    }

    /// The chance of groups at least as far apart when they are alike. `None` when all gave one answer.
    ///
    /// Formula: z = (U - n1 n2 / 2) / √(n1 n2 / 12 (N + 1 - Σ (t³ - t) / (N (N - 1)))), t of each level: corrected for
    /// ties, not for continuity. Source: Mann & Whitney (1947), Ann. Math. Stat. 18, 50-60.
    pub fn p(&self) -> Option<f64> {
        let (n1, n2) = self.n;
        let all = n1 + n2;
        let ties: f64 = self.a.iter().zip(self.b).map(|(a, b)| float(*a) + float(*b)).map(|t| tied(t, all)).sum();
        let variance = (all + 1.0 - ties) / (12.0 * n1 * n2);
        // Rounding leaves a hair of variance where there is none.
        let varies = variance > 1e-12 * (all + 1.0) / (12.0 * n1 * n2);
        if varies { normal::two_sided((self.superiority() - 0.5) / variance.sqrt()) } else { None }
    }
}

/// (t³ - t) / (N (N - 1)), in factors that do not overflow.
fn tied(t: f64, all: f64) -> f64 {
    if t < 2.0 { 0.0 } else { (t / all) * ((t - 1.0) / (all - 1.0)) * (t + 1.0) }
}

/// For each level of `from`: its count, and the share of `to` below it, ties counted half.
fn placements<'a>(from: &'a [u64], to: &'a [u64], n: f64) -> impl Iterator<Item = (f64, f64)> + 'a {
    from.iter().zip(to).scan(0.0, move |below, (count, other)| {
        let place = (*below + float(*other) / 2.0) / n;
        *below += float(*other);
        Some((float(*count), place))
    })
}
