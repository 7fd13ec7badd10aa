//! Bytes → lines. Reads NDJSON, JSON arrays and CSV in chunks cut anywhere, and never stops at the first bad line.

mod array;
mod end;
mod line;
mod piece;

use std::marker::PhantomData;

use memchr::{memchr, memchr2};

use crate::csv::Header;
use crate::{Record, Response};
use array::{Scan, Step};
pub use end::ExportEnd;
use end::RowCheck;
pub use line::{Body, Line};
use piece::{Piece, bytes_of, is_blank};

const BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// What the source is, by its first byte that is not blank.
#[derive(Debug, Clone, Copy, Default)]
enum SourceFormat {
    #[default]
    Unknown,
    Ndjson,
    Array(Scan),
    /// With whether the next byte stands in quotes.
    Csv(bool),
    /// Something else as a whole: one fact, told once, with the offset where it begins.
    Other(&'static str, u64),
}

/// An incremental reader of one source. It holds at most one line, of at most 1 MiB.
#[derive(Debug, Clone)]
pub struct Reader<B = Box<Response>> {
    format: SourceFormat,
    /// Bytes pushed before the chunk at hand.
    at: u64,
    /// Line breaks, or elements, passed so far.
    number: u64,
    piece: Piece,
    rows: RowCheck,
    header: Option<Header>,
    body: PhantomData<fn() -> B>,
}

impl<B> Default for Reader<B> {
    fn default() -> Self {
        Self {
            format: SourceFormat::default(),
            at: 0,
            number: 0,
            piece: Piece::default(),
            rows: RowCheck::default(),
            header: None,
            body: PhantomData,
        }
    }
}

impl Reader {
    /// A reader of whole responses, at the start of a source.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Reader<Record> {
    /// A reader of what is counted, many times as fast, at the start of a source.
    pub fn records() -> Self {
        Self::default()
    }
}

impl<B: Body> Reader<B> {
    /// Takes the next bytes, and hands every line that ends in them to `sink`.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl FnMut(Line<B>)) {
        let mut rest = bytes;
        while let (SourceFormat::Unknown, [first, after @ ..]) = (self.format, rest) {
            self.begin(*first);
            if matches!(self.format, SourceFormat::Ndjson) {
                break;
            }
            self.at += 1;
            rest = after;
        }
        match self.format {
            SourceFormat::Unknown | SourceFormat::Other(..) => {}
            SourceFormat::Ndjson => self.lines(rest, sink),
            SourceFormat::Array(_) => self.elements(rest, sink),
            SourceFormat::Csv(_) => self.table(self.at, rest, sink),
        }
        self.at += u64::try_from(rest.len()).unwrap_or(u64::MAX);
    }

    /// Says that the source has ended, and hands over what was still open.
    pub fn finish(&mut self, sink: &mut impl FnMut(Line<B>)) {
        match self.format {
            SourceFormat::Unknown | SourceFormat::Ndjson => self.line(self.at, &[], sink),
            SourceFormat::Array(scan) if !scan.closed() => self.cut(scan, sink),
            SourceFormat::Csv(_) => self.record(self.at, &[], sink),
            SourceFormat::Array(_) | SourceFormat::Other(..) => {}
        }
        if let SourceFormat::Other(reason, offset) = self.format {
            sink(Line::bad(1, offset, self.at - offset, reason));
        }
        let (rows, header) = (std::mem::take(&mut self.rows), self.header.take());
        *self = Self { rows, header, ..Self::default() };
    }

    /// What the last `{"goodword_end": …}` line of an export said.
    pub fn end(&self) -> Option<&ExportEnd> {
        self.rows.end()
    }

    /// The columns of a CSV: each line is read with them.
    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// A sentence when an export said it holds another number of rows than arrived before its end line.
    pub fn mismatch(&self) -> Option<String> {
        self.rows.mismatch()
    }

