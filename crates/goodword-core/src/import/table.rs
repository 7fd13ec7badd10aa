//! CSV of any program → records (RFC 4180, read leniently): bytes in, cut anywhere; cells out, with the line that each
//! record begins on.

/// What separates cells: by the country whose spreadsheet wrote the file.
const SEPARATORS: [u8; 4] = *b",;\t|";
/// The longest record, in bytes. A quote that is never closed would make one of the whole file.
const LONGEST: usize = 1024 * 1024;
/// What Excel is told the separator with.
const SEP: &[u8] = b"sep=";

/// One record: where it begins, counted from 1, and its cells or why it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub line: u64,
    pub cells: Result<Vec<String>, String>,
}

/// Where the next byte stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Position {
    #[default]
    CellStart,
    Plain,
    Quoted,
    /// Behind a quote within quotes: the end of them, or the first half of a quote that is meant.
    Quote,
}

/// A CSV on its way in.
#[derive(Debug, Default)]
pub struct Table {
    separator: Option<u8>,
    /// The first line, until the separator is known.
    head: Vec<u8>,
    position: Position,
    cell: Vec<u8>,
    cells: Vec<Vec<u8>>,
    /// Bytes of the record so far.
    length: usize,
    /// Line breaks passed.
    line: u64,
    began: u64,
    /// Whether the byte before was a carriage return.
    returned: bool,
}

impl Table {
    /// Takes the next bytes, and hands every record that ends in them to `sink`.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl FnMut(Record)) {
        if self.separator.is_some() {
            return self.scan(bytes, sink);
        }
        self.head.extend_from_slice(bytes);
        if first_line(&self.head).is_some() || self.head.len() > LONGEST {
            self.begin(sink);
        }
    }

    /// Says that the file has ended, and hands over what was open.
    pub fn finish(&mut self, sink: &mut impl FnMut(Record)) {
        if self.separator.is_none() {
            self.begin(sink);
        }
        if self.position == Position::Quoted {
            let open = !matches!(self.cell.last(), Some(b'\r' | b'\n'));
            let lines = self.line - self.began + u64::from(open);
            let reason = format!(
                "A quote that is opened here is not closed: {lines} lines, up to the end, are read as one cell"
            );
            sink(Record { line: self.began + 1, cells: Err(reason) });
        } else if self.length > 0 {
            self.record(sink);
        }
        *self = Self::default();
    }

    fn begin(&mut self, sink: &mut impl FnMut(Record)) {
        let head = std::mem::take(&mut self.head);
        let line = first_line(&head).unwrap_or(&head);
        let told = line.strip_prefix(SEP).or_else(|| line.strip_prefix(b"\"sep=")).and_then(|rest| rest.first());
        self.separator = Some(told.copied().unwrap_or_else(|| separator(line)));
        let rest = if told.is_some() { self.skip(&head, line.len()) } else { &head };
        self.scan(rest, sink);
    }

    /// Behind the line that only tells the separator.
    fn skip<'a>(&mut self, head: &'a [u8], length: usize) -> &'a [u8] {
        let rest = head.get(length..).unwrap_or_default();
        (self.line, self.began) = (1, 1);
        rest.strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"))
            .unwrap_or(rest)
    }

    fn scan(&mut self, bytes: &[u8], sink: &mut impl FnMut(Record)) {
        for byte in bytes {
            self.step(*byte, sink);
        }
    }

    fn step(&mut self, byte: u8, sink: &mut impl FnMut(Record)) {
        let second_half = self.returned && byte == b'\n';
        self.returned = byte == b'\r';
        let breaks = matches!(byte, b'\r' | b'\n') && !second_half;
        self.line += u64::from(breaks);
        match (self.position, byte) {
            // The line feed behind a carriage return that has ended a record.
            (Position::CellStart, b'\n') if second_half && self.length == 0 => {}
            (Position::Quoted, b'"') => self.position = Position::Quote,
            (Position::Quoted, byte) => self.letter(byte),
            (Position::CellStart, b'"') => (self.position, self.length) = (Position::Quoted, self.length + 1),
            (Position::Quote, b'"') => {
                self.position = Position::Quoted;
                self.letter(b'"');
            }
            (_, b'\r' | b'\n') => self.record(sink),
            (_, byte) if Some(byte) == self.separator => {
                self.length += 1;
                self.end_cell();
            }
            // A quote inside of an unquoted cell is a letter, and so is what follows a closing quote.
            (_, byte) => {
                self.position = Position::Plain;
                self.letter(byte);
            }
        }
    }

    fn letter(&mut self, byte: u8) {
        self.length += 1;
        if self.length <= LONGEST {
            self.cell.push(byte);
        }
    }

    fn end_cell(&mut self) {
        self.position = Position::CellStart;
        let cell = std::mem::take(&mut self.cell);
        if self.length <= LONGEST {
            self.cells.push(cell);
        }
    }

    fn record(&mut self, sink: &mut impl FnMut(Record)) {
        let (line, empty) = (self.began + 1, self.length == 0);
        let long = self.length > LONGEST;
        self.end_cell();
        let cells = std::mem::take(&mut self.cells);
        (self.length, self.began) = (0, self.line);
        if empty {
            return;
        }
        let text = |cell: Vec<u8>| String::from_utf8(cell).map_err(|_| NOT_UTF8.to_owned());
        let cells = if long { Err(TOO_LONG.to_owned()) } else { cells.into_iter().map(text).collect() };
        sink(Record { line, cells });
    }
}

