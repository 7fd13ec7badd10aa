//! Whether two things that are known of the same people go together: a table of counts, rows by columns.

use super::random::Random;
use super::variation::z;
use super::{Interval, Z, bisect, chi_square, fisher, float, hypergeometric, sum};

/// So many tables are drawn where some cell is small.
const DRAWN: u32 = 2_000;
/// The first draw: the same table gives the same chance.
const SEED: u64 = 1;

/// How a chance was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// By the chi-square distribution: no cell is small.
    Pearson,
    /// By Fisher's exact test: two rows and two columns.
    Exact,
    /// By tables of the same margins that were drawn.
    Drawn,
}

/// What a table says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Independence {
    /// How far the counts lie from those that chance alone would give: the sum of (seen - expected)² / expected.
    pub chi_square: f64,
    /// (rows - 1) (columns - 1).
    pub df: f64,
    /// The chance of a table at least as far from them if the two had nothing to do with each other, 0 to 1.
    pub p: f64,
    /// How that was worked out.
    pub test: Test,
    /// How strongly they go together, 0 to 1: Cramér's V less what chance alone adds to it.
    pub strength: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// The smallest count that chance alone would give.
    pub least_expected: f64,
}

/// A table without rows and columns that hold nobody.
struct Table {
    cells: Vec<Vec<u64>>,
    rows: Vec<u64>,
    columns: Vec<u64>,
    n: u64,
}

/// Looks at a table. `None` where fewer than two rows or two columns hold anybody.
///
/// Cells are small where chance alone would give under 5 in more than a fifth of them, or under 1 in any. Source: Cochran (1954),
/// Biometrics 10(4) 417-451. Then p is (1 + those drawn at least as far) / 2,001. Source: Patefield (1981), Applied
/// Statistics 30(1) 91-97, whose margins these are; Hope (1968), J. Royal Stat. Soc. B 30(3) 582-598.
/// V: √(λ / (n (the smaller of rows and columns - 1))) with λ = χ² - df, and the ends of its interval those λ whose noncentral
/// chi-square has χ² as its 0.975 and 0.025 quantile. Sources: Cramér (1946); Bergsma (2013), J. Korean Stat. Soc. 42(3) 323-328,
/// for what chance adds; Steiger & Fouladi (1992) for the interval.
pub fn independence(cells: &[Vec<u64>]) -> Option<Independence> {
    let table = Table::of(cells)?;
    let (chi_square, df) = (table.distance(), table.df());
    let (least_expected, small) = table.small();
    let (p, test) = match table.two_by_two().filter(|_| small) {
        Some([a, b, c, d]) => (fisher::two_sided(a, a + b, c, c + d)?, Test::Exact),
        None if small => (table.drawn(chi_square), Test::Drawn),
        None => (chi_square::upper(chi_square, df)?, Test::Pearson),
    };
    let smaller = u32::try_from(table.rows.len().min(table.columns.len())).ok()?.checked_sub(1)?;
    let most = float(table.n) * f64::from(smaller);
    let strength = |excess: f64| (excess.max(0.0) / most).sqrt().min(1.0);
    let ends = ends(chi_square, df);
    let interval = Interval { low: strength(ends.low), high: strength(ends.high) };
    Some(Independence { chi_square, df, p, test, strength: strength(chi_square - df), interval, least_expected })
}

/// The noncentralities at which a chi-square is the 0.975 and the 0.025 quantile; it, or what chance alone gives where that is
/// more, so that the range holds the estimate.
fn ends(chi_square: f64, df: f64) -> Interval {
    let chance = chi_square.max(df);
    let most = 4.0 * chance + 100.0 + 50.0 * df;
    let low = if z(chi_square, df, 0.0) < Z { 0.0 } else { bisect(0.0, most, |excess| z(chi_square, df, excess) >= Z) };
    Interval { low: low.min((chi_square - df).max(0.0)), high: bisect(0.0, most, |excess| z(chance, df, excess) >= -Z) }
}

impl Table {
    fn of(cells: &[Vec<u64>]) -> Option<Self> {
        let columns = cells.iter().map(Vec::len).max()?;
        let at = |row: &[u64], column: usize| row.get(column).copied().unwrap_or(0);
        let kept: Vec<_> = (0..columns).filter(|column| cells.iter().any(|row| at(row, *column) > 0)).collect();
        let rows = cells.iter().map(|row| kept.iter().map(|column| at(row, *column)).collect::<Vec<_>>());
        let cells: Vec<_> = rows.filter(|row| row.iter().any(|n| *n > 0)).collect();
        let rows: Vec<u64> = cells.iter().map(|row| sum(row.iter().copied())).collect();
        let columns = (0..kept.len()).map(|column| sum(cells.iter().map(|row| at(row, column)))).collect::<Vec<_>>();
        let n = sum(rows.iter().copied());
        (rows.len() > 1 && columns.len() > 1).then_some(Self { cells, rows, columns, n })
    }