    /// Looks at a byte of which it is not yet known what it begins.
    fn begin(&mut self, byte: u8) {
        let at_bom = usize::try_from(self.at).ok().and_then(|at| BOM.get(at)) == Some(&byte);
        self.format = match byte {
            // Held until the mark is whole: the start of one that never comes is part of a line.
            _ if at_bom => {
                self.piece.add(self.at, &[byte]);
                if self.at == 2 {
                    self.piece.clear();
                }
                SourceFormat::Unknown
            }
            _ if !self.piece.is_empty() => SourceFormat::Ndjson,
            b'\n' => {
                self.number += 1;
                SourceFormat::Unknown
            }
            byte if is_blank(byte) => SourceFormat::Unknown,
            b'[' => {
                self.number = 0;
                SourceFormat::Array(Scan::default())
            }
            byte => other(byte).map_or(SourceFormat::Ndjson, |reason| SourceFormat::Other(reason, self.at)),
        };
    }

    fn lines(&mut self, bytes: &[u8], sink: &mut impl FnMut(Line<B>)) {
        let (mut at, mut rest) = (self.at, bytes);
        while let Some((line, after)) = memchr(b'\n', rest).and_then(|end| rest.split_at_checked(end)) {
            self.line(at, line, sink);
            at += bytes_of(line) + 1;
            rest = after.get(1..).unwrap_or_default();
            match self.format {
                SourceFormat::Csv(_) => return self.table(at, rest, sink),
                SourceFormat::Other(..) => return,
                _ => {}
            }
        }
        self.piece.add(at, rest);
    }

    /// Ends a line of NDJSON with its last bytes.
    fn line(&mut self, at: u64, last: &[u8], sink: &mut impl FnMut(Line<B>)) {
        self.number += 1;
        let Some(whole) = self.piece.close(at, last) else { return };
        let line = whole.line(self.number);
        if let (Err(_), Some(header)) = (&line.body, whole.bytes.filter(|_| self.rows.is_empty()).and_then(header)) {
            match header {
                Ok(header) => (self.header, self.format) = (Some(header), SourceFormat::Csv(false)),
                Err(reason) => self.format = SourceFormat::Other(reason, line.offset),
            }
        } else if let (Err(_), Some(end)) = (&line.body, whole.bytes.and_then(ExportEnd::parse)) {
            self.rows.end_with(end);
        } else {
            self.rows.count();
            sink(line);
        }
        self.piece.clear();
    }

    /// The lines of a CSV: a line break in quotes is part of its cell.
    fn table(&mut self, at: u64, bytes: &[u8], sink: &mut impl FnMut(Line<B>)) {
        let SourceFormat::Csv(mut quoted) = self.format else { return };
        let (mut from, mut next) = (0, 0);
        while let Some(index) = bytes.get(next..).and_then(|rest| memchr2(b'"', b'\n', rest)).map(|index| next + index)
        {
            next = index + 1;
            if bytes.get(index) == Some(&b'"') {
                quoted = !quoted;
            } else if !quoted {
                self.record(at + offset(from), bytes.get(from..index).unwrap_or_default(), sink);
                from = next;
            }
        }
        self.piece.add(at + offset(from), bytes.get(from..).unwrap_or_default());
        self.format = SourceFormat::Csv(quoted);
    }

    /// Ends a line of a CSV with its last bytes.
    fn record(&mut self, at: u64, last: &[u8], sink: &mut impl FnMut(Line<B>)) {
        let number = self.number + 1;
        let whole = self.piece.close(at, last);
        // A cell may hold line breaks.
        self.number += 1 + whole.as_ref().and_then(|whole| whole.bytes).map_or(0, breaks);
        let (Some(whole), Some(header)) = (whole, &self.header) else { return };
        let body = match whole.bytes.map(std::str::from_utf8) {
            Some(Ok(text)) => header.json(text).and_then(|json| piece::body(json.as_bytes())),
            _ => whole.line(number).body,
        };
        sink(Line { number, offset: whole.offset, len: u32::try_from(whole.len).unwrap_or(u32::MAX), body });
        self.piece.clear();
    }

