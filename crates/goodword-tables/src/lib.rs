//! Tables in binary formats → the CSV that they would be saved as, so that whoever reads CSV reads them: workbooks (XLSX) and
//! Parquet. It is apart from the core so that nobody links a format who reads none.

mod cell;
mod leaf;
mod parquet_file;
mod workbook;

use bytes::Bytes;
use parquet_file::{ParquetFile, Rows};

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
}

/// A table. Its CSV can be had more than once.
#[derive(Clone)]
pub struct Table {
    source: Source,
    notes: Vec<String>,
}

#[derive(Clone)]
enum Source {
    /// The CSV itself.
    Written(Bytes),
    Parquet(ParquetFile),
}

impl Table {
    /// Opens a whole file; or says in a sentence without its full stop why it cannot be read.
    pub fn open(format: Format, bytes: Vec<u8>) -> Result<Self, String> {
        match format {
            Format::Workbook => {
                let (csv, note) = workbook::table(&bytes)?;
                Ok(Self { source: Source::Written(csv.into()), notes: vec![note] })
            }
            Format::Parquet => {
                let file = ParquetFile::open(bytes.into())?;
                let notes = file.left_out().into_iter().collect();
                Ok(Self { source: Source::Parquet(file), notes })
            }
        }
    }

    /// How it is read, in sentences without their full stops.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Its CSV from the start, piece by piece.
    pub fn pieces(&self) -> Pieces {
        Pieces(match &self.source {
            Source::Written(csv) => Rest::Written(csv.clone()),
            Source::Parquet(file) => Rest::Parquet(Box::new(file.rows())),
        })
    }
}

/// The CSV of a table.
pub struct Pieces(Rest);

enum Rest {
    Written(Bytes),
    Parquet(Box<Rows>),
}

/// So many bytes of what is already there are handed over at once.
const PIECE: usize = 64 * 1024;

impl Iterator for Pieces {
    type Item = Result<Bytes, String>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Rest::Written(rest) if rest.is_empty() => None,
            Rest::Written(rest) => Some(Ok(rest.split_to(PIECE.min(rest.len())))),
            Rest::Parquet(rows) => rows.next().map(|piece| piece.map(Bytes::from)),
        }
    }
}
