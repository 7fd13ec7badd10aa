//! A Parquet file, some rows of it at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::cell::write_row;
use crate::leaf::{Leaf, old_moment, real};

/// The first bytes of a file.
pub const MAGIC: &[u8] = b"PAR1";
/// So many rows are read at once.
const ROWS: usize = 1024;
const DAMAGED: &str = "this Parquet file cannot be read: it is damaged, locked, or not whole";

/// A file whose columns are known.
#[derive(Clone)]
pub struct ParquetFile {
    reader: Arc<SerializedFileReader<Bytes>>,
    leaves: Arc<Vec<Leaf>>,
}

impl ParquetFile {
    /// Looks at what a whole file says of itself.
    pub fn open(bytes: Bytes) -> Result<Self, String> {
        let reader = guarded(|| SerializedFileReader::new(bytes).map_err(damaged))?;
        let groups = reader.metadata().row_groups().iter();
        if let Some(other) = groups.flat_map(RowGroupMetaData::columns).find_map(|column| packing(column.compression()))
        {
            return Err(format!(
                "the columns of this Parquet file are compressed by {other}, and those are read that are plain or compressed by Snappy or \
                 gzip: DuckDB writes it so with COPY (FROM 'file.parquet') TO 'other.parquet' (COMPRESSION snappy)"
            ));
        }
        let columns = reader.metadata().file_metadata().schema_descr().columns().iter().enumerate();
        let leaves: Vec<_> = columns.filter_map(|(at, column)| Leaf::of(at, column)).collect();
        if leaves.is_empty() {
            return Err("no column of this Parquet file can stand in a table".to_owned());
        }
        Ok(Self { reader: Arc::new(reader), leaves: Arc::new(leaves) })
    }

    /// Which columns are left out, in a sentence.
    pub fn left_out(&self) -> Option<String> {
        let columns = self.reader.metadata().file_metadata().schema_descr().columns().iter();
        let left = columns.enumerate().filter(|(at, column)| Leaf::of(*at, column).is_none());
        let names: Vec<_> = left.map(|(_, column)| column.path().string()).collect();
        (!names.is_empty()).then(|| format!("columns that cannot stand in a table are left out: {}", names.join(", ")))
    }

    /// Its rows from the first.
    pub fn rows(&self) -> Rows {
        Rows { file: self.clone(), headed: false, group: 0, columns: Vec::new() }
    }
}

/// How a column is compressed, where that is not read here.
fn packing(compression: Compression) -> Option<&'static str> {
    match compression {
        Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::GZIP(_) => None,
        Compression::LZO => Some("LZO"),
        Compression::BROTLI(_) => Some("Brotli"),
        Compression::LZ4 | Compression::LZ4_RAW => Some("LZ4"),
        Compression::ZSTD(_) => Some("Zstandard"),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn damaged(_: ParquetError) -> String {
    DAMAGED.to_owned()
}

/// Does what may panic over a file that breaks the format's rules.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(DAMAGED.to_owned()))
}

/// The rows of a file as CSV, with their header.
pub struct Rows {
    file: ParquetFile,
    headed: bool,
    /// The group of rows that comes next.
    group: usize,
    /// The columns of the one that is read.
    columns: Vec<ColumnReader>,
}

impl Iterator for Rows {
    type Item = Result<Vec<u8>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut out = String::new();
        if !std::mem::replace(&mut self.headed, true) {
            write_row(&mut out, self.file.leaves.iter().map(|leaf| Some(leaf.name.as_str())));
            return Some(Ok(out.into_bytes()));
        }
        match guarded(|| self.step(&mut out)) {
            Ok(()) => (!out.is_empty()).then(|| Ok(out.into_bytes())),
            Err(reason) => {
                (self.group, self.columns) = (usize::MAX, Vec::new());
                Some(Err(reason))
            }
        }
    }
}