/// Why a record has no cells.
pub const NOT_UTF8: &str = "This is not valid UTF-8";
const TOO_LONG: &str = "This is longer than 1 MiB and was skipped: a quote may not be closed";

/// The first line without its end, once it is there: a line break in quotes is part of a heading.
fn first_line(bytes: &[u8]) -> Option<&[u8]> {
    let mut quoted = false;
    let end = bytes.iter().position(|byte| {
        quoted ^= *byte == b'"';
        !quoted && matches!(byte, b'\r' | b'\n')
    });
    bytes.get(..end?)
}

/// The separator that stands most often in the first line, outside of quotes.
fn separator(line: &[u8]) -> u8 {
    let count = |one: u8| {
        let mut quoted = false;
        line.iter()
            .filter(|byte| {
                quoted ^= **byte == b'"';
                !quoted && **byte == one
            })
            .count()
    };
    // Of equals the last wins, and the comma is the usual one.
    SEPARATORS.into_iter().rev().max_by_key(|one| count(*one)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(pieces: &[&[u8]]) -> Vec<Record> {
        let (mut table, mut records) = (Table::default(), Vec::new());
        for piece in pieces {
            table.push(piece, &mut |record| records.push(record));
        }
        table.finish(&mut |record| records.push(record));
        records
    }

    #[track_caller]
    fn check(text: &str, expect: &[(u64, &[&str])]) {
        let found = read(&[text.as_bytes()]);
        let found: Vec<_> = found.into_iter().map(|record| (record.line, record.cells.unwrap())).collect();
        let expect: Vec<_> = expect
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>()))
            .collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn records_are_read_with_their_lines() {
        check("", &[]);
        check("a,b\n1,2\n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check("a;b\r\n\r\n1;\"x\r\ny\"\r\n3;4", &[(1, &["a", "b"]), (3, &["1", "x\r\ny"]), (5, &["3", "4"])]);
        check("a\tb\r1\t2\r3\t4", &[(1, &["a", "b"]), (2, &["1", "2"]), (3, &["3", "4"])]);
        check("sep=;\r\na;b,c\r\n1;2", &[(2, &["a", "b,c"]), (3, &["1", "2"])]);
        check("a|b\n|\n", &[(1, &["a", "b"]), (2, &["", ""])]);
    }

    #[test]
    fn a_quote_inside_of_a_cell_is_a_letter() {
        check("a,b\na 5\" tv,2\n6\",3\n", &[(1, &["a", "b"]), (2, &["a 5\" tv", "2"]), (3, &["6\"", "3"])]);
        check("a,b\n\"x\"\"y\",\"z\" w\n", &[(1, &["a", "b"]), (2, &["x\"y", "z w"])]);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_lines() {
        let found = read(&[b"a,b\n1,\"x\n2,y\n"]);
        assert_eq!(found[1].line, 2);
        assert_eq!(
            found[1].cells.clone().unwrap_err(),
            "A quote that is opened here is not closed: 2 lines, up to the end, are read as one cell"
        );
        assert_eq!(read(&[b"a,b\n1,\xe9\n"])[1].cells, Err(NOT_UTF8.to_owned()));
        let long = [b"a,b\n1,".as_slice(), &vec![b'x'; LONGEST], b"\n1,2\n"].concat();
        let found = read(&[&long]);
        assert_eq!((found[1].cells.clone(), found[2].line), (Err(TOO_LONG.to_owned()), 3));
    }

    proptest! {
        #[test]
        fn pieces_are_cut_anywhere(text in "[a,\"\r\n;é]{0,60}", at in 0_usize..60) {
            let bytes = text.as_bytes();
            let (first, second) = bytes.split_at(at.min(bytes.len()));
            prop_assert_eq!(read(&[first, second]), read(&[bytes]));
        }

        #[test]
        fn what_is_quoted_reads_back(cells in proptest::collection::vec("\\PC{0,8}", 2..5)) {
            let line: Vec<_> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let text = format!("{}\n{}\n", vec!["h"; cells.len()].join(","), line.join(","));
            prop_assert_eq!(read(&[text.as_bytes()])[1].cells.clone(), Ok(cells));
        }
    }
}
