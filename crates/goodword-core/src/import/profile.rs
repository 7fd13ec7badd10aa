//! What stands in a file: its columns, how many rows it has, and the first of them.

use super::column::Column;
use super::program::Program;
use super::signature::Recognition;
use super::source::{Row, Source};

/// So many rows are kept to be shown.
const FIRST: usize = 10;

/// A file, looked through once.
#[derive(Debug, Default)]
pub struct Profile {
    source: Source,
    asked: Option<Program>,
    heading_rows: Option<usize>,
    columns: Vec<Column>,
    rows: u64,
    foreign_text: Option<u64>,
    first: Vec<Row>,
}

impl Profile {
    /// Nothing looked at yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// To be read as an export of `program` is, whatever it looks like, with so many records of headings.
    pub fn read_as(program: Option<Program>, heading_rows: Option<usize>) -> Self {
        Self { source: Source::read_as(program, heading_rows), asked: program, heading_rows, ..Self::default() }
    }

    /// Takes the next bytes of the file, cut anywhere.
    pub fn push(&mut self, bytes: &[u8]) {
        let mut rows = Vec::new();
        self.source.push(bytes, &mut |_, row| rows.push(row));
        for row in rows {
            self.see(row);
        }
    }

    /// Says that the file has ended.
    pub fn finish(&mut self) {
        let mut rows = Vec::new();
        self.source.finish(&mut |_, row| rows.push(row));
        for row in rows {
            self.see(row);
        }
        self.widen();
        // A wording may be told later than its column.
        for (column, heading) in self.columns.iter_mut().zip(self.source.columns()) {
            column.heading.clone_from(heading);
        }
    }

    fn see(&mut self, row: Row) {
        self.rows += 1;
        self.widen();
        match &row.cells {
            Ok(cells) => self.columns.iter_mut().zip(cells).for_each(|(column, cell)| column.see(cell)),
            Err(reason) if reason == super::table::NOT_UTF8 => {
                self.foreign_text = self.foreign_text.or(Some(row.line));
            }
            Err(_) => {}
        }
        if self.first.len() < FIRST {
            self.first.push(row);
        }
    }

    fn widen(&mut self) {
        let new = self.source.columns().get(self.columns.len()..).unwrap_or_default();
        self.columns.extend(new.iter().map(|heading| Column::new(heading.clone())));
    }

    /// A reader of the same file from its start.
    pub fn source(&self) -> Source {
        Source::read_as(self.asked, self.heading_rows)
    }

    /// Who wrote it, as it seems.
    pub fn recognition(&self) -> Option<Recognition> {
        self.source.recognition()
    }

    /// Whose export it is read as.
    pub fn program(&self) -> Option<Program> {
        self.asked.or(self.recognition().map(|found| found.program))
    }

    /// Whether it is a table.
    pub fn is_table(&self) -> bool {
        self.source.is_table()
    }

    /// Its columns, in their order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name() == name)
    }

    /// How many rows it has, the unreadable ones among them.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The line of the first row that is not UTF-8: such a file is refused as a whole.
    pub fn foreign_text(&self) -> Option<u64> {
        self.foreign_text
    }

    /// Its first ten rows.
    pub fn first(&self) -> &[Row] {
        &self.first
    }
}
