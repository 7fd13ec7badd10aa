//! Counts of pairs → figures, each with its n, its range and its method.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::axis::Axis;
use super::counts::{CellCounts, CrossCounts};
use super::lines::Lines;
use super::scale_question::ScaleQuestion;
use crate::stats::independence::{Test, independence};
use crate::stats::mean::Scores;
use crate::stats::{Interval, LEVEL};
use crate::summary::{Adjustment, Difference, Mean, Method, NpsFigures, Share, adjust, json};

/// The version of this result's JSON.
pub const SCHEMA: u32 = 2;

/// Any two things beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrossTable {
    /// The version of this JSON.
    pub schema: u32,
    /// The level of every interval, 0.95.
    pub level: f64,
    /// The time zone in which days begin.
    pub tz: String,
    /// What the rows are: `device`, `answers.city`, `week`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub by: Axis,
    /// What the columns are; `null` where everyone stands in one.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub across: Option<Axis>,
    /// The question whose mean stands in each cell; `null` where none was asked for.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub of: Option<ScaleQuestion>,
    /// Responses that say something about both: all shares are of these.
    pub responses: u64,
    /// Responses that are wanted and say nothing about one of the two.
    pub missing: u64,
    /// Whether there are too many values to set apart: then no row is here.
    pub too_many: bool,
    /// How many values stand together in a row of others, and in such a column.
    pub others: (usize, usize),
    /// Whether several may be chosen of what the rows are, and of what the columns are: then their counts add up to more.
    pub multiple: (bool, bool),
    /// What the columns are called, in order.
    pub columns: Vec<String>,
    /// The rows, in order: times as they follow each other, numbers by size, other values with most responses first.
    pub rows: Vec<CrossRow>,
    /// Each column, all rows together.
    pub totals: Vec<CrossCell>,
    /// All rows and columns together.
    pub total: CrossCell,
    /// Whether the two go together; `null` where several may be chosen, and where there are not two rows and two columns.
    pub association: Option<Association>,
    /// How many differences of cells from everyone else were looked at together, and how their chances were adjusted.
    pub adjusted: Adjustment,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrossRow {
    /// The value, or the time.
    pub value: String,
    /// The number of a stretch of the calendar: neighbours have neighbouring numbers; else `null`.
    pub bucket: Option<i64>,
    /// All columns together: its share is that of all responses.
    pub total: CrossCell,
    /// A cell for each column.
    pub cells: Vec<CrossCell>,
}

/// What is known of some responses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrossCell {
    /// How many they are, and what share of their row.
    pub share: Share,
    /// That share less the share of the same column among all other rows; `null` for totals and where there is no other row.
    pub rest: Option<Difference>,
    /// Their net promoter score.
    pub nps: NpsFigures,
    /// Those of them who felt understood, 4 or 5.
    pub agree: Share,
    /// Promises kept or exceeded, of those of them to whom something was promised.
    pub kept: Share,
    /// Came to the end, of those who answered anything; `null` when only what came to the end was recorded.
    pub complete: Option<Share>,
    /// Left a comment, of those who came to the end.
    pub comments: Share,
    /// The mean of the question that was asked for; `null` where none was. Of an owner's own question whole numbers from 0 to
    /// 100 count, and its scale goes from the lowest to the highest that is met in the table.
    pub mean: Option<Mean>,
}

/// What the cells of one table have in common.
#[derive(Clone, Copy)]
struct Frame {
    /// Whether what did not come to the end was recorded too.
    partial: bool,
    /// The lowest and the highest answer to the question whose mean is asked for.
    scale: Option<(u8, u8)>,
}

impl Frame {
    fn of(counts: &CrossCounts, all: &CellCounts) -> Self {
        let met = || Some((*all.scale.keys().next()?, *all.scale.keys().next_back()?));
        let scale = counts.of.as_ref().map(|of| of.ends().or_else(met).unwrap_or((0, 0)));
        Self { partial: all.comments.1 < all.responses, scale }
    }

    fn mean(self, counts: &CellCounts) -> Option<Mean> {
        let (first, last) = self.scale?;
        let levels: Vec<u64> = (first..=last).map(|level| counts.scale.get(&level).copied().unwrap_or(0)).collect();
        Some(Mean::of(&Scores { first, counts: &levels }))
    }
}

