//! How much of the variation in recommending goes with empathy, and how much with the promise.

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
    /// Of both together.
    pub both: f64,
}

/// One kind of answer: empathy, promise, recommend, and how many gave it.
#[derive(Debug, Clone, Copy)]
struct Cell {
    empathy: f64,
    promise: usize,
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

    /// What empathy adds, averaged over coming first and coming last; the promise has the rest of `both`.
    ///
    /// Formula: (R²(E) + R²(E, P) - R²(P)) / 2, the Shapley value. Source: Lindeman, Merenda & Gold (1980),
    /// "Introduction to Bivariate and Multivariate Analysis"; Grömping (2006), J. Stat. Software 17(1).
    pub fn lmg(&self) -> [f64; 2] {
        let half = |own: f64, other: f64| ((own + self.both - other) / 2.0).clamp(0.0, 1.0);
        [half(self.empathy, self.promise), half(self.promise, self.empathy)]
    }
}

/// The 95 % intervals of [`Drivers::both`] and of both of [`Drivers::lmg`], by [`bootstrap::intervals`].
pub fn intervals(table: &Table) -> Option<[Interval; 3]> {
    let (cells, counts) = cells(table);
    bootstrap::intervals(&counts, |sample| {
        let drivers = explained(&cells, sample)?;
        let [empathy, promise] = drivers.lmg();
        Some([drivers.both, empathy, promise])
    })
}

fn cells(table: &Table) -> (Vec<Cell>, Vec<f64>) {
    let mut cells = (Vec::new(), Vec::new());
    for (empathy, rows) in (1_u8..).zip(table) {
        for (promise, row) in rows.iter().enumerate() {
            for (recommend, count) in (0_u8..).zip(row).filter(|(_, count)| **count > 0) {
                cells.0.push(Cell { empathy: empathy.into(), promise, recommend: recommend.into() });
                cells.1.push(float(*count));
            }
        }
    }
    cells
}

/// Sums of one group.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: f64,
    empathy: f64,
    recommend: f64,
}

fn explained(cells: &[Cell], counts: &[f64]) -> Option<Drivers> {
    let (mut all, mut groups) = (Sums::default(), [Sums::default(); 4]);
    for (cell, n) in cells.iter().zip(counts) {
        let own = groups.get_mut(cell.promise);
        for sums in std::iter::once(&mut all).chain(own) {
            sums.n += n;
            sums.empathy += n * cell.empathy;
            sums.recommend += n * cell.recommend;
        }
    }
    // Once around the mean of all, once around that of each group: sums of squares do not cancel that way.
    let whole = Squares::around(cells, counts, &[all; 4]);
    let within = Squares::around(cells, counts, &groups);
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

/// Sums of squares and products around means.
#[derive(Debug, Clone, Copy, Default)]
struct Squares {
    ee: f64,
    er: f64,
    rr: f64,
}

impl Squares {
    fn around(cells: &[Cell], counts: &[f64], groups: &[Sums; 4]) -> Self {
        let means = groups.map(|sums| (sums.empathy / sums.n, sums.recommend / sums.n));
        let mut squares = Self::default();
        for (cell, n) in cells.iter().zip(counts).filter(|(_, n)| **n > 0.0) {
            let Some((empathy, recommend)) = means.get(cell.promise) else { continue };
            let (e, r) = (cell.empathy - empathy, cell.recommend - recommend);
            squares.ee += n * e * e;
            squares.er += n * e * r;
            squares.rr += n * r * r;
        }
        squares
    }
}
