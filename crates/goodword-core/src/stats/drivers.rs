//! How much of the variation in recommending goes with empathy, and how much with the promise.

use super::variation::Found;
use super::{Interval, bootstrap, float};

/// Counts by empathy (1 to 5), promise (broken, kept, exceeded, none) and recommend (0 to 10) of those who answered all.
pub type Table = [[[u64; 11]; 4]; 5];

/// Shares of the variation, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drivers {
    /// Of empathy alone: the square of its correlation.
    pub empathy: f64,
    /// Of the promise alone: between its groups.
    pub promise: f64,
    /// Of both together, 0 to 1: at least the larger of the two above.
    pub both: f64,
}

/// One kind of answer, measured from the means of all.
#[derive(Debug, Clone, Copy)]
struct CentredAnswer {
    promise: usize,
    /// Empathy as it was answered.
    level: f64,
    empathy: f64,
    recommend: f64,
}

impl Drivers {
    /// Of counts. `None` when nobody answered all three, or all gave the same score.
    ///
    /// Formula: R²(E) = `S_er`² / (`S_ee` `S_rr`); R²(P) = SSB / `S_rr`; R²(E, P) = (SSB + `W_er`² / `W_ee`) / `S_rr`, S around the
    /// mean of all and W around that of each promise group. The promise is a factor: its order is not used.
    pub fn of(table: &Table) -> Option<Self> {
        let (cells, counts) = cells(table);
        explained(&cells, &counts)
    }

    /// Empathy alone, the promise alone, both, and both of [`Drivers::lmg`].
    pub fn shares(&self) -> [f64; 5] {
        let [empathy, promise] = self.lmg();
        [self.empathy, self.promise, self.both, empathy, promise]
    }

    /// What empathy adds, averaged over coming first and coming last; the promise has the rest of `both`.
    ///
    /// Formula: (R²(E) + R²(E, P) - R²(P)) / 2, the Shapley value. Source: Lindeman, Merenda & Gold (1980),
    /// "Introduction to Bivariate and Multivariate Analysis"; Grömping (2006), J. Stat. Software 17(1).
    pub fn lmg(&self) -> [f64; 2] {
        let half = |own: f64, other: f64| ((own + self.both - other) / 2.0).clamp(0.0, 1.0);
        [half(self.empathy, self.promise), half(self.promise, self.empathy)]
    }
}

/// The 95 % intervals of [`Drivers::shares`], by [`Found::interval`] and [`variances`]; none of what never varies.
pub fn intervals(table: &Table) -> Option<[Option<Interval>; 5]> {
    let (shares, variances) = (Drivers::of(table)?.shares(), variances(table)?);
    let (cells, counts) = cells(table);
    let n = counts.iter().sum::<f64>();
    let many = |seen: [bool; 5]| seen.into_iter().filter(|seen| *seen).count().saturating_sub(1);
    let level = |level: f64| cells.iter().any(|cell| (cell.level - level).abs() < 0.5);
    let group = |group: usize| cells.iter().any(|cell| cell.promise == group);
    let levels = many([1.0, 2.0, 3.0, 4.0, 5.0].map(level)).min(1);
    let groups = many([0, 1, 2, 3, 4].map(group));
    let real = |df: usize| float(u64::try_from(df).unwrap_or(0));
    let left = n - real(levels + groups) - 3.0;
    let mut parts = shares.into_iter().zip(variances).zip([levels, groups, levels + groups, levels, groups]);
    let mut interval = || {
        let ((share, variance), df) = parts.next()?;
        Found { share, variance, df: real(df), left }.interval(n)
    };
    Some([(); 5].map(|()| interval()))
}

/// The variances of [`Drivers::shares`], by [`bootstrap::variances`].
pub fn variances(table: &Table) -> Option<[f64; 5]> {
    let (cells, counts) = cells(table);
    bootstrap::variances(&counts, |sample| Some(explained(&cells, sample)?.shares()))
}

/// The cells that are not empty, and how many gave each answer. From the means on, so that sums of squares do not cancel.
fn cells(table: &Table) -> (Vec<CentredAnswer>, Vec<f64>) {
    let (mut cells, mut counts) = (Vec::new(), Vec::new());
    for (empathy, rows) in (1_u8..).zip(table) {
        for (promise, row) in rows.iter().enumerate() {
            for (recommend, count) in (0_u8..).zip(row).filter(|(_, count)| **count > 0) {
                let level = empathy.into();
                cells.push(CentredAnswer { promise, level, empathy: level, recommend: recommend.into() });
                counts.push(float(*count));
            }
        }
    }
    let all = Sums::of(&cells, &counts).into_iter().fold(Sums::default(), Sums::and);
    for cell in &mut cells {
        cell.empathy -= all.e / all.n;
        cell.recommend -= all.r / all.n;
    }
    (cells, counts)
}

/// Sums over answers: how many, empathy, recommend, their squares and products.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: f64,
    e: f64,
    r: f64,
    ee: f64,
    er: f64,
    rr: f64,
}

impl Sums {
    /// Of each promise group.
    fn of(cells: &[CentredAnswer], counts: &[f64]) -> [Self; 4] {
        let mut groups = [Self::default(); 4];
        for (cell, n) in cells.iter().zip(counts) {
            let Some(sums) = groups.get_mut(cell.promise) else { continue };
            let (e, r) = (n * cell.empathy, n * cell.recommend);
            sums.n += n;
            sums.e += e;
            sums.r += r;
            sums.ee += e * cell.empathy;
            sums.er += e * cell.recommend;
            sums.rr += r * cell.recommend;
        }
        groups
    }

    fn and(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            e: self.e + other.e,
            r: self.r + other.r,
            ee: self.ee + other.ee,
            er: self.er + other.er,
            rr: self.rr + other.rr,
        }
    }

    /// The same around its own means: what is left by rounding alone is nothing.
    fn around_means(self) -> Self {
        if self.n <= 0.0 {
            return Self::default();
        }
        let square = |sum: f64, square: f64| {
            let around = square - sum * sum / self.n;
            if around > square * 1e-13 { around } else { 0.0 }
        };
        let (ee, rr) = (square(self.e, self.ee), square(self.r, self.rr));
        Self { n: self.n, e: 0.0, r: 0.0, ee, er: self.er - self.e * self.r / self.n, rr }
    }
}

fn explained(cells: &[CentredAnswer], counts: &[f64]) -> Option<Drivers> {
    let groups = Sums::of(cells, counts);
    let whole = groups.into_iter().fold(Sums::default(), Sums::and).around_means();
    let within = groups.map(Sums::around_means).into_iter().fold(Sums::default(), Sums::and);
    if whole.rr <= 0.0 || whole.rr.is_nan() {
        return None;
    }
    let over = |er: f64, ee: f64| if ee > 0.0 { er * er / ee } else { 0.0 };
    let between = (whole.rr - within.rr).max(0.0);
    let share = |part: f64| (part / whole.rr).clamp(0.0, 1.0);
    Some(Drivers {
        empathy: share(over(whole.er, whole.ee)),
        promise: share(between),
        both: share(between + over(within.er, within.ee)),
    })
}
