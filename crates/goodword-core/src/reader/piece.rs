//! One line or element on its way in, kept only while it is cut between chunks.

use super::line::Line;

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

/// Without the blank space around it.
pub fn trim(bytes: &[u8]) -> &[u8] {
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
    /// Its bytes, or that there were too many of them.
    pub fn bytes(&self) -> Result<&[u8], String> {
        self.bytes.ok_or_else(|| "This is longer than 1 MiB and was skipped".to_owned())
    }

    /// The line with what it was read as.
    pub fn line<B>(&self, number: u64, body: Result<B, String>) -> Line<B> {
        Line { number, offset: self.offset, len: u32::try_from(self.len).unwrap_or(u32::MAX), body }
    }
}
