//! One line or element on its way in, kept only while it is cut between chunks.

use super::line::{Body, Line};

/// The longest line that is read, in bytes; a longer one is told and skipped.
const LONGEST: u64 = 1024 * 1024;

/// Blank space of JSON.
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// How many bytes these are.
pub fn bytes_of(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn trim(bytes: &[u8]) -> &[u8] {
    let blank = |byte: &&u8| is_blank(**byte);
    let bytes = bytes.get(bytes.iter().take_while(blank).count()..).unwrap_or_default();
    bytes.get(..bytes.len() - bytes.iter().rev().take_while(blank).count()).unwrap_or_default()
}

/// What has come of a line so far, without the blank space before it.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    held: Vec<u8>,
    offset: u64,
    /// Bytes since `offset`, held or not.
    passed: u64,
    /// Bytes from `offset` to the last one that is not blank.
    len: u64,
}

/// A line that is all there, without the blank space around it.
pub struct WholeLine<'a> {
    /// Where it begins in the source.
    pub offset: u64,
    /// How many bytes it has, without the blank space around it.
    pub len: u64,
    /// Its bytes, unless they are too many.
    pub bytes: Option<&'a [u8]>,
}

impl Piece {
    /// Takes the bytes that stand at `at` in the source.
    pub fn add(&mut self, at: u64, bytes: &[u8]) {
        let blank = if self.passed == 0 { bytes.iter().take_while(|byte| is_blank(**byte)).count() } else { 0 };
        let Some(bytes @ [_, ..]) = bytes.get(blank..) else { return };
        if self.passed == 0 {
            self.offset = at + u64::try_from(blank).unwrap_or(u64::MAX);
        }
        if let Some(last) = bytes.iter().rposition(|byte| !is_blank(*byte)) {
            self.len = self.passed + u64::try_from(last).unwrap_or(u64::MAX) + 1;
        }
        self.passed += bytes_of(bytes);
        if self.passed <= LONGEST {
            self.held.extend_from_slice(bytes);
        } else {
            self.held = Vec::new();
        }
    }

    /// Ends the line with its last bytes. `None` when all of it is blank.
    pub fn close<'a>(&'a mut self, at: u64, last: &'a [u8]) -> Option<WholeLine<'a>> {
        if self.passed == 0 && bytes_of(last) <= LONGEST {
            let blank = last.iter().take_while(|byte| is_blank(**byte)).count();
            let bytes = trim(last);
            let offset = at + u64::try_from(blank).unwrap_or(u64::MAX);
            return (!bytes.is_empty()).then(|| WholeLine { offset, len: bytes_of(bytes), bytes: Some(bytes) });
        }
        self.add(at, last);
        let bytes = (self.passed <= LONGEST).then(|| trim(&self.held));
        (self.passed > 0).then_some(WholeLine { offset: self.offset, len: self.len, bytes })
    }

    /// Forgets the line.
    pub fn clear(&mut self) {
        self.held.clear();
        (self.offset, self.passed, self.len) = (0, 0, 0);
    }

    /// Whether nothing has come yet.
    pub fn is_empty(&self) -> bool {
        self.passed == 0
    }

    /// Whether its first byte is `byte`.
    pub fn starts_with(&self, byte: u8) -> bool {
        self.held.first() == Some(&byte)
    }
}

impl WholeLine<'_> {
    /// Judges it: what it is read as, or why not.
    pub fn line<B: Body>(&self, number: u64) -> Line<B> {
        let body = match self.bytes {
            Some(bytes) => body(bytes),
            None => Err("This is longer than 1 MiB and was skipped".to_owned()),
        };
        Line { number, offset: self.offset, len: u32::try_from(self.len).unwrap_or(u32::MAX), body }
    }
}

/// What a text is read as, or why not.
pub fn body<B: Body>(bytes: &[u8]) -> Result<B, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("This is not valid UTF-8 at its byte {}", error.valid_up_to() + 1))?;
    B::parse(text).map_err(|problems| {
        let sentences = problems.iter().map(|problem| match problem.field.as_str() {
            "" => format!("This {}", problem.rule),
            field => format!("{field} {}", problem.rule),
        });
        sentences.collect::<Vec<_>>().join("; ")
    })
}
