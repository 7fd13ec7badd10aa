//! A spreadsheet's workbook → the table that it would be saved as.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Range, Reader, Xlsx};

use crate::cell::write_row;

/// The first bytes of a zip, which a workbook is.
const ZIP: &[u8] = b"PK\x03\x04";
/// What a workbook holds among its first files.
const MARKS: [&[u8]; 3] = [b"[Content_Types].xml", b"xl/", b"_rels/.rels"];

/// Whether these are the first bytes of a workbook (XLSX).
pub fn is_one(head: &[u8]) -> bool {
    let holds = |mark: &&[u8]| head.windows(mark.len()).any(|window| window == *mark);
    head.starts_with(ZIP) && MARKS.iter().any(holds)
}

/// The first sheet with rows as a CSV, and which one it is; or why it cannot be read.
pub fn table(bytes: &[u8]) -> Result<(Vec<u8>, String), String> {
    let unread = |_| "this workbook cannot be read: it is damaged, locked, or not whole".to_owned();
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(unread)?;
    let mut sheets = Vec::new();
    for sheet in workbook.sheet_names() {
        // A sheet may be a chart.
        let range = workbook.worksheet_range(&sheet).ok().filter(|range| range.height() > 1);
        sheets.extend(range.map(|range| (sheet, range)));
    }
    let (first, range) = sheets.first().ok_or("no sheet of this workbook has rows")?;
    let others: Vec<_> = sheets.iter().skip(1).map(|(sheet, _)| sheet.as_str()).collect();
    let rest = if others.is_empty() { String::new() } else { format!(", and not {}", others.join(", ")) };
    Ok((written(range), format!("the sheet “{first}” of this workbook is read as CSV{rest}")))
}

fn written(range: &Range<Data>) -> Vec<u8> {
    let mut out = String::new();
    for row in range.rows() {
        let cells: Vec<_> = row.iter().map(text).collect();
        write_row(&mut out, cells.iter().map(|text| Some(text.as_str()).filter(|text| !text.is_empty())));
    }
    out.into_bytes()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(time) if time.is_datetime() => moment(time),
        Data::DateTime(time) => time.as_f64().to_string(),
        cell => cell.to_string(),
    }
}

/// A day, and the time of day where there is one.
fn moment(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, ms) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, ms) {
        (0, 0, 0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}.{ms:03}"),
    }
}
