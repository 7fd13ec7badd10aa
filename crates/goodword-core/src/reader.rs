//! Bytes → lines. Reads NDJSON, JSON arrays and CSV in chunks cut anywhere, and never stops at the first bad line.

mod ahead;
mod array;
pub(crate) mod encoding;
mod end;
pub mod file_kind;
mod foreign;
mod line;
mod opening;
mod piece;
mod source_text;
mod table;

use memchr::{memchr, memchr2};

use crate::csv::Header;
use crate::{Record, Response};
pub use ahead::Ahead;
use array::{Scan, Step};
pub use encoding::Utf16;
pub use end::ExportEnd;
use end::RowCheck;
pub use file_kind::FileKind;
pub use line::{Body, Line};
use opening::{Opening, Titles};
use piece::{Piece, bytes_of, is_blank};
pub use source_text::SourceText;
use table::TableScan;

const BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// What the source is, by its first byte that is not blank.
#[derive(Debug, Clone, Copy, Default)]
enum SourceFormat {
    #[default]
    Unknown,
    Ndjson,
    Array(Scan),
    Csv(TableScan),
    /// Something else as a whole: one fact, told once, with the number of its line and the offset where it begins.
    Other(u64, u64),
}

/// Which byte ends a line: the first end says it of all.
#[derive(Debug, Clone, Copy, Default)]
enum LineEnd {
    #[default]
    Unknown,
    /// The last byte that came is a carriage return: alone it ends a line.
    Return,
    Known(u8),
}

/// An incremental reader of one source. It holds at most one line, of at most 1 MiB.
#[derive(Debug, Clone)]
pub struct Reader<B = Box<Response>> {
    /// The first bytes, until there are enough to know what they begin.
    head: Option<Vec<u8>>,
    utf16: Option<Utf16>,
    format: SourceFormat,
    /// Why there are no responses in it.
    reason: String,
    /// Whether its first bytes say so: then it is not even lines.
    is_other_kind: bool,
    /// Bytes of text pushed before the chunk at hand.
    at: u64,
    /// Line breaks, or elements, passed so far.
    number: u64,
    line_end: LineEnd,
    piece: Piece,
    rows: RowCheck,
    /// What a line says that separates the cells of the others.
    separator: Option<char>,
    titles: Titles<B>,
    text: SourceText,
    ahead: Ahead<B>,
}

