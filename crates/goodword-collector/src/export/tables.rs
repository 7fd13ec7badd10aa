//! Stored responses as files whose cells have kinds: Parquet for databases and notebooks, a workbook for spreadsheets. In
//! constant memory: the responses are looked at twice, first for the columns.

mod cell_kind;
mod parquet_files;
mod table_writer;
mod workbook;

use std::path::Path;
use std::str::FromStr;

use anyhow::Result;
use goodword_core::csv::{CsvColumns, CsvTable};

use crate::store::{ResponseFilter, Store};
use parquet_files::ParquetFiles;
use table_writer::TableWriter;
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
