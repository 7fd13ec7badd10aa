//! Responses as CSV (RFC 4180): dotted paths as columns, lists and objects as JSON text, an empty cell for what is
//! absent, `""` for an empty text.
//!
//! What begins like a formula (= + - @, wide or not), at the start of a cell or behind `;`, TAB or a line end within it,
//! gets a `'` in front, so that no spreadsheet runs a visitor's words; the reader removes it. A text of an owner's own that would read as a number, truth, list or object goes as
//! JSON text, in quotes. What would need more than 1,000 columns, or a name that reads like a path, goes as one JSON
//! object into the last column, `goodword_rest`.
//!
//! What spreadsheets, notebooks and databases make of such a file is read too: other separators, names in capitals, truths
//! in capitals, times without a zone, rows of empty cells.

mod cell;
mod draft;
mod fields;
mod guard;
mod header;
mod kind;
mod read;
mod write;

pub use draft::CsvDraft;
pub(crate) use guard::unguarded;
pub use header::{Header, separator_line, width};
pub(crate) use kind::ColumnKind;
pub use read::{Assumed, RowText};
pub(crate) use read::{Parts, Style, put, quoted, time, value, written};
pub use write::{CsvColumns, CsvTable};

pub(crate) const REST: &str = "goodword_rest";
/// The parts of a response whose fields have columns of their own.
pub(crate) const NESTED: [&str; 6] = ["answers", "timing_ms", "context", "fields", "follow_up", "client"];

/// Whether the values of a column are times.
pub(crate) fn is_time(path: &str) -> bool {
    ["submitted_at", "received_at", "sent_at", "follow_up.due_at", "follow_up.answered_at"].contains(&path)
}

/// Whether the values of a column are texts, whatever they look like.
pub(crate) fn is_text(path: &str) -> bool {
    let named = [
        "id",
        "survey",
        "survey_version",
        "submitted_at",
        "received_at",
        "sent_at",
        "widget",
        "quality",
        "identity",
        "answers.promise",
        "answers.comment",
        "follow_up.contact",
        "follow_up.state",
        "follow_up.due_at",
        "follow_up.answered_at",
    ];
    path.starts_with("context.") || named.contains(&path)
}

/// Whether a text reads as JSON.
fn reads_as_json(text: &str) -> bool {
    let begin = text.trim_start_matches([' ', '\t', '\r', '\n']);
    // Words seldom begin as JSON does.
    let may = match begin.as_bytes().first() {
        Some(b't') => begin.starts_with("true"),
        Some(b'f') => begin.starts_with("false"),
        Some(b'n') => begin.starts_with("null"),
        Some(byte) => b"\"{[-0123456789".contains(byte),
        None => false,
    };
    may && serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok()
}