impl<B> Default for Reader<B> {
    fn default() -> Self {
        Self {
            head: Some(Vec::new()),
            utf16: None,
            format: SourceFormat::default(),
            reason: String::new(),
            is_other_kind: false,
            at: 0,
            number: 0,
            line_end: LineEnd::default(),
            piece: Piece::default(),
            rows: RowCheck::default(),
            separator: None,
            titles: Titles::default(),
            text: SourceText::default(),
            ahead: Ahead::default(),
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
        let Some(mut head) = self.head.take() else { return self.decode(bytes, sink) };
        let missing = file_kind::HEAD.saturating_sub(head.len()).min(bytes.len());
        let (first, rest) = bytes.split_at_checked(missing).unwrap_or((bytes, &[]));
        head.extend_from_slice(first);
        if head.len() < file_kind::HEAD {
            self.head = Some(head);
        } else {
            self.open(&head, sink);
            self.decode(rest, sink);
        }
    }

    /// The same where lines of these bytes were read ahead.
    pub fn push_ahead(&mut self, bytes: &[u8], ahead: Ahead<B>, sink: &mut impl FnMut(Line<B>)) {
        self.ahead = ahead.at(self.at + self.head.as_deref().map_or(0, bytes_of));
        self.push(bytes, sink);
    }

    /// Looks at the first bytes before the others.
    fn open(&mut self, head: &[u8], sink: &mut impl FnMut(Line<B>)) {
        self.is_other_kind = FileKind::of(head).is_some();
        match FileKind::of(head) {
            Some(kind) => self.other(1, 0, kind.reason()),
            None => self.utf16 = Utf16::of(head),
        }
        self.text.utf16 = self.utf16.is_some();
        self.decode(head, sink);
    }

    fn decode(&mut self, bytes: &[u8], sink: &mut impl FnMut(Line<B>)) {
        match &mut self.utf16 {
            None => self.take(bytes, sink),
            Some(utf16) => {
                let text = utf16.decode(bytes);
                self.take(text.as_bytes(), sink);
            }
        }
    }

    fn take(&mut self, bytes: &[u8], sink: &mut impl FnMut(Line<B>)) {
        self.text.see(bytes);
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
        if let Some(head) = self.head.take() {
            self.open(&head, sink);
        }
        if let Some(mut utf16) = self.utf16.take() {
            self.take(utf16.finish().as_bytes(), sink);
        }
        match self.format {
            SourceFormat::Unknown | SourceFormat::Ndjson => {
                self.line(self.at, &[], sink);
                self.no_header(sink);
            }
            SourceFormat::Array(scan) if !scan.closed() => self.cut(scan, sink),
            SourceFormat::Csv(_) => self.record(self.at, &[], sink),
            SourceFormat::Array(_) | SourceFormat::Other(..) => {}
        }
        if let SourceFormat::Other(number, offset) = self.format {
            sink(Line::bad(number, offset, self.at - offset, std::mem::take(&mut self.reason)));
        }
        let (rows, text) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.text));
        *self = Self { rows, text, is_other_kind: self.is_other_kind, ..Self::default() };
    }

    /// What the last `{"goodword_end": …}` line of an export said.
    pub fn end(&self) -> Option<&ExportEnd> {
        self.rows.end()
    }

    /// How its lines are read: the columns of a CSV, and what had to be taken for granted.
    pub fn text(&self) -> &SourceText {
        &self.text
    }

    /// Whether its first bytes say that it is something else than lines: nothing more of it needs to be pushed, and the one
    /// bad line that comes of it says what it is.
    pub fn is_other_kind(&self) -> bool {
        self.is_other_kind
    }

    /// A sentence when an export said it holds another number of rows than arrived before its end line.
    pub fn mismatch(&self) -> Option<String> {
        self.rows.mismatch()
    }

    /// Takes the whole source for something that holds no responses.
    fn other(&mut self, number: u64, offset: u64, reason: String) {
        self.titles = Titles::default();
        (self.format, self.reason) = (SourceFormat::Other(number, offset), reason);
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
            b'<' => {
                self.is_other_kind = true;
                return self.other(1, self.at, HTML.to_owned());
            }
            _ => SourceFormat::Ndjson,
        };
    }

    /// The byte that ends lines, once that is known.
    fn line_end(&mut self, bytes: &[u8]) -> Option<u8> {
        let known = match self.line_end {
            LineEnd::Known(byte) => return Some(byte),
            LineEnd::Return => LineEnd::Known(if bytes.first()? == &b'\n' { b'\n' } else { b'\r' }),
            LineEnd::Unknown => {
                let at = memchr2(b'\n', b'\r', bytes)?;
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'\r'), None) => LineEnd::Return,
                    (Some(b'\r'), Some(after)) if *after != b'\n' => LineEnd::Known(b'\r'),
                    _ => LineEnd::Known(b'\n'),
                }
            }
        };
        self.line_end = known;
        if let LineEnd::Known(byte) = known { Some(byte) } else { None }
    }

    fn lines(&mut self, bytes: &[u8], sink: &mut impl FnMut(Line<B>)) {
        let (mut at, mut rest) = (self.at, bytes);
        let held = matches!(self.line_end, LineEnd::Return);
        let Some(line_end) = self.line_end(bytes) else { return self.piece.add(at, rest) };
        if held && line_end == b'\r' {
            self.line(at, &[], sink);
            if !matches!(self.format, SourceFormat::Ndjson) {
                return self.table(at, rest, sink);
            }
        }
        while let Some((line, after)) = memchr(line_end, rest).and_then(|end| rest.split_at_checked(end)) {
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
        let body = match (self.ahead.take(&whole), whole.bytes) {
            (Some(body), Some(bytes)) => {
                self.text.see_text(bytes);
                Ok(body)
            }
            _ => whole.bytes().and_then(|bytes| self.text.body(bytes)),
        };
        let opening = match (&body, whole.bytes) {
            (Err(_), Some(bytes)) => Opening::of(bytes, self.rows.is_empty(), self.separator),
            _ => Opening::Line,
        };
        let line = whole.line(self.number, body);
        self.piece.clear();
        match opening {
            Opening::Line => {
                self.no_titles(sink);
                self.rows.count();
                sink(line);
            }
            Opening::End(end) => {
                self.no_titles(sink);
                self.rows.end_with(end);
            }
            Opening::Separator(separator) => self.separator = Some(separator),
            Opening::Header(Ok(header)) => self.columns(header),
            Opening::Header(Err(reason)) => self.other(line.number, line.offset, reason),
            Opening::Title(width) => {
                if self.titles.add(line, width) {
                    self.no_header(sink);
                }
            }
        }
    }

    /// From here on it is a table.
    fn columns(&mut self, header: Header) {
        self.titles = Titles::default();
        let line_end = if let LineEnd::Known(byte) = self.line_end { byte } else { b'\n' };
        self.format = SourceFormat::Csv(TableScan::new(header.separator(), line_end));
        self.text.header = Some(header);
    }

    /// No line names the columns: a table without them is one fact.
    fn no_header(&mut self, sink: &mut impl FnMut(Line<B>)) {
        match self.titles.table() {
            Some((number, offset)) => self.other(number, offset, NO_COLUMNS.to_owned()),
            None => self.no_titles(sink),
        }
    }

    /// What could have stood above the names of columns was no more than lines.
    fn no_titles(&mut self, sink: &mut impl FnMut(Line<B>)) {
        for line in self.titles.take() {
            self.rows.count();
            sink(line);
        }
    }

    /// The rows of a CSV: a line break in quotes is part of its cell.
    fn table(&mut self, at: u64, bytes: &[u8], sink: &mut impl FnMut(Line<B>)) {
        let mut from = 0;
        loop {
            let SourceFormat::Csv(scan) = &mut self.format else { return };
            let Some(end) = scan.end(at, bytes, from) else { break };
            self.record(at + offset(from), bytes.get(from..end).unwrap_or_default(), sink);
            from = end + 1;
        }
        self.piece.add(at + offset(from), bytes.get(from..).unwrap_or_default());
    }

    /// Ends a row of a CSV with its last bytes.
    fn record(&mut self, at: u64, last: &[u8], sink: &mut impl FnMut(Line<B>)) {
        let SourceFormat::Csv(scan) = &mut self.format else { return };
        let (number, breaks) = (self.number + 1, scan.breaks());
        scan.begin();
        self.number += 1 + breaks;
        let Some(whole) = self.piece.close(at, last) else { return };
        let row = whole.bytes().and_then(|bytes| self.text.row(bytes)).transpose();
        let line = row.map(|row| whole.line(number, row.map_err(|reason| spanning(reason, number, breaks))));
        self.piece.clear();
        line.into_iter().for_each(sink);
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
            Some(whole) => {
                let body = whole.bytes().and_then(|bytes| self.text.body(bytes));
                sink(whole.line(self.number + 1, body));
            }
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

const HTML: &str = "This is an HTML page, not responses: the address may need a token, or be the wrong one";
const NO_COLUMNS: &str = "This CSV has none of the columns id, survey and submitted_at: its first line must name the columns as the export does";

/// A reason with the lines that it concerns, where a quote made one of several.
fn spanning(reason: String, number: u64, breaks: u64) -> String {
    if breaks == 0 { reason } else { format!("{reason}; quotes make one row of lines {number} to {}", number + breaks) }
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