/// Whether rows and columns go together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Association {
    /// How far the counts lie from those that chance alone would give.
    pub chi_square: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// The chance of a table at least as far from them if the two had nothing to do with each other.
    pub p: f64,
    /// How it was worked out: small cells ask for another test.
    pub method: Method,
    /// How strongly the two go together, 0 to 1: Cramér's V less what chance adds to it.
    pub strength: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// The smallest count that chance alone would give in a cell.
    pub least_expected: f64,
}

impl CrossCell {
    fn of(counts: &CellCounts, all: u64, rest: Option<Difference>, frame: Frame) -> Self {
        Self {
            share: Share::of(counts.responses, all),
            rest,
            nps: NpsFigures::of(counts.scores()),
            agree: Share::of(counts.agree.0, counts.agree.1),
            kept: Share::of(counts.kept.0, counts.kept.1),
            complete: frame.partial.then(|| Share::of(counts.complete.0, counts.complete.1)),
            comments: Share::of(counts.comments.0, counts.comments.1),
            mean: frame.mean(counts),
        }
    }
}

/// Sums by place.
struct Sums {
    cells: Vec<Vec<CellCounts>>,
    rows: Vec<CellCounts>,
    columns: Vec<CellCounts>,
    all: CellCounts,
    missing: u64,
}

impl Sums {
    fn of(counts: &CrossCounts, rows: &Lines, columns: &Lines) -> Self {
        let none = |lines: &Lines| vec![CellCounts::default(); lines.names.len()];
        let mut sums = Self {
            cells: vec![none(columns); rows.names.len()],
            rows: none(rows),
            columns: none(columns),
            all: CellCounts::default(),
            missing: counts.missing,
        };
        for (row, column, more) in &counts.cells {
            sums.add(rows.places(*row), columns.places(*column), more);
        }
        sums
    }

    /// Whoever chose several stands in several rows, and once among all.
    fn add(&mut self, rows: &[usize], columns: &[usize], more: &CellCounts) {
        if rows.is_empty() || columns.is_empty() {
            self.missing = self.missing.saturating_add(more.responses);
            return;
        }
        self.all.merge(more);
        rows.iter().filter_map(|at| self.rows.get_mut(*at).map(|sum| sum.merge(more))).count();
        columns.iter().filter_map(|at| self.columns.get_mut(*at).map(|sum| sum.merge(more))).count();
        for row in rows {
            for column in columns {
                if let Some(sum) = self.cells.get_mut(*row).and_then(|cells| cells.get_mut(*column)) {
                    sum.merge(more);
                }
            }
        }
    }

    /// The share of a column in a row, less its share among those who are not in that row.
    fn rest(&self, row: &CellCounts, column: &CellCounts, cell: &CellCounts) -> Option<Difference> {
        let others = self.all.responses.checked_sub(row.responses).filter(|others| *others > 0)?;
        let own = (cell.responses, row.responses);
        Some(Difference::shares(own, (column.responses.saturating_sub(cell.responses), others)))
    }
}

impl CrossTable {
    /// The figures.
    pub fn of(counts: &CrossCounts) -> Self {
        let by = |of: fn(&(i64, i64, CellCounts)) -> i64| {
            let mut numbers: BTreeMap<i64, u64> = BTreeMap::new();
            counts.cells.iter().for_each(|cell| *numbers.entry(of(cell)).or_default() += cell.2.responses);
            numbers
        };
        let rows = Lines::of(&counts.rows, &by(|cell| cell.0), true);
        let columns = counts.columns.as_ref();
        let columns = columns.map_or_else(Lines::everyone, |axis| Lines::of(axis, &by(|cell| cell.1), false));
        let sums = Sums::of(counts, &rows, &columns);
        let frame = Frame::of(counts, &sums.all);
        let mut table = Self::empty(counts, &rows, &columns, (&sums, frame));
        if !counts.too_many {
            table.fill(&rows, &columns, (&sums, frame));
        }
        table
    }

