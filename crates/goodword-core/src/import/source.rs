//! Bytes of a CSV or of JSON → rows of cells under columns.

use std::collections::HashMap;

use super::cell::Cell;
use super::elements::{Element, Elements};
use super::encoding::{Decoder, Encoding};
use super::flatten::flatten;
use super::heading::{self, Heading};
use super::program::Program;
use super::signature::{Head, Recognition, recognise};
use super::table::{Record, Table};

/// So many records, or objects, tell what a file is.
const HEAD: usize = 10;
/// More columns than this are not looked at: names that are made anew in each row would fill the memory.
const WIDEST: usize = 2000;
const BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// One row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line that it begins on, or its place in a list of JSON, counted from 1.
    pub line: u64,
    /// Its cells by the place of their column, those at the end left out; or why it cannot be read.
    pub cells: Result<Vec<Cell>, String>,
}

#[derive(Debug, Default)]
enum Format {
    #[default]
    Unknown,
    Table(Table),
    Objects(Elements),
}

/// How a file is to be read, where that is known beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// The program that wrote it.
    pub program: Option<Program>,
    /// How many records of a table are headings.
    pub heading_rows: Option<usize>,
    /// How its letters are written.
    pub encoding: Encoding,
}

/// Bytes of a file on their way in. What it is made of is found out from its first rows.
#[derive(Debug, Default)]
pub struct Source {
    decoder: Decoder,
    format: Format,
    asked: Asked,
    recognition: Option<Recognition>,
    /// The first records and objects, until it is known what they are.
    records: Vec<Record>,
    elements: Vec<Element>,
    begun: bool,
    bytes: usize,
    columns: Vec<Heading>,
    places: HashMap<String, usize>,
}

impl Source {
    /// At the start of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Read as it is asked to be, whatever it looks like.
    pub fn read_as(asked: Asked) -> Self {
        Self { decoder: Decoder::new(asked.encoding), asked, ..Self::default() }
    }

