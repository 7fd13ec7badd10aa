//! Responses as a file.

use goodword_core::csv;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::archive::Archive;
use super::protocol::FileFormat;
use super::read_ranges::windows;
use super::selection::{Options, Selection};
use super::time_slice::TimeSlice;
use crate::browser::blob_builder::BlobBuilder;

/// The mark of UTF-8 at the beginning of a file.
const MARK: &str = "\u{feff}";

/// The responses that are asked for, each as it was written.
pub async fn responses(
    archive: &Archive,
    selection: &Options,
    format: FileFormat,
    time_slice: &TimeSlice,
) -> Result<Blob, JsValue> {
    let mut columns = csv::CsvColumns::default();
    let (between, end, kind) = match format {
        FileFormat::Json => (",\n", "\n]\n", "application/json"),
        FileFormat::Ndjson => ("\n", "\n", "application/x-ndjson"),
        FileFormat::Csv | FileFormat::CsvWithMark => ("", "", "text/csv;charset=utf-8"),
    };
    let is_csv = between.is_empty();
    if is_csv {
        each(archive, selection, time_slice, &mut |line| {
            columns.add(line);
            Ok(())
        })
        .await?;
    }
    let head = match format {
        FileFormat::Json => "[\n".to_owned(),
        FileFormat::Ndjson => String::new(),
        FileFormat::Csv => columns.header(),
        FileFormat::CsvWithMark => MARK.to_owned() + &columns.header(),
    };
    let (mut spool, mut rows) = (BlobBuilder::default(), 0_u64);
    let mut pending = head;
    each(archive, selection, time_slice, &mut |line| {
        pending += if rows > 0 { between } else { "" };
        pending += &if is_csv { columns.line(line) } else { line.to_owned() };
        rows += 1;
        if pending.len() > 1 << 20 { add(&mut spool, &mut pending) } else { Ok(()) }
    })
    .await?;
    pending += match (format, rows) {
        (FileFormat::Json, 0) => "]\n",
        (FileFormat::Ndjson, 0) => "",
        _ => end,
    };
    add(&mut spool, &mut pending)?;
    spool.finish(kind)
}

fn add(spool: &mut BlobBuilder, pending: &mut String) -> Result<(), JsValue> {
    spool.add(&Uint8Array::from(std::mem::take(pending).as_bytes()))
}

/// Every line that is asked for.
async fn each(
    archive: &Archive,
    selection: &Options,
    time_slice: &TimeSlice,
    take: &mut impl FnMut(&str) -> Result<(), JsValue>,
) -> Result<(), JsValue> {
    let selection = Selection::read(selection).map_err(|problem| JsValue::from(problem.to_text()))?;
    let numbers = archive.numbers(&selection.filter, time_slice).await?;
    for window in windows(archive.rows(&numbers), Archive::window(time_slice)) {
        let bytes = archive.bytes(window.source, window.start, window.end).await?.to_vec();
        for line in window.lines(&bytes).filter_map(|line| archive.text(window.source, line)) {
            take(&line)?;
        }
        time_slice.rest().await;
    }
    Ok(())
}