    fn empty(counts: &CrossCounts, rows: &Lines, columns: &Lines, (sums, frame): (&Sums, Frame)) -> Self {
        Self {
            schema: SCHEMA,
            level: LEVEL,
            tz: counts.tz.clone(),
            by: counts.rows.axis.clone(),
            across: counts.columns.as_ref().map(|columns| columns.axis.clone()),
            of: counts.of.clone(),
            responses: sums.all.responses,
            missing: sums.missing,
            too_many: counts.too_many,
            others: (rows.others, columns.others),
            multiple: (rows.multiple, columns.multiple),
            columns: Vec::new(),
            rows: Vec::new(),
            totals: Vec::new(),
            total: CrossCell::of(&sums.all, sums.all.responses, None, frame),
            association: None,
            adjusted: Adjustment { comparisons: 0, method: Method::Holm },
        }
    }

    fn fill(&mut self, rows: &Lines, columns: &Lines, (sums, frame): (&Sums, Frame)) {
        self.columns.clone_from(&columns.names);
        let total = |sum: &CellCounts| CrossCell::of(sum, sums.all.responses, None, frame);
        self.totals = sums.columns.iter().map(total).collect();
        let compared = self.across.is_some();
        let lines = rows.names.iter().zip(&rows.numbers);
        for (((name, number), total), cells) in lines.zip(&sums.rows).zip(&sums.cells) {
            let cells = cells.iter().zip(&sums.columns).map(|(cell, column)| {
                let rest = if compared { sums.rest(total, column, cell) } else { None };
                CrossCell::of(cell, total.responses, rest, frame)
            });
            let cells = cells.collect();
            self.rows.push(CrossRow {
                value: name.clone(),
                bucket: number.filter(|_| self.by.unit().is_some()),
                total: CrossCell::of(total, sums.all.responses, None, frame),
                cells,
            });
        }
        if compared {
            self.adjust(rows.multiple, columns.multiple);
        }
        if compared && !rows.multiple && !columns.multiple {
            let counts: Vec<Vec<u64>> =
                sums.cells.iter().map(|row| row.iter().map(|cell| cell.responses).collect()).collect();
            self.association = independence(&counts).map(Association::of);
        }
    }

    /// Adjusts the chances of all cells together. Of two rows, and of two columns, each is the other's rest: one test.
    fn adjust(&mut self, rows: bool, columns: bool) {
        let (one_row, one_column) = (!rows && self.rows.len() == 2, !columns && self.columns.len() == 2);
        let own = |at: usize, one: bool| !one || at == 0;
        let all = self.rows.iter_mut().enumerate().filter(|(at, _)| own(*at, one_row));
        let cells = all.flat_map(|(_, row)| row.cells.iter_mut().enumerate().filter(|(at, _)| own(*at, one_column)));
        let mut differences: Vec<&mut Difference> = cells.filter_map(|(_, cell)| cell.rest.as_mut()).collect();
        let method = adjust(&mut differences);
        let comparisons = differences.iter().filter(|difference| difference.p.is_some()).count();
        self.adjusted = Adjustment { comparisons, method };
        let first = |cells: &[CrossCell]| cells.first().and_then(|cell| cell.rest.as_ref()?.p_adjusted);
        for row in self.rows.iter_mut().filter(|_| one_column) {
            let p = first(&row.cells);
            row.cells.iter_mut().skip(1).filter_map(|cell| cell.rest.as_mut()).for_each(|rest| rest.p_adjusted = p);
        }
        if let (true, [one, other]) = (one_row, self.rows.as_mut_slice()) {
            for (cell, twin) in one.cells.iter().zip(&mut other.cells) {
                let p = cell.rest.as_ref().and_then(|rest| rest.p_adjusted);
                twin.rest.iter_mut().for_each(|rest| rest.p_adjusted = p);
            }
        }
    }

    /// The text of the file that is downloaded and printed.
    pub fn json(&self) -> String {
        // Names are texts and numbers finite, so there is nothing that JSON could not hold.
        json::text(self).unwrap_or_default()
    }
}

impl Association {
    fn of(found: crate::stats::independence::Independence) -> Self {
        let method = match found.test {
            Test::Pearson => Method::Pearson,
            Test::Exact => Method::Exact,
            Test::Drawn => Method::Drawn,
        };
        Self {
            chi_square: found.chi_square,
            df: found.df,
            p: found.p,
            method,
            strength: found.strength,
            interval: found.interval,
            least_expected: found.least_expected,
        }
    }
}
