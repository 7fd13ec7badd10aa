//! The rows that are wanted, one after another, with what a table of two things asks of each.

use super::Columns;
use super::filter::Filter;
use super::row_filter::RowFilter;
use super::slot::Slot;
use crate::cube::Cell;
use crate::{Day, Problem, Segment, Zone};

/// What is known of a row that is wanted.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each says something of its own of a row")]
pub struct AxisRow {
    /// Its three answers.
    pub cell: Cell,
    /// Its day; `None` where no clock can have said it.
    pub day: Option<Day>,
    /// When it was submitted, in milliseconds since 1970 began in UTC.
    pub submitted_ms: i64,
    /// Whether the visitor came to the end.
    pub complete: bool,
    /// Whether there is a comment.
    pub comment: bool,
    /// Whether anything was answered.
    pub started: bool,
    at: usize,
    ordered: bool,
}

/// Where the values of a segment stand.
#[derive(Clone, Copy)]
pub struct AxisSlot<'a>(Slot<'a>);

/// Goes over all rows.
pub struct RowScan<'a> {
    columns: &'a Columns,
    row_filter: RowFilter<'a>,
    at: usize,
}

impl Columns {
    /// Goes over the rows that are wanted.
    pub fn scan<'a>(&'a self, filter: &Filter, zone: &'a Zone) -> Result<RowScan<'a>, Problem> {
        Ok(RowScan { columns: self, row_filter: self.row_filter(filter, zone)?, at: 0 })
    }

    /// Where the values of a segment stand; a problem where it was not kept.
    pub fn axis_slot(&self, segment: &Segment) -> Result<AxisSlot<'_>, Problem> {
        self.slot(segment).map(AxisSlot)
    }
}

impl AxisSlot<'_> {
    /// The number of a row; 0 where it says nothing.
    pub fn code(&self, row: &AxisRow) -> u16 {
        self.0.code(row.at, row.ordered)
    }

    /// What a number says; `None` where it was not kept.
    pub fn values(&self, code: i64) -> Option<Vec<String>> {
        self.0.values(u16::try_from(code).ok()?)
    }
}

/// Each row, `None` for one that is not wanted.
impl Iterator for RowScan<'_> {
    type Item = Option<AxisRow>;

    fn next(&mut self) -> Option<Self::Item> {
        let (at, row) = (self.at, self.columns.packed(self.at)?);
        self.at += 1;
        Some(self.row_filter.seen(at, row).map(|seen| {
            let cell = (seen.empathy, seen.promise, seen.recommend);
            AxisRow {
                cell,
                day: seen.day,
                submitted_ms: row.open("").submitted_ms,
                complete: seen.complete,
                comment: seen.comment,
                started: cell != (None, None, None) || seen.comment || self.columns.questions.is_answered(at),
                at,
                ordered: row.is_ordered(),
            }
        }))
    }
}