    fn df(&self) -> f64 {
        let real = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from) - 1.0;
        real(self.rows.len()) * real(self.columns.len())
    }

    /// What chance alone would give in each cell, row by row.
    fn expected(&self) -> impl Iterator<Item = f64> {
        let n = float(self.n);
        self.rows.iter().flat_map(move |row| self.columns.iter().map(move |column| float(*row) / n * float(*column)))
    }

    fn distance(&self) -> f64 {
        let cells = self.cells.iter().flatten().zip(self.expected());
        cells.map(|(seen, expected)| (float(*seen) - expected) * (float(*seen) - expected) / expected).sum()
    }

    /// The smallest expected count, and whether too many are small.
    fn small(&self) -> (f64, bool) {
        let least = self.expected().fold(f64::INFINITY, f64::min);
        let under = self.expected().filter(|expected| *expected < 5.0).count();
        (least, least < 1.0 || under * 5 > self.rows.len() * self.columns.len())
    }

    fn two_by_two(&self) -> Option<[u64; 4]> {
        let cells: Vec<u64> = self.cells.iter().flatten().copied().collect();
        <[u64; 4]>::try_from(cells).ok().filter(|_| self.rows.len() == 2)
    }

    fn drawn(&self, seen: f64) -> f64 {
        let mut random = Random::new(SEED);
        // Distances that are equal in truth may differ in the last digits.
        let as_far = (0..DRAWN).filter(|_| self.draw(&mut random) >= seen * (1.0 - 1e-9)).count();
        (1.0 + u32::try_from(as_far).map_or(0.0, f64::from)) / (1.0 + f64::from(DRAWN))
    }

    /// The distance of a table of these margins that is drawn cell by cell.
    fn draw(&self, random: &mut Random) -> f64 {
        let (mut distance, mut left) = (0.0, self.columns.clone());
        for row in &self.rows {
            let (mut of_row, mut of_rest) = (*row, sum(left.iter().copied()));
            for (column, all) in left.iter_mut().zip(&self.columns) {
                let n = hypergeometric::draw(random, of_row, *column, of_rest);
                let expected = float(*row) / float(self.n) * float(*all);
                distance += (float(n) - expected) * (float(n) - expected) / expected;
                (of_row, of_rest, *column) = (of_row - n, of_rest.saturating_sub(*column), *column - n);
            }
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expect: f64, by: f64) {
        assert!((found - expect).abs() < by, "{found} is not {expect}");
    }

    #[test]
    fn tables_are_told_as_scipy_tells_them() {
        // scipy 1.17.1: chi2_contingency(table, correction=False), fisher_exact(table).
        let found = independence(&[vec![90, 60, 104, 95], vec![30, 50, 51, 20], vec![30, 40, 45, 35]]).unwrap();
        assert_eq!((found.test, found.df.to_bits()), (Test::Pearson, 6.0_f64.to_bits()));
        near(found.chi_square, 24.571_202_858_582_6, 1e-10);
        near(found.p, 0.000_409_842_586_11, 1e-12);
        let small = independence(&[vec![8, 2], vec![1, 5]]).unwrap();
        assert_eq!(small.test, Test::Exact);
        near(small.p, 0.034_965_034_965, 1e-9);
    }

    #[test]
    fn small_cells_are_told_by_tables_that_are_drawn() {
        // Of all 26 tables of these margins those at least as far have a chance of 0.009870 together, each counted out.
        let found = independence(&[vec![3, 0, 0], vec![0, 3, 1], vec![1, 0, 3]]).unwrap();
        assert_eq!(found.test, Test::Drawn);
        near(found.chi_square, 13.062_5, 1e-9);
        near(found.p, 0.009_870, 0.005);
    }

    #[test]
    fn strength_lies_in_its_range_and_nothing_at_all_is_nothing() {
        let none = independence(&[vec![50, 50], vec![50, 50], vec![0, 0]]).unwrap();
        assert!(none.strength.abs() <= 0.0 && none.interval.low.abs() <= 0.0 && none.interval.high > 0.05);
        let all = independence(&[vec![50, 0], vec![0, 50]]).unwrap();
        assert!(all.strength > 0.98 && all.interval.high >= all.strength && all.interval.low > 0.75, "{all:?}");
        assert_eq!(independence(&[vec![5, 0], vec![7, 0]]), None);
        assert_eq!(independence(&[]), None);
    }
}
