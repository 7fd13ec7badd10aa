//! Stored responses as files whose cells have kinds: Parquet for databases and notebooks, a workbook for spreadsheets. In
//! constant memory: the responses are looked at twice, first for the columns.

mod parquet_files;
mod workbook;

use std::path::Path;
use std::str::FromStr;

use anyhow::Result;
use goodword_core::Timestamp;
use goodword_core::csv::{CsvColumns, CsvTable};

use crate::store::{ResponseFilter, Store};
use parquet_files::ParquetFiles;
use workbook::Workbook;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// A folder of files, one for each survey and month: `support/2026-03.parquet`.
    Parquet,
    /// One workbook.
    Xlsx,
}

impl FromStr for TableFormat {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "parquet" => Ok(Self::Parquet),
            "xlsx" => Ok(Self::Xlsx),
            _ => Err(()),
        }
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellKind {
    /// Whole numbers.
    Whole,
    /// `true` and `false`.
    Truth,
    /// Times, as milliseconds since 1970 began in UTC.
    Time,
    /// Anything, as text.
    Text,
}

impl CellKind {
    fn of(column: &str) -> Self {
        match column {
            "seq" | "answers.empathy" | "answers.recommend" | "follow_up.within_hours" => Self::Whole,
            "complete" => Self::Truth,
            "submitted_at" | "received_at" | "sent_at" | "follow_up.due_at" | "follow_up.answered_at" => Self::Time,
            column if column.starts_with("timing_ms.") => Self::Whole,
            _ => Self::Text,
        }
    }

    /// A whole number, a truth as 1 or 0, or a time; `None` of anything else.
    fn number(self, text: &str) -> Option<i64> {
        match self {
            Self::Whole => text.parse().ok(),
            Self::Truth => text.parse().ok().map(i64::from as fn(bool) -> i64),
            Self::Time => Timestamp::parse(text).ok().map(|time| time.unix_ms()),
            Self::Text => None,
        }
    }
}

/// Takes rows, one after another.
trait TableWriter {
    fn row(&mut self, cells: Vec<Option<String>>) -> Result<()>;
    fn finish(self: Box<Self>) -> Result<()>;
}

/// Writes what `filter` takes in to `out`, a folder or a file that is not there yet; how many responses it held.
pub async fn write(store: &Store, filter: ResponseFilter, format: TableFormat, out: &Path) -> Result<u64> {
    let table = columns(store, filter.clone()).await?;
    let mut writer: Box<dyn TableWriter> = match format {
        TableFormat::Parquet => Box::new(ParquetFiles::new(out, &filter.survey, table.names())),
        TableFormat::Xlsx => Box::new(Workbook::new(out, table.names())?),
    };
    let (mut filter, mut rows) = (filter, 0);
    loop {
        let page = store.page(filter.clone()).await?;
        if page.bodies.is_empty() {
            break;
        }
        filter.after = page.last;
        for body in &page.bodies {
            writer.row(table.texts(body))?;
            rows += 1;
        }
    }
    writer.finish()?;
    Ok(rows)
}

async fn columns(store: &Store, mut filter: ResponseFilter) -> Result<CsvTable> {
    let mut columns = CsvColumns::default();
    loop {
        let page = store.page(filter.clone()).await?;
        if page.bodies.is_empty() {
            return Ok(columns.table());
        }
        filter.after = page.last;
        page.bodies.iter().for_each(|body| columns.add(body));
    }
}
