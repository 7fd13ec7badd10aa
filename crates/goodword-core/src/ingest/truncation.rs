//! The first and the last bytes of a source: they tell whether all of it came.

use crate::reader::file_kind;

/// Bytes kept of the start: what is in a file is known by them.
pub const START: usize = file_kind::HEAD;

/// The first [`START`] bytes, and the first and the last byte that are not blank.
#[derive(Debug, Clone, Default)]
pub struct Ends {
    start: Vec<u8>,
    first: Option<u8>,
    last: Option<u8>,
    /// Whether its last line has ended
    ended: bool,
}

impl Ends {
    /// Takes the next bytes.
    pub fn see(&mut self, bytes: &[u8]) {
        let missing = START.saturating_sub(self.start.len());
        self.start.extend(bytes.iter().take(missing));
        let is_text = |byte: &&u8| !byte.is_ascii_whitespace();
        self.first = self.first.or_else(|| bytes.iter().find(is_text).copied());
        self.last = bytes.iter().rfind(is_text).copied().or(self.last);
        self.ended = bytes.last().map_or(self.ended, |byte| b"\r\n".contains(byte));
    }

    /// The first bytes, at most [`START`].
    pub fn start(&self) -> &[u8] {
        &self.start
    }

    /// Whether its last line, which is bad, was cut off: a list is open until its bracket closes, and a line that
    /// begins as an object ends with a brace.
    pub fn are_open(&self) -> bool {
        match (self.first, self.last) {
            (Some(b'['), _) => true,
            (Some(b'{'), Some(last)) => last != b'}' && !self.ended,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_line_is_open() {
        let check = |chunks: &[&str], expect| {
            let mut ends = Ends::default();
            for chunk in chunks {
                ends.see(chunk.as_bytes());
            }
            assert_eq!(ends.are_open(), expect, "{chunks:?}");
        };
        check(&[], false);
        check(&[" \n"], false);
        check(&["{\"id\":1}\n"], false);
        check(&["{\"id\":1}\n", "{\"id\"", ":2"], true);
        check(&["{\"id\":1}\n", "  \n"], false);
        check(&[" ", "[", "{\"id\":1}"], true);
        check(&["{\"id\":1}\n", "no", "\n"], false);
        check(&["{\"id\":1}\r\nno", ""], true);
        check(&["7"], false);
        check(&["id,survey\n1,s"], false);
    }

    #[test]
    fn the_start_is_kept() {
        let mut ends = Ends::default();
        ends.see(b"<!do");
        ends.see(b"ctype html><html>");
        assert_eq!(ends.start(), b"<!doctype html><html>");
        ends.see(&[b'x'; 100]);
        assert_eq!(ends.start().len(), START);
    }
}
