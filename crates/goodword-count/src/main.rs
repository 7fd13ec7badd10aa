//! `goodword-count FILE`: the two halves of what a reading is, each a function of its own, for `callgrind` to count apart. It
//! prints the number of responses, so that a count of nothing is no good count.

use std::io::{self, Write};
use std::process::ExitCode;

use goodword_core::columns::Query;
use goodword_core::ingest::Ingest;
use goodword_core::{Columns, Zone};

/// As much as a browser hands over at a time.
const CHUNK: usize = 65_536;

/// Bytes → columns.
#[inline(never)]
fn read_all(bytes: &[u8]) -> Columns {
    let mut ingest = Ingest::new(None);
    ingest.open("counted");
    bytes.chunks(CHUNK).for_each(|chunk| ingest.push(chunk));
    ingest.close(None, None);
    let (mut columns, _) = ingest.finish();
    columns.dedupe();
    columns
}

/// Columns → the text of a Summary.
#[inline(never)]
fn sum_up(columns: &Columns) -> Option<String> {
    Some(columns.summary(&Query::default(), &Zone::utc(), None).ok()?.json())
}

fn main() -> ExitCode {
    let Some(bytes) = std::env::args_os().nth(1).and_then(|file| std::fs::read(file).ok()) else {
        return ExitCode::FAILURE;
    };
    let columns = read_all(&bytes);
    let Some(summary) = sum_up(&columns) else { return ExitCode::FAILURE };
    let told = writeln!(io::stdout(), "{} rows, {} bytes of Summary", columns.rows(), summary.len());
    if told.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
