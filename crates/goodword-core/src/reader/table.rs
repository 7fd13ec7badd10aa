//! Where the rows of a CSV end, without judging what is in them.

use memchr::memchr2;

use super::piece::{bytes_of, is_blank};

/// The state between two bytes.
#[derive(Debug, Clone, Copy)]
pub struct TableScan {
    separator: u8,
    /// The byte that ends rows.
    line_end: u8,
    /// Whether the next byte stands in a cell that began with a quote.
    quoted: bool,
    /// Where a quote ended such a cell, counted from the start of the source: another one right behind it is a letter.
    closed: Option<u64>,
    /// Whether the row has held nothing but blank space.
    fresh: bool,
    last: u8,
    breaks: u64,
}

impl TableScan {
    /// Before the first row.
    pub fn new(separator: char, line_end: u8) -> Self {
        let separator = u8::try_from(separator).unwrap_or(b',');
        Self { separator, line_end, quoted: false, closed: None, fresh: true, last: line_end, breaks: 0 }
    }

    /// How many line breaks the row holds, in its cells.
    pub fn breaks(self) -> u64 {
        self.breaks
    }

    /// Begins the next row.
    pub fn begin(&mut self) {
        *self = Self::new(self.separator.into(), self.line_end);
    }

    /// Where the row ends that goes on at `from` in bytes that stand at `at` in the source. `None` when they do not end it.
    pub fn end(&mut self, at: u64, bytes: &[u8], from: usize) -> Option<usize> {
        let mut next = from;
        while let Some(index) =
            bytes.get(next..).and_then(|rest| memchr2(b'"', self.line_end, rest)).map(|index| next + index)
        {
            next = index + 1;
            if bytes.get(index) == Some(&b'"') {
                self.quote(at, bytes, from, index);
            } else if self.quoted {
                self.breaks += 1;
            } else {
                return Some(index);
            }
        }
        self.fresh = self.is_fresh(bytes, from, bytes.len());
        self.last = bytes.get(from..).and_then(<[u8]>::last).copied().unwrap_or(self.last);
        None
    }

    /// A quote opens a cell only where one begins; within another it is a letter.
    fn quote(&mut self, at: u64, bytes: &[u8], from: usize, index: usize) {
        let place = at + bytes_of(bytes.get(..index).unwrap_or_default());
        if self.quoted {
            (self.quoted, self.closed) = (false, Some(place));
            return;
        }
        let before = if index > from { bytes.get(index - 1).copied() } else { Some(self.last) };
        let begins = before == Some(self.separator) || self.is_fresh(bytes, from, index);
        let doubled = place > 0 && self.closed == Some(place - 1);
        self.quoted = begins || doubled;
    }

    fn is_fresh(&self, bytes: &[u8], from: usize, to: usize) -> bool {
        self.fresh && bytes.get(from..to).unwrap_or_default().iter().all(|byte| is_blank(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rows of a text that is cut into pieces of `size` bytes.
    fn rows(text: &str, size: usize) -> Vec<String> {
        let (mut scan, mut rows, mut row, mut at) = (TableScan::new(',', b'\n'), Vec::new(), Vec::new(), 0);
        for piece in text.as_bytes().chunks(size) {
            let mut from = 0;
            while let Some(end) = scan.end(at, piece, from) {
                row.extend(&piece[from..end]);
                rows.push(String::from_utf8(std::mem::take(&mut row)).unwrap());
                scan.begin();
                from = end + 1;
            }
            row.extend(&piece[from..]);
            at += bytes_of(piece);
        }
        rows.push(String::from_utf8(row).unwrap());
        rows
    }

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        assert_eq!(rows(text, text.len().max(1)), expect, "{text}");
        assert_eq!(rows(text, 1), expect, "{text}, byte by byte");
    }

    #[test]
    fn a_quote_opens_a_cell_only_where_one_begins() {
        check("a 5\" tv\nb\n", &["a 5\" tv", "b", ""]);
        check("a,\"b\nc\"\nd", &["a,\"b\nc\"", "d"]);
        check("\"a\"\"\n\",b\nc", &["\"a\"\"\n\",b", "c"]);
        check("\"a\" \"b\n\"c\"", &["\"a\" \"b", "\"c\""]);
        check("  \"a\nb\",c\nd", &["  \"a\nb\",c", "d"]);
        check("a, \"b\nc", &["a, \"b", "c"]);
        check("\"\"\n\"\"\"\"\n\"\"\"\n\"\"\"\n", &["\"\"", "\"\"\"\"", "\"\"\"\n\"\"\"", ""]);
    }

    proptest! {
        #[test]
        fn any_cutting_gives_the_same_rows(text in "[ab,\" \n]{0,40}", size in 1..9_usize) {
            prop_assert_eq!(rows(&text, size), rows(&text, text.len().max(1)));
        }
    }
}
