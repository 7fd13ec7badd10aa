//! What the view shows of any two things beside each other: sentences, and each cell in words.

use serde::{Deserialize, Serialize};

use super::cross;
use super::cross_cell::{CellFigure, CellText};
use super::segment::value_name;
use crate::calendar::Unit;
use crate::cross::{CrossCell, CrossTable};

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CrossSheet {
    /// The finding.
    pub title: String,
    /// What stands under it.
    pub says: Vec<String>,
    /// What the rows are, for people.
    pub by: String,
    /// What the rows are cut into, where they follow each other in time.
    pub unit: Option<Unit>,
    /// What the columns are called; none where everyone stands together.
    pub columns: Vec<String>,
    /// The figures that are told of each cell.
    pub figures: Vec<CellFigure>,
    /// The question whose mean is one of them, for people.
    pub of: Option<String>,
    /// The rows.
    pub rows: Vec<SheetRow>,
    /// All rows together: a cell for each column, and one for all of them.
    pub all: Vec<SheetCell>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetRow {
    /// What it is called.
    pub value: String,
    /// The number of a stretch of time: neighbours have neighbouring numbers.
    pub bucket: Option<i64>,
    /// A cell for each column, and one for all of them together.
    pub cells: Vec<SheetCell>,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetCell {
    /// What it says of each figure, in the order of [`CellFigure::ALL`].
    pub figures: Vec<CellText>,
    /// Whether its share is more than everyone else's, or less, where chance seldom makes that.
    pub more: Option<bool>,
}

impl CrossSheet {
    /// Of figures.
    pub fn of(table: &CrossTable) -> Self {
        let single = table.across.is_none();
        let columns = table.columns.iter().filter(|_| !single).map(|column| value_name(column)).collect();
        let row = |row: &crate::cross::CrossRow| {
            let cells = row.cells.iter().filter(|_| !single).chain([&row.total]).map(SheetCell::of).collect();
            SheetRow { value: value_name(&row.value), bucket: row.bucket, cells }
        };
        Self {
            title: cross::title(table),
            says: cross::says(table),
            by: cross::name(&table.by),
            unit: table.by.unit(),
            columns,
            figures: CellFigure::ALL.into_iter().filter(|figure| figure.is_in(table)).collect(),
            of: table.of.as_ref().map(cross::scale_name),
            rows: table.rows.iter().map(row).collect(),
            all: table.totals.iter().filter(|_| !single).chain([&table.total]).map(SheetCell::of).collect(),
        }
    }
}

impl CrossSheet {
    /// What a figure is called: `NPS`, `Mean of ease`.
    pub fn figure_name(&self, figure: CellFigure) -> String {
        match (figure, &self.of) {
            (CellFigure::Mean, Some(of)) => format!("{} of {of}", figure.name()),
            _ => figure.name().to_owned(),
        }
    }
}

impl SheetCell {
    fn of(cell: &CrossCell) -> Self {
        let figures = CellFigure::ALL.iter().map(|figure| figure.of(cell)).collect();
        Self { figures, more: cross::apart(cell).map(|by| by > 0.0) }
    }
}
