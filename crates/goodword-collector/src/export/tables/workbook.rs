//! A workbook, a row at a time. What begins like a formula is a text in it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rust_xlsxwriter::{Format, Workbook as Book, Worksheet};

use super::cell_kind::CellKind;
use super::table_writer::TableWriter;

/// Rows of a sheet, with its head; a further sheet goes on.
const ROWS: u32 = 1_048_576;
/// Characters of a cell.
const LONG: usize = 32_767;

/// One file.
pub struct Workbook {
    file: PathBuf,
    book: Book,
    columns: Vec<(String, CellKind)>,
    /// The row that is written next; 0 before the first sheet.
    next: u32,
}

impl Workbook {
    /// Nothing written yet.
    pub fn new<'a>(out: &Path, columns: impl Iterator<Item = &'a str>) -> Result<Self> {
        ensure!(!out.exists(), "{} is there already", out.display());
        let columns = columns.map(|name| (name.to_owned(), CellKind::of(name))).collect();
        Ok(Self { file: out.to_owned(), book: Book::new(), columns, next: 0 })
    }

    /// Makes a sheet with its head where the last one is full, or none is there.
    fn make_room(&mut self) -> Result<()> {
        if (1..ROWS).contains(&self.next) {
            return Ok(());
        }
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        let bold = Format::new().set_bold();
        sheet.set_freeze_panes(1, 0)?;
        for (at, (name, _)) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, at, name, &bold)?;
        }
        self.next = 1;
        Ok(())
    }
}

impl TableWriter for Workbook {
    fn row(&mut self, cells: Vec<Option<String>>) -> Result<()> {
        self.make_room()?;
        let last = self.book.worksheets().len().saturating_sub(1);
        let sheet = self.book.worksheet_from_index(last)?;
        for ((at, (_, kind)), text) in (0..).zip(&self.columns).zip(cells) {
            if let Some(text) = text {
                put(sheet, (self.next, at), *kind, &text)?;
            }
        }
        self.next += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        // A book has a sheet, whatever is on it.
        self.make_room()?;
        self.book.save(&self.file).with_context(|| format!("cannot write {}", self.file.display()))
    }
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), kind: CellKind, text: &str) -> Result<()> {
    match (kind, kind.number(text)) {
        #[allow(clippy::cast_precision_loss, reason = "a number in a workbook is a double")]
        (CellKind::Whole, Some(number)) => sheet.write_number(row, column, number as f64)?,
        (CellKind::Truth, Some(truth)) => sheet.write_boolean(row, column, truth != 0)?,
        _ => sheet.write_string(row, column, text.chars().take(LONG).collect::<String>())?,
    };
    Ok(())
}
