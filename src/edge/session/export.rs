//! Responses as a file.

use goodword_core::csv;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::archive::Archive;
use crate::edge::pace::Pace;
use crate::edge::spool::Spool;
use crate::results::asked::{Asked, Options};
use crate::results::message::Format;
use crate::results::window::windows;

/// The mark of UTF-8 at the beginning of a file.
const MARK: &str = "\u{feff}";

/// The responses that are asked for, each as it was written.
pub async fn responses(archive: &Archive, asked: &Options, format: Format, pace: &Pace) -> Result<Blob, JsValue> {
    let mut columns = csv::Columns::default();
    let (between, end, kind) = match format {
        Format::Json => (",\n", "\n]\n", "application/json"),
        Format::Ndjson => ("\n", "\n", "application/x-ndjson"),
        Format::Csv | Format::CsvWithMark => ("", "", "text/csv;charset=utf-8"),
    };
    let is_csv = between.is_empty();
    if is_csv {
        each(archive, asked, pace, &mut |line| {
            columns.add(line);
            Ok(())
        })
        .await?;
    }
    let head = match format {
        Format::Json => "[\n".to_owned(),
        Format::Ndjson => String::new(),
        Format::Csv => columns.header(),
        Format::CsvWithMark => MARK.to_owned() + &columns.header(),
    };
    let (mut spool, mut rows) = (Spool::default(), 0_u64);
    let mut pending = head;
    each(archive, asked, pace, &mut |line| {
        pending += if rows > 0 { between } else { "" };
        pending += &if is_csv { columns.line(line) } else { line.to_owned() };
        rows += 1;
        if pending.len() > 1 << 20 { add(&mut spool, &mut pending) } else { Ok(()) }
    })
    .await?;
    pending += match (format, rows) {
        (Format::Json, 0) => "]\n",
        (Format::Ndjson, 0) => "",
        _ => end,
    };
    add(&mut spool, &mut pending)?;
    spool.finish(kind)
}

fn add(spool: &mut Spool, pending: &mut String) -> Result<(), JsValue> {
    spool.add(&Uint8Array::from(std::mem::take(pending).as_bytes()))
}

/// Every line that is asked for.
async fn each(
    archive: &Archive,
    asked: &Options,
    pace: &Pace,
    take: &mut impl FnMut(&str) -> Result<(), JsValue>,
) -> Result<(), JsValue> {
    let asked = Asked::read(asked).map_err(|problem| JsValue::from(problem.to_text()))?;
    let numbers = archive.numbers(&asked.filter, pace).await?;
    for window in windows(archive.rows(&numbers), Archive::window(pace)) {
        let bytes = archive.bytes(window.source, window.start, window.end).await?.to_vec();
        for line in window.lines(&bytes).filter_map(|line| archive.text(window.source, line)) {
            take(&line)?;
        }
        pace.rest().await;
    }
    Ok(())
}