    /// Takes the next bytes, cut anywhere, and hands every row that ends in them to `sink`.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl FnMut(&[Heading], Row)) {
        let bytes = self.decoder.decode(bytes).into_owned();
        self.read(&bytes, sink);
    }

    fn read(&mut self, bytes: &[u8], sink: &mut impl FnMut(&[Heading], Row)) {
        let mut rest = bytes;
        while let (Format::Unknown, [first, after @ ..]) = (&self.format, rest) {
            let at_bom = BOM.get(self.bytes) == Some(first);
            self.bytes += 1;
            match first {
                _ if at_bom => rest = after,
                b'{' | b'[' => self.format = Format::Objects(Elements::default()),
                blank if blank.is_ascii_whitespace() => rest = after,
                _ => self.format = Format::Table(Table::default()),
            }
        }
        let (mut records, mut elements) = (Vec::new(), Vec::new());
        match &mut self.format {
            Format::Unknown => {}
            Format::Table(table) => table.push(rest, &mut |record| records.push(record)),
            Format::Objects(objects) => objects.push(rest, &mut |element| elements.push(element)),
        }
        self.take(records, elements, false, sink);
    }

    /// Says that the file has ended, and hands over what was still open.
    pub fn finish(&mut self, sink: &mut impl FnMut(&[Heading], Row)) {
        let held = self.decoder.finish();
        self.read(&held, sink);
        let (mut records, mut elements) = (Vec::new(), Vec::new());
        match &mut self.format {
            Format::Unknown => {}
            Format::Table(table) => table.finish(&mut |record| records.push(record)),
            Format::Objects(objects) => objects.finish(&mut |element| elements.push(element)),
        }
        self.take(records, elements, true, sink);
    }

    /// The columns that were found so far.
    pub fn columns(&self) -> &[Heading] {
        &self.columns
    }

    /// Who wrote the file, once its first rows are there.
    pub fn recognition(&self) -> Option<Recognition> {
        self.recognition
    }

    /// Whether there are more columns than are looked at.
    pub fn is_too_wide(&self) -> bool {
        self.columns.len() >= WIDEST
    }

    /// Whether it is a table; lines are counted then, and places in a list otherwise.
    pub fn is_table(&self) -> bool {
        matches!(self.format, Format::Table(_))
    }

    fn program(&self) -> Option<Program> {
        self.asked.program.or(self.recognition.map(|found| found.program))
    }

    fn take(
        &mut self,
        records: Vec<Record>,
        elements: Vec<Element>,
        ended: bool,
        sink: &mut impl FnMut(&[Heading], Row),
    ) {
        if self.begun {
            return self.hand(records, elements, sink);
        }
        self.records.extend(records);
        self.elements.extend(elements);
        if ended || self.records.len() + self.elements.len() >= HEAD {
            self.begin();
            let (records, elements) = (std::mem::take(&mut self.records), std::mem::take(&mut self.elements));
            self.hand(records, elements, sink);
        }
    }

    /// Finds out what the file is from its first rows, and takes the headings of a table off them.
    fn begin(&mut self) {
        self.begun = true;
        let list = self.elements.iter().find_map(|element| element.list);
        let objects: Vec<_> = self.elements.iter().filter_map(|element| element.value.clone().ok()).collect();
        let rows: Vec<_> = self.records.iter().map_while(|record| record.cells.clone().ok()).collect();
        let head = if objects.is_empty() { Head::Table(rows) } else { Head::Objects(objects, list) };
        self.recognition = recognise(&head);
        if let Head::Table(rows) = head {
            let count = self.asked.heading_rows.unwrap_or_else(|| heading::rows(self.program(), &rows)).min(rows.len());
            let headings = heading::headings(self.program(), rows.get(..count).unwrap_or_default());
            for heading in headings {
                self.place(&mut Vec::new(), heading, Cell::Empty);
            }
            self.records.drain(..count);
        }
    }

    fn hand(&mut self, records: Vec<Record>, elements: Vec<Element>, sink: &mut impl FnMut(&[Heading], Row)) {
        for record in records {
            if let Some(row) = self.of_record(record) {
                sink(&self.columns, row);
            }
        }
        for element in elements {
            let cells = element.value.map(|object| self.of_object(object));
            sink(&self.columns, Row { line: element.number, cells });
        }
    }

    /// The row of a record; `None` where not a single cell is filled.
    fn of_record(&mut self, record: Record) -> Option<Row> {
        let cells = match record.cells {
            Err(reason) => Err(reason),
            Ok(texts) => {
                let mut cells: Vec<_> = texts.iter().map(|text| Cell::of_text(text)).collect();
                if cells.iter().all(Cell::is_empty) {
                    return None;
                }
                let named = self.columns.len();
                let surplus = cells.iter().skip(named).any(|cell| !cell.is_empty());
                if self.program() == Some(Program::PostHog) {
                    self.unpack(&mut cells);
                }
                if surplus {
                    Err(format!("This has {} cells, and the header names {named} columns", texts.len()))
                } else {
                    Ok(cells)
                }
            }
        };
        Some(Row { line: record.line, cells })
    }

    /// The properties of an event, which a warehouse writes into one cell of its table.
    fn unpack(&mut self, cells: &mut Vec<Cell>) {
        let at = self.columns.iter().position(|heading| heading.name.eq_ignore_ascii_case("properties"));
        let text = at
            .and_then(|at| cells.get_mut(at))
            .map(std::mem::take)
            .and_then(|cell| cell.text().map(std::borrow::Cow::into_owned));
        let Some(text) = text else { return };
        let object = serde_json::json!({ "properties": text });
        for (heading, cell) in flatten(Some(Program::PostHog), object) {
            self.place(cells, heading, cell);
        }
    }

    fn of_object(&mut self, object: serde_json::Value) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (heading, cell) in flatten(self.program(), object) {
            self.place(&mut cells, heading, cell);
        }
        cells
    }

    /// Puts a cell under its column, which may be new.
    fn place(&mut self, cells: &mut Vec<Cell>, heading: Heading, cell: Cell) {
        let next = self.columns.len();
        let at = match self.places.get(&heading.name) {
            Some(at) => *at,
            None if next >= WIDEST => return,
            None => next,
        };
        self.places.entry(heading.name.clone()).or_insert(at);
        match self.columns.get_mut(at) {
            None => self.columns.push(heading),
            // What is not known of an answer of one row may be known of one of another.
            Some(known) => {
                known.label = known.label.take().or(heading.label);
                known.answer =
                    if heading.answer == Some(true) { heading.answer } else { known.answer.or(heading.answer) };
            }
        }
        if cells.len() <= at {
            cells.resize(at + 1, Cell::Empty);
        }
        if let Some(place) = cells.get_mut(at) {
            *place = cell;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Numbered = (u64, Result<Vec<Cell>, String>);

    /// Names of the columns, and each row with its line.
    fn read(text: &str) -> (Vec<String>, Vec<Numbered>) {
        let (mut source, mut rows) = (Source::new(), Vec::new());
        source.push(text.as_bytes(), &mut |_, row| rows.push((row.line, row.cells)));
        source.finish(&mut |_, row| rows.push((row.line, row.cells)));
        (source.columns().iter().map(|heading| heading.name.clone()).collect(), rows)
    }

    fn cell(text: &str) -> Cell {
        Cell::of_text(text)
    }

    #[test]
    fn a_table_and_a_list_give_the_same_rows() {
        let rows = |lines: [u64; 2]| vec![(lines[0], Ok(vec![cell("x"), cell("9")])), (lines[1], Ok(vec![cell("y")]))];
        let names = vec!["a".to_owned(), "b".to_owned()];
        let table = read("\u{feff}a,b\r\nx,9\r\n,\r\ny,\r\n");
        assert_eq!(table.0, names);
        assert_eq!(table.1, vec![(2, Ok(vec![cell("x"), cell("9")])), (4, Ok(vec![cell("y"), Cell::Empty]))]);
        assert_eq!(read(r#"[{"a":"x","b":9},{"a":"y"}]"#), (names.clone(), rows([1, 2])));
        assert_eq!(read("{\"a\":\"x\",\"b\":9}\n\n{\"a\":\"y\"}"), (names, rows([1, 3])));
        assert_eq!(read(""), (vec![], vec![]));
    }

    #[test]
    fn a_row_with_more_than_was_named_is_refused() {
        let (_, rows) = read("a,b\n1,2,,\n1,2,3\n");
        assert_eq!(rows[1].1, Err("This has 3 cells, and the header names 2 columns".to_owned()));
        assert!(rows[0].1.is_ok());
    }
}
