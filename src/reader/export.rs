//! Responses as a file.

use std::cell::Cell;

use goodword_core::csv::CsvDraft;
use js_sys::{Date, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::archive::Archive;
use super::protocol::{FileFormat, SaveProgress};
use super::read_ranges::windows;
use super::selection::{Options, Selection};
use super::time_slice::TimeSlice;
use crate::browser::blob_builder::BlobBuilder;

/// The mark of UTF-8 at the beginning of a file.
const MARK: &str = "\u{feff}";
/// Text that is gathered before it leaves the memory of the reader.
const PIECE: usize = 1 << 20;
/// How long between two reports of progress, in milliseconds.
const REPORT_MS: f64 = 100.0;

/// The responses that are asked for, each as it was written. `tell` hears how far it has come.
pub async fn responses(
    archive: &Archive,
    selection: &Options,
    format: FileFormat,
    time_slice: &TimeSlice,
    tell: &impl Fn(SaveProgress),
) -> Result<Blob, JsValue> {
    let selection = Selection::read(selection).map_err(|problem| JsValue::from(problem.to_text()))?;
    let numbers = archive.numbers(&selection.filter, time_slice).await?;
    let wanted = WantedRows { archive, numbers, time_slice, tell, told: Cell::new(Date::now()) };
    match format {
        FileFormat::Json => wanted.joined(["[\n", ",\n", "\n]\n"]).await?.finish("application/json"),
        FileFormat::Ndjson => wanted.joined(["", "\n", "\n"]).await?.finish("application/x-ndjson"),
        FileFormat::Csv => wanted.table("").await?.finish("text/csv;charset=utf-8"),
        FileFormat::CsvWithMark => wanted.table(MARK).await?.finish("text/csv;charset=utf-8"),
    }
}

/// A text that is longer than memory should hold.
#[derive(Default)]
struct Spool {
    text: String,
    blob: BlobBuilder,
}

impl Spool {
    fn settle(&mut self, at_least: usize) -> Result<(), JsValue> {
        if self.text.len() < at_least {
            return Ok(());
        }
        self.blob.add(&Uint8Array::from(std::mem::take(&mut self.text).as_bytes()))
    }

    fn finish(mut self, kind: &str) -> Result<Blob, JsValue> {
        self.settle(0)?;
        self.blob.finish(kind)
    }
}

/// The rows of the responses that are asked for.
struct WantedRows<'a, F> {
    archive: &'a Archive,
    numbers: Vec<u32>,
    time_slice: &'a TimeSlice,
    tell: &'a F,
    told: Cell<f64>,
}

impl<F: Fn(SaveProgress)> WantedRows<'_, F> {
    /// All lines with something before, between and behind them; nothing behind none.
    async fn joined(&self, [before, between, behind]: [&str; 3]) -> Result<Spool, JsValue> {
        let mut spool = Spool { text: before.to_owned(), ..Spool::default() };
        let mut some = false;
        self.each(&mut |lines| {
            for line in lines {
                spool.text += if std::mem::replace(&mut some, true) { between } else { "" };
                spool.text += line.as_ref();
            }
            spool.settle(PIECE)
        })
        .await?;
        spool.text += if some { behind } else { behind.trim_start_matches('\n') };
        Ok(spool)
    }

    /// As a table; written in one pass, unless a column comes late.
    async fn table(&self, mark: &str) -> Result<Spool, JsValue> {
        let (mut spool, mut draft) = (Spool { text: mark.to_owned(), ..Spool::default() }, CsvDraft::default());
        self.each(&mut |lines| {
            draft.take(lines, &mut spool.text);
            spool.settle(PIECE)
        })
        .await?;
        if draft.is_whole() {
            return Ok(spool);
        }
        let table = draft.table();
        let mut spool = Spool { text: mark.to_owned() + &table.header(), ..Spool::default() };
        self.each(&mut |lines| {
            for line in lines {
                table.write(line.as_ref(), &mut spool.text);
            }
            spool.settle(PIECE)
        })
        .await?;
        Ok(spool)
    }

    /// Every line, many at once.
    async fn each(
        &self,
        take: &mut impl FnMut(&[std::borrow::Cow<'_, str>]) -> Result<(), JsValue>,
    ) -> Result<(), JsValue> {
        let (archive, mut done) = (self.archive, 0);
        for window in windows(archive.rows(&self.numbers), Archive::window(self.time_slice)) {
            let bytes = archive.bytes(window.source, window.start, window.end).await?.to_vec();
            let lines: Vec<_> = window.lines(&bytes).filter_map(|line| archive.text(window.source, line)).collect();
            take(&lines)?;
            done += window.rows.len();
            self.report(done);
            self.time_slice.rest().await;
        }
        Ok(())
    }

    fn report(&self, done: usize) {
        let now = Date::now();
        if now - self.told.get() >= REPORT_MS {
            self.told.set(now);
            let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
            (self.tell)(SaveProgress { done: count(done), total: count(self.numbers.len()) });
        }
    }
}