impl Rows {
    /// Writes the next rows; none behind the last.
    fn step(&mut self, out: &mut String) -> Result<(), String> {
        let leaves = self.file.leaves.clone();
        while out.is_empty() {
            if self.columns.is_empty() && !self.begin()? {
                return Ok(());
            }
            let columns = self.columns.iter_mut().zip(leaves.iter());
            let cells = columns.map(|(column, leaf)| cells(column, leaf)).collect::<Result<Vec<_>, _>>()?;
            let rows = cells.first().map_or(0, Vec::len);
            if cells.iter().any(|cells| cells.len() != rows) {
                return Err(DAMAGED.to_owned());
            }
            if rows == 0 {
                self.columns.clear();
            }
            for at in 0..rows {
                write_row(out, cells.iter().map(|cells| cells.get(at).and_then(Option::as_deref)));
            }
        }
        Ok(())
    }

    /// Opens the next group of rows; `false` behind the last.
    fn begin(&mut self) -> Result<bool, String> {
        let reader = &self.file.reader;
        if self.group >= reader.num_row_groups() {
            return Ok(false);
        }
        let group = reader.get_row_group(self.group).map_err(damaged)?;
        self.group += 1;
        let leaves = self.file.leaves.iter();
        self.columns =
            leaves.map(|leaf| group.get_column_reader(leaf.at).map_err(damaged)).collect::<Result<_, _>>()?;
        Ok(true)
    }
}

type Cells = Vec<Option<String>>;

/// The cells of the next rows.
fn cells(column: &mut ColumnReader, leaf: &Leaf) -> Result<Cells, String> {
    match column {
        ColumnReader::BoolColumnReader(column) => read(column, leaf, |value| Ok(Some(value.to_string()))),
        ColumnReader::Int32ColumnReader(column) => read(column, leaf, |value| Ok(leaf.short(*value))),
        ColumnReader::Int64ColumnReader(column) => read(column, leaf, |value| Ok(leaf.long(*value))),
        ColumnReader::Int96ColumnReader(column) => read(column, leaf, |value| Ok(Some(old_moment(value)))),
        ColumnReader::FloatColumnReader(column) => {
            read(column, leaf, |value| Ok(value.is_finite().then(|| value.to_string())))
        }
        ColumnReader::DoubleColumnReader(column) => read(column, leaf, |value| Ok(real(*value))),
        ColumnReader::ByteArrayColumnReader(column) => read(column, leaf, |value| leaf.bytes(value.data()).map(Some)),
        ColumnReader::FixedLenByteArrayColumnReader(column) => {
            read(column, leaf, |value| leaf.bytes(value.data()).map(Some))
        }
    }
}

fn read<T: DataType>(
    column: &mut ColumnReaderImpl<T>,
    leaf: &Leaf,
    text: impl Fn(&T::T) -> Result<Option<String>, String>,
) -> Result<Cells, String> {
    let (mut depths, mut repeats, mut values) = (Vec::new(), Vec::new(), Vec::new());
    column.read_records(ROWS, Some(&mut depths), Some(&mut repeats), &mut values).map_err(damaged)?;
    let texts = values.iter().map(text).collect::<Result<Vec<_>, _>>()?;
    if leaf.depth == 0 && !leaf.list {
        return Ok(texts);
    }
    let mut texts = texts.into_iter();
    let mut there = |depth: &i16| if *depth == leaf.depth { texts.next().flatten() } else { None };
    if !leaf.list {
        return Ok(depths.iter().map(there).collect());
    }
    let mut lists: Vec<Vec<String>> = Vec::new();
    for (depth, repeat) in depths.iter().zip(&repeats) {
        if *repeat == 0 {
            lists.push(Vec::new());
        }
        if let Some((list, text)) = lists.last_mut().zip(there(depth)) {
            list.push(leaf.element(text));
        }
    }
    Ok(lists.into_iter().map(|list| (!list.is_empty()).then(|| format!("[{}]", list.join(",")))).collect())
}
