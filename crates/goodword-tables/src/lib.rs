//! Tables in binary formats → the CSV that they would be saved as, so that whoever reads CSV reads them: workbooks (XLSX) and
//! Parquet. It is apart from the core so that nobody links a format who reads none.

mod cell;
mod leaf;
mod parquet_file;
mod workbook;

use std::sync::Arc;

use bytes::Bytes;
use parquet_file::ParquetFile;

/// A binary format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A spreadsheet's workbook.
    Workbook,
    /// A table of notebooks and databases.
    Parquet,
}

impl Format {
    /// By the first bytes of a file; `None` where it is no table of these formats.
    pub fn of(head: &[u8]) -> Option<Self> {
        match () {
            () if workbook::is_one(head) => Some(Self::Workbook),
            () if head.starts_with(parquet_file::MAGIC) => Some(Self::Parquet),
            () => None,
        }
    }

    /// Opens a whole file of this format; or says in a sentence without its full stop why it cannot be read.
    pub fn open(self, bytes: Vec<u8>) -> Result<Table, String> {
        match self {
            Self::Workbook => Table::workbook(&bytes),
            Self::Parquet => Table::parquet(bytes),
        }
    }
}

/// The CSV of a table, piece by piece.
pub type Pieces = Box<dyn Iterator<Item = Result<Bytes, String>> + Send>;

/// What has rows. Behind a pointer, so that a program that opens one format links no other.
trait Rows {
    fn pieces(&self) -> Pieces;
}

/// A table. Its CSV can be had more than once.
#[derive(Clone)]
pub struct Table {
    rows: Arc<dyn Rows + Send + Sync>,
    notes: Vec<String>,
}

impl Table {
    /// Opens a workbook; with no words where it is none.
    pub fn workbook(bytes: &[u8]) -> Result<Self, String> {
        if !workbook::is_one(bytes) {
            return Err(String::new());
        }
        let (csv, note) = workbook::table(bytes)?;
        Ok(Self { rows: Arc::new(Written(csv.into())), notes: vec![note] })
    }

    /// Opens a Parquet file.
    pub fn parquet(bytes: Vec<u8>) -> Result<Self, String> {
        let file = ParquetFile::open(bytes.into())?;
        let notes = file.left_out().into_iter().collect();
        Ok(Self { rows: Arc::new(file), notes })
    }

    /// How it is read, in sentences without their full stops.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Its CSV from the start.
    pub fn pieces(&self) -> Pieces {
        self.rows.pieces()
    }
}

/// A CSV that is there as a whole.
struct Written(Bytes);

/// So many bytes of it are handed over at once.
const PIECE: usize = 64 * 1024;

impl Rows for Written {
    fn pieces(&self) -> Pieces {
        let mut rest = self.0.clone();
        Box::new(std::iter::from_fn(move || (!rest.is_empty()).then(|| Ok(rest.split_to(PIECE.min(rest.len()))))))
    }
}

impl Rows for ParquetFile {
    fn pieces(&self) -> Pieces {
        Box::new(self.rows().map(|piece| piece.map(Bytes::from)))
    }
}
