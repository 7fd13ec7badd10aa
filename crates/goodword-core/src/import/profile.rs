//! What stands in a file: its columns, how many rows it has, and the first of them.

use super::cell::Cell;
use super::column::Column;
use super::encoding::Encoding;
use super::program::Program;
use super::signature::Recognition;
use super::source::{Asked, Row, Source};

/// So many rows are kept to be shown.
const FIRST: usize = 10;

/// A file, looked through once.
#[derive(Debug, Default)]
pub struct Profile {
    source: Source,
    asked: Asked,
    columns: Vec<Column>,
    rows: u64,
    foreign_text: Option<u64>,
    has_unicode: bool,
    first: Vec<Row>,
}

impl Profile {
    /// Nothing looked at yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// To be read as it is asked to be, whatever it looks like.
    pub fn read_as(asked: Asked) -> Self {
        Self { source: Source::read_as(asked), asked, ..Self::default() }
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
        let is_beyond = |cell: &Cell| cell.text().is_some_and(|text| !text.is_ascii());
        self.has_unicode |= row.cells.as_ref().is_ok_and(|cells| cells.iter().any(is_beyond));
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
        Source::read_as(self.asked)
    }

    /// Who wrote it, as it seems.
    pub fn recognition(&self) -> Option<Recognition> {
        self.source.recognition()
    }

    /// Whose export it is read as.
    pub fn program(&self) -> Option<Program> {
        self.asked.program.or(self.recognition().map(|found| found.program))
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

    /// How the file is to be read again, if its letters are those of Windows: some are not UTF-8, and none beyond ASCII
    /// are. What is in part UTF-8 is damaged.
    pub fn in_windows(&self) -> Option<Asked> {
        let is_plain = !self.has_unicode && self.columns.iter().all(|column| column.name().is_ascii());
        let is_it = self.foreign_text.is_some() && is_plain && self.is_table();
        is_it.then_some(Asked { encoding: Encoding::Windows1252, ..self.asked })
    }

    /// Whether its letters are read as those of Windows.
    pub fn is_in_windows(&self) -> bool {
        self.asked.encoding == Encoding::Windows1252
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