    fn elements(&mut self, bytes: &[u8], sink: &mut impl FnMut(Line<B>)) {
        let SourceFormat::Array(mut scan) = self.format else { return };
        let (mut from, mut next) = (0, 0);
        while let Some(byte) = bytes.get(next) {
            let (step, index) = (scan.step(*byte), next);
            next += 1;
            if matches!(step, Step::On) {
                next += scan.dull(bytes.get(next..).unwrap_or_default());
                continue;
            }
            let at = self.at + u64::try_from(from).unwrap_or(u64::MAX);
            let last = bytes.get(from..index).unwrap_or_default();
            match step {
                Step::Follows => {
                    let reason = "Something follows the closing bracket of the array";
                    sink(Line::bad(self.number + 1, at + bytes_of(last), 1, reason));
                }
                step => self.element(at, last, matches!(step, Step::Close), sink),
            }
            from = next;
        }
        if !scan.closed() {
            let at = self.at + u64::try_from(from).unwrap_or(u64::MAX);
            self.piece.add(at, bytes.get(from..).unwrap_or_default());
        }
        self.format = SourceFormat::Array(scan);
    }

    /// Ends an element of an array with its last bytes.
    fn element(&mut self, at: u64, last: &[u8], closes: bool, sink: &mut impl FnMut(Line<B>)) {
        match self.piece.close(at, last) {
            Some(whole) => sink(whole.line(self.number + 1)),
            None if closes && self.number == 0 => return,
            None => sink(Line::bad(self.number + 1, at + bytes_of(last), 0, "An element of the array is missing here")),
        }
        self.number += 1;
        self.piece.clear();
    }

    /// The array has no end: hands over a last whole element, and says what is wrong.
    fn cut(&mut self, scan: Scan, sink: &mut impl FnMut(Line<B>)) {
        let whole = scan.is_between() && self.piece.starts_with(b'{');
        if whole {
            self.element(self.at, &[], false, sink);
        }
        let (offset, len) = self.piece.close(self.at, &[]).map_or((self.at, 0), |rest| (rest.offset, rest.len));
        let reason = "The array ends before its closing bracket: the file was cut";
        sink(Line::bad(self.number + 1, offset, len, reason));
    }
}

/// What a first byte says that begins neither an array nor a line of JSON.
fn other(first: u8) -> Option<&'static str> {
    match first {
        b'<' => Some("This is an HTML page, not responses: the address may need a token, or be the wrong one"),
        0xFE | 0xFF => Some("This is UTF-16 text, not responses: save it as UTF-8"),
        0x1F => Some("This is a compressed file, not responses: unpack it first"),
        _ => None,
    }
}

/// The columns that a first line names, or why it does not.
fn header(line: &[u8]) -> Option<Result<Header, &'static str>> {
    let found = Header::parse(std::str::from_utf8(line).ok()?)?;
    Some(found.map_err(|missing| match missing {
        "id" => "This CSV has no column id: its first line must name the columns as the export does",
        "survey" => "This CSV has no column survey: its first line must name the columns as the export does",
        _ => "This CSV has no column submitted_at: its first line must name the columns as the export does",
    }))
}

fn breaks(bytes: &[u8]) -> u64 {
    offset(memchr::memchr_iter(b'\n', bytes).count())
}

fn offset(at: usize) -> u64 {
    u64::try_from(at).unwrap_or(u64::MAX)
}

/// Reads a source that is wholly in memory.
pub fn read(bytes: &[u8]) -> Vec<Line> {
    let (mut reader, mut lines) = (Reader::new(), Vec::new());
    reader.push(bytes, &mut |line| lines.push(line));
    reader.finish(&mut |line| lines.push(line));
    lines
}
