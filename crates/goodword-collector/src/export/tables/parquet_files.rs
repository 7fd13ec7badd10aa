//! Parquet, by Apache's own crate: a folder for each survey, a file for each month, a row group for so many responses, pages compressed by Snappy.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::TypePtr;

use super::cell_kind::CellKind;
use super::table_writer::TableWriter;

/// Responses of a row group; so many are held of each month.
const GROUP: usize = 8_192;
/// Months that have files of their own; what wrong clocks have dated beyond goes together.
const MONTHS: usize = 240;
const OTHER: &str = "other";

/// The files of one survey.
pub struct ParquetFiles {
    folder: PathBuf,
    kinds: Vec<CellKind>,
    schema: String,
    /// Where the time stands by which they are told apart.
    time: Option<usize>,
    months: BTreeMap<String, Month>,
}

struct Month {
    writer: SerializedFileWriter<File>,
    rows: Vec<Vec<Option<String>>>,
}

impl ParquetFiles {
    /// Nothing written yet.
    pub fn new<'a>(out: &Path, survey: &str, columns: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<_> = columns.collect();
        let kinds: Vec<_> = names.iter().map(|name| CellKind::of(name)).collect();
        let field =
            |(name, kind): (&&str, &CellKind)| format!("  OPTIONAL {} {name}{};\n", kind.physical(), kind.logical());
        Self {
            folder: out.join(survey),
            schema: format!("message responses {{\n{}}}", names.iter().zip(&kinds).map(field).collect::<String>()),
            time: names.iter().position(|name| *name == "submitted_at"),
            kinds,
            months: BTreeMap::new(),
        }
    }

    /// `2026-03`, in UTC.
    fn month(&self, cells: &[Option<String>]) -> String {
        let time = self.time.and_then(|at| cells.get(at)?.as_ref()).and_then(|text| CellKind::Time.number(text));
        let day = time.map(|ms| goodword_core::Zone::utc().day(ms).to_string());
        let month = day.and_then(|day| day.get(..7).map(str::to_owned)).unwrap_or_else(|| OTHER.to_owned());
        if self.months.contains_key(&month) || self.months.len() < MONTHS { month } else { OTHER.to_owned() }
    }

    fn open(&self, month: &str) -> Result<Month> {
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot make {}", self.folder.display()))?;
        let file = self.folder.join(format!("{month}.parquet"));
        let opened = File::create_new(&file).with_context(|| format!("cannot make {}", file.display()))?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let schema: TypePtr = Arc::new(parse_message_type(&self.schema)?);
        Ok(Month { writer: SerializedFileWriter::new(opened, schema, Arc::new(properties))?, rows: Vec::new() })
    }
}

impl TableWriter for ParquetFiles {
    fn row(&mut self, cells: Vec<Option<String>>) -> Result<()> {
        let month = self.month(&cells);
        if !self.months.contains_key(&month) {
            let opened = self.open(&month)?;
            self.months.insert(month.clone(), opened);
        }
        let Some(of) = self.months.get_mut(&month) else { return Ok(()) };
        of.rows.push(cells);
        if of.rows.len() >= GROUP { of.flush(&self.kinds) } else { Ok(()) }
    }

    fn finish(self: Box<Self>) -> Result<()> {
        let Self { kinds, months, .. } = *self;
        for mut month in months.into_values() {
            month.flush(&kinds)?;
            month.writer.close()?;
        }
        Ok(())
    }
}

impl Month {
    /// Writes what is held as a row group, column by column.
    fn flush(&mut self, kinds: &[CellKind]) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for (at, kind) in kinds.iter().enumerate() {
            let Some(mut column) = group.next_column()? else { bail!("a column is missing") };
            let cells = rows.iter().map(|row| row.get(at).and_then(Option::as_deref));
            write(column.untyped(), *kind, cells)?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// The values that are there, and for each row whether it has one.
fn write<'a>(
    column: &mut ColumnWriter<'_>,
    kind: CellKind,
    cells: impl Iterator<Item = Option<&'a str>>,
) -> Result<()> {
    let (mut levels, mut texts, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        let there = match (kind, cell) {
            (CellKind::Text, Some(text)) => {
                texts.push(ByteArray::from(text.as_bytes().to_vec()));
                true
            }
            (kind, Some(text)) => kind.number(text).map(|number| numbers.push(number)).is_some(),
            (_, None) => false,
        };
        levels.push(i16::from(there));
    }
    match column {
        ColumnWriter::ByteArrayColumnWriter(writer) => writer.write_batch(&texts, Some(&levels), None)?,
        ColumnWriter::Int64ColumnWriter(writer) => writer.write_batch(&numbers, Some(&levels), None)?,
        ColumnWriter::BoolColumnWriter(writer) => {
            let truths: Vec<_> = numbers.iter().map(|number| *number != 0).collect();
            writer.write_batch(&truths, Some(&levels), None)?
        }
        _ => bail!("a column is of another kind"),
    };
    Ok(())
}

impl CellKind {
    fn physical(self) -> &'static str {
        match self {
            Self::Whole | Self::Time => "INT64",
            Self::Truth => "BOOLEAN",
            Self::Text => "BYTE_ARRAY",
        }
    }

    fn logical(self) -> &'static str {
        match self {
            Self::Time => " (TIMESTAMP(MILLIS,true))",
            Self::Text => " (STRING)",
            Self::Whole | Self::Truth => "",
        }
    }
}
