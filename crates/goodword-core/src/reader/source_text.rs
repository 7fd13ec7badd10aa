//! How the lines of a source are read as responses, and how it has to be read again.

use std::borrow::Cow;

use super::encoding::windows_1252;
use super::foreign;
use super::line::Body;
use crate::Problem;
use crate::csv::{Assumed, Header};

/// What is known of the text of a source, and how much of it had to be taken for something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceText {
    /// The columns, where it is a CSV.
    pub(super) header: Option<Header>,
    /// Whether it is UTF-16: then offsets count the bytes of its text as UTF-8.
    pub(super) utf16: bool,
    /// Whether any byte was more than ASCII: until then no line needs to be looked at.
    beyond_ascii: bool,
    /// Whether a line of it was UTF-8 and more than ASCII: then what is not UTF-8 is damaged.
    unicode: bool,
    /// Lines that were read as Windows-1252.
    windows: u64,
    /// Objects that were written otherwise than responses are.
    rewritten: u64,
    /// Rows whose times name no zone, and rows that name a day alone.
    without_zone: u64,
    without_hour: u64,
}

impl SourceText {
    /// What is said of UTF-16.
    pub const UTF16: &str = "it is UTF-16 text, and was read as such";

    /// The columns of a CSV.
    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Whether it is UTF-16.
    pub fn is_utf16(&self) -> bool {
        self.utf16
    }

    /// A line as the JSON text of its response, once more.
    pub fn text<'a>(&self, line: &'a [u8]) -> Option<Cow<'a, str>> {
        let text = match std::str::from_utf8(line) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) if self.windows > 0 => Cow::Owned(windows_1252(line)),
            Err(_) => return None,
        };
        match &self.header {
            Some(header) => header.json(&text).ok().flatten().map(|row| Cow::Owned(row.json)),
            None if self.rewritten > 0 => match foreign::rewritten(&text) {
                Some(row) => row.ok().map(|row| Cow::Owned(row.json)),
                None => Some(text),
            },
            None => Some(text),
        }
    }

    /// What one should know of how it was read, each in a sentence without its full stop.
    pub fn notes(&self) -> Vec<String> {
        let utf16 = self.utf16.then(|| Self::UTF16.to_owned());
        let told = |n: u64, one: &str, many: &str| match n {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {many}")),
        };
        let windows = told(self.windows, "line is not UTF-8 and was", "lines are not UTF-8 and were").map(|lines| {
            lines + " read as Windows-1252, as Excel saves a CSV. If letters look wrong, save the file as UTF-8"
        });
        let without_zone = told(
            self.without_zone,
            "response names no time zone: its time was",
            "responses name no time zone: their times were",
        );
        let without_hour =
            told(self.without_hour, "response names a day and no time:", "responses name a day and no time:");
        let notes = [
            utf16,
            windows,
            without_zone.map(|responses| responses + " read as UTC"),
            without_hour.map(|responses| responses + " noon in UTC was taken"),
        ];
        notes.into_iter().flatten().collect()
    }

    /// Looks at bytes before their lines are read.
    pub(super) fn see(&mut self, bytes: &[u8]) {
        self.beyond_ascii = self.beyond_ascii || !bytes.is_ascii();
    }

    /// What a line of JSON is read as, or why not.
    pub(super) fn body<B: Body>(&mut self, bytes: &[u8]) -> Result<B, String> {
        let (text, windows) = self.decode(bytes)?;
        let body = match B::parse(&text) {
            Ok(body) => Ok(body),
            Err(problems) => match foreign::rewritten(&text) {
                None => Err(sentence(&problems)),
                Some(Err(reason)) => Err(reason),
                Some(Ok(row)) => {
                    let body = B::parse(&row.json).map_err(|problems| sentence(&problems))?;
                    self.rewritten += 1;
                    self.note(row.assumed);
                    Ok(body)
                }
            },
        };
        // What is no response as Windows-1252 either is told to be no UTF-8.
        match (body, windows) {
            (Err(_), true) => Err(not_utf8(bytes)),
            (body, windows) => {
                self.windows += u64::from(windows);
                body
            }
        }
    }

    /// What a row of a CSV is read as, or why not. `None` where it holds nothing.
    pub(super) fn row<B: Body>(&mut self, bytes: &[u8]) -> Result<Option<B>, String> {
        let (text, windows) = self.decode(bytes)?;
        let Some(row) = self.header.as_ref().map(|header| header.json(&text)).transpose()?.flatten() else {
            return Ok(None);
        };
        let body = B::parse(&row.json).map_err(|problems| sentence(&problems))?;
        self.windows += u64::from(windows);
        self.note(row.assumed);
        Ok(Some(body))
    }

    /// Looks at a line that was read ahead, and so is text.
    pub(super) fn see_text(&mut self, line: &[u8]) {
        let open = self.beyond_ascii && !self.unicode && self.windows == 0;
        self.unicode = self.unicode || open && !line.is_ascii();
    }

    /// The text of a line, and whether that is a guess. A source in which UTF-8 was met is UTF-8.
    fn decode<'a>(&mut self, bytes: &'a [u8]) -> Result<(Cow<'a, str>, bool), String> {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                self.see_text(bytes);
                Ok((Cow::Borrowed(text), false))
            }
            Err(_) if self.unicode => Err(not_utf8(bytes)),
            Err(_) => Ok((Cow::Owned(windows_1252(bytes)), true)),
        }
    }

    fn note(&mut self, assumed: Assumed) {
        self.without_zone += u64::from(assumed.zone);
        self.without_hour += u64::from(assumed.hour);
    }
}

fn not_utf8(bytes: &[u8]) -> String {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    format!("This is not valid UTF-8 at its byte {}", valid + 1)
}

fn sentence(problems: &[Problem]) -> String {
    let sentences = problems.iter().map(|problem| match problem.field.as_str() {
        "" => format!("This {}", problem.rule),
        field => format!("{field} {}", problem.rule),
    });
    sentences.collect::<Vec<_>>().join("; ")
}
