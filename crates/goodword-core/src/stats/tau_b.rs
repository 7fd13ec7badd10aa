//! Whether two ordered answers rise together.

use super::{Interval, Z, float};

/// Kendall's tau-b of a table and its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TauB {
    /// -1 to 1.
    pub tau: f64,
    /// Its standard error for large samples.
    pub se: f64,
}

impl TauB {
    /// Of a table of counts, rows and columns in rising order. `None` when all stand in one row or one column.
    ///
    /// Formula, in shares of the whole: τ = Σ p (A - D) / w, w = √(R C), R = 1 - Σ r², C = 1 - Σ c², A and D what
    /// stands strictly below right or above left of a cell, and what stands otherwise. SE² = (Σ p (2 w (A - D) +
    /// τ (r C + c R))² - τ² (R + C)²) / (n w⁴): the form of SAS PROC FREQ, which is the delta method. Source:
    /// Kendall (1945), Biometrika 33, 239-251; Brown & Benedetti (1977), J. Am. Stat. Assoc. 72, 309-315.
    pub fn of<const C: usize, const R: usize>(table: &[[u64; C]; R]) -> Option<Self> {
        let n: f64 = table.iter().flatten().copied().map(float).sum();
        if n <= 0.0 {
            return None;
        }
        let shares = table.map(|row| row.map(|count| float(count) / n));
        let rows = shares.map(|row| row.iter().sum::<f64>());
        let mut columns = [0.0; C];
        for row in &shares {
            columns.iter_mut().zip(row).for_each(|(sum, share)| *sum += share);
        }
        let spread = |margins: &[f64]| margins.iter().map(|share| share * (1.0 - share)).sum::<f64>();
        let (of_rows, of_columns) = (spread(&rows), spread(&columns));
        let w = (of_rows * of_columns).sqrt();
        if w <= 0.0 || w.is_nan() {
            return None;
        }
        let excess = excess(&shares, &columns);
        let cells = || shares.iter().flatten().zip(excess.iter().flatten());
        let tau = (cells().map(|(share, excess)| share * excess).sum::<f64>() / w).clamp(-1.0, 1.0);
        let margins = rows.iter().flat_map(|row| columns.iter().map(move |column| row * of_columns + column * of_rows));
        let squares = cells().zip(margins).map(|((share, excess), margin)| {
            let term = 2.0 * w * excess + tau * margin;
            share * term * term
        });
        let both = of_rows + of_columns;
        let variance = (squares.sum::<f64>() - tau * tau * both * both).max(0.0);
        Some(Self { tau, se: variance.sqrt() / (w * w) / n.sqrt() })
    }

    /// τ ± z SE, within -1 to 1. `None` when the order is perfect: the formula would give a range without width.
    pub fn interval(&self) -> Option<Interval> {
        let range = Interval { low: self.tau - Z * self.se, high: self.tau + Z * self.se };
        (self.se > 0.0 && self.tau.abs() < 1.0 - 1e-12).then(|| range.within(-1.0, 1.0))
    }
}

/// For each cell the share of what is concordant with it less what is discordant, from running sums of columns.
fn excess<const C: usize, const R: usize>(shares: &[[f64; C]; R], columns: &[f64; C]) -> [[f64; C]; R] {
    let mut above = [0.0; C];
    shares.map(|row| {
        let mut below = *columns;
        for (left, (up, here)) in below.iter_mut().zip(above.iter().zip(&row)) {
            *left -= up + here;
        }
        // North-west and south-east rise together; north-east and south-west do not.
        let gaps: Vec<f64> = above.iter().zip(&below).map(|(up, down)| up - down).collect();
        let all: f64 = gaps.iter().sum();
        let (mut left, mut result) = (0.0, [0.0; C]);
        for (place, gap) in result.iter_mut().zip(&gaps) {
            *place = left - (all - left - gap);
            left += gap;
        }
        above.iter_mut().zip(&row).for_each(|(sum, share)| *sum += share);
        result
    })
}
