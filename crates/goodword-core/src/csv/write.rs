//! Responses → CSV.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::fields::{Field, PARTS, fields, part, plain, unusual};
use super::guard::guarded;
use super::{REST, is_text, reads_as_json};
use crate::record::details::decode;

/// So many columns are made; a visitor can send any name, and memory is bounded.
const COLUMNS: usize = 1000;
/// Of them so many are for what is neither an answer nor a hidden field.
const UNKNOWN: usize = 100;
/// These come first, and always.
const FIRST: [&str; 9] = [
    "id",
    "survey",
    "submitted_at",
    "complete",
    "seq",
    "answers.empathy",
    "answers.promise",
    "answers.recommend",
    "answers.comment",
];

/// The columns of one export, while they are still being met.
#[derive(Debug)]
pub struct CsvColumns {
    /// By the part that they stand in.
    names: [BTreeSet<String>; PARTS],
    /// How many there are beside those that always come first.
    many: usize,
    /// How many of them are neither answers nor hidden fields.
    unknown: usize,
    rest: bool,
}

impl Default for CsvColumns {
    fn default() -> Self {
        let mut names: [BTreeSet<String>; PARTS] = Default::default();
        for (part, name) in FIRST.map(split) {
            names.iter_mut().skip(part).take(1).for_each(|names| _ = names.insert(name.to_owned()));
        }
        Self { names, many: 0, unknown: 0, rest: false }
    }
}

impl CsvColumns {
    /// Makes room for the fields of a response.
    pub fn add(&mut self, body: &str) {
        for field in fields(body) {
            let is_known = self.names.get(field.part).is_some_and(|names| names.contains(&*field.name));
            if !is_known {
                self.meet(&field);
            }
        }
    }

    fn meet(&mut self, field: &Field<'_>) {
        let is_plain = field.part > 0 || !(field.name.contains('.') || field.name == REST);
        let is_unknown = ![part("answers"), part("fields")].contains(&Some(field.part));
        let has_room = self.many < COLUMNS && (!is_unknown || self.unknown < UNKNOWN);
        match self.names.get_mut(field.part).filter(|_| is_plain && has_room) {
            Some(names) => {
                names.insert(field.name.to_string());
                self.many += 1;
                self.unknown += usize::from(is_unknown);
            }
            None => self.rest = true,
        }
    }

    /// The table of these columns: nine that always come first, then the others by name.
    pub fn table(&self) -> CsvTable {
        let field = |part, name: &String| Field { part, name: name.into(), raw: "" }.path();
        let named = (0..).zip(&self.names).flat_map(|(part, names)| names.iter().map(move |name| field(part, name)));
        let others: BTreeSet<String> = named.filter(|path| !FIRST.contains(&path.as_str())).collect();
        let mut table = CsvTable { rest: self.rest, ..CsvTable::default() };
        FIRST.into_iter().map(str::to_owned).chain(others).for_each(|path| table.column(path));
        table
    }
}

/// A table of known columns.
#[derive(Debug, Default)]
pub struct CsvTable {
    columns: Vec<Column>,
    /// Where the fields of each part stand among them, by name.
    places: [Vec<Place>; PARTS],
    /// Whether a last column holds what has none of its own.
    rest: bool,
}

#[derive(Debug)]
struct Column {
    path: String,
    is_text: bool,
}

/// Name and number of a column. In the order of [`by_name`].
type Place = (String, usize);

/// Shorter names first: most are told apart by their length.
fn by_name(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// The cells of a line, and the fields that have none.
#[derive(Default)]
struct Cells<'a> {
    placed: Vec<Option<&'a str>>,
    others: Vec<Field<'a>>,
}

impl CsvTable {
    fn column(&mut self, path: String) {
        let (part, name) = split(&path);
        if let Some(places) = self.places.get_mut(part) {
            let at = places.partition_point(|(other, _)| by_name(other, name).is_lt());
            places.insert(at, (name.to_owned(), self.columns.len()));
        }
        self.columns.push(Column { is_text: is_text(&path), path });
    }

    /// The first line: the names of the columns, CRLF at its end.
    pub fn header(&self) -> String {
        let mut line = String::new();
        for path in self.columns.iter().map(|column| column.path.as_str()).chain(self.rest.then_some(REST)) {
            put(&mut line, path);
            line.push(',');
        }
        end(line)
    }

    /// The names of the columns, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.path.as_str()).chain(self.rest.then_some(REST))
    }

    /// The cells of a response for tables whose cells have kinds: as in a line of CSV, without what guards a spreadsheet;
    /// `None` is absent. What has no column and no last column to go to is left out.
    pub fn texts(&self, body: &str) -> Vec<Option<String>> {
        let Cells { placed, others } = self.plain_cells(body).unwrap_or_else(|| self.cells(body));
        let cells = self.columns.iter().zip(placed);
        let cells = cells.map(|(column, raw)| raw.map(|raw| cell_text(column, raw).into_owned()));
        cells.chain(self.rest.then(|| rest_text(&others))).collect()
    }

    /// Adds the line of a response to `out`, CRLF at its end. Whether every field of it has a column: a line that lacks
    /// some is to be thrown away.
    pub fn write(&self, body: &str, out: &mut String) -> bool {
        let Cells { placed, others } = self.plain_cells(body).unwrap_or_else(|| self.cells(body));
        for (column, raw) in self.columns.iter().zip(placed) {
            if let Some(raw) = raw {
                put_cell(out, column, raw);
            }
            out.push(',');
        }
        if self.rest {
            put_rest(out, &others);
        } else {
            out.pop();
        }
        out.push_str("\r\n");
        self.rest || others.is_empty()
    }
}

impl CsvTable {
    /// The cells of a text in which nothing is unusual. `None` is no verdict.
    fn plain_cells<'a>(&self, body: &'a str) -> Option<Cells<'a>> {
        let mut cells = Cells { placed: vec![None; self.columns.len()], others: Vec::new() };
        plain(body, &mut |part, name, raw| {
            let Some(cell) = self.place(part, name).and_then(|place| cells.placed.get_mut(place)) else {
                let field = Field { part, name: name.into(), raw };
                let again = cells.others.iter().any(|other| (other.part, &other.name) == (part, &field.name));
                cells.others.push(field);
                return (!again).then_some(());
            };
            // Of two fields of one name the last counts: that is left to the slow way.
            cell.is_none().then(|| *cell = Some(raw).filter(|raw| *raw != "null"))
        })?;
        cells.others.retain(|field| field.raw != "null");
        Some(cells)
    }

    fn cells<'a>(&self, body: &'a str) -> Cells<'a> {
        let mut cells = Cells { placed: vec![None; self.columns.len()], others: Vec::new() };
        for field in unusual(body) {
            match self.place(field.part, &field.name).and_then(|place| cells.placed.get_mut(place)) {
                Some(cell) => *cell = Some(field.raw),
                None => cells.others.push(field),
            }
        }
        cells
    }

    fn place(&self, part: usize, name: &str) -> Option<usize> {
        let places = self.places.get(part)?;
        let at = places.binary_search_by(|(other, _)| by_name(other, name)).ok()?;
        places.get(at).map(|(_, place)| *place)
    }
}

/// Part and name of a path that is no name with a dot.
fn split(path: &str) -> (usize, &str) {
    let nested = path.split_once('.').and_then(|(of, name)| Some((part(of)?, name)));
    nested.unwrap_or((0, path))
}

/// A line that has a separator behind each cell.
fn end(mut line: String) -> String {
    line.pop();
    line + "\r\n"
}

fn put_cell(out: &mut String, column: &Column, raw: &str) {
    put(out, &cell_text(column, raw));
}

/// A text goes as it is, unless it would be read as something else.
fn cell_text<'a>(column: &Column, raw: &'a str) -> Cow<'a, str> {
    let text = decode(raw).filter(|text| column.is_text || !reads_as_json(text));
    text.unwrap_or(Cow::Borrowed(raw))
}

/// What has no column, as a JSON object.
fn put_rest(out: &mut String, others: &[Field<'_>]) {
    if let Some(text) = rest_text(others) {
        put(out, &text);
    }
}

fn rest_text(others: &[Field<'_>]) -> Option<String> {
    (!others.is_empty()).then(|| {
        let by_path: BTreeMap<_, _> = others.iter().map(|field| (field.path(), field.raw)).collect();
        let name = |path: &String| serde_json::to_string(path).unwrap_or_default();
        let pairs: Vec<_> = by_path.iter().map(|(path, raw)| format!("{}:{raw}", name(path))).collect();
        format!("{{{}}}", pairs.join(","))
    })
}

/// The text of a cell, in quotes where any program would take it otherwise apart without them.
fn put(out: &mut String, text: &str) {
    let cell = guarded(text);
    let is_mark = |byte| matches!(byte, b',' | b';' | b'\t' | b'"' | b'\r' | b'\n');
    if !text.is_empty() && !cell.starts_with(' ') && !cell.ends_with(' ') && !cell.bytes().any(is_mark) {
        return out.push_str(&cell);
    }
    out.push('"');
    for (at, piece) in cell.split('"').enumerate() {
        out.push_str(if at > 0 { "\"\"" } else { "" });
        out.push_str(piece);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(bodies: &[&str]) -> String {
        let mut columns = CsvColumns::default();
        for body in bodies {
            columns.add(body);
        }
        let table = columns.table();
        let mut text = table.header();
        assert!(bodies.iter().all(|body| table.write(body, &mut text)));
        text
    }

    const FIXED: &str =
        "id,survey,submitted_at,complete,seq,answers.empathy,answers.promise,answers.recommend,answers.comment";

    #[test]
    fn paths_are_columns_and_what_is_absent_is_empty() {
        let bodies = [
            r#"{"id":"a","survey":"s","answers":{"recommend":9,"why":["x","y"]},"fields":{"plan":"pro"}}"#,
            r#"{"id":"b","survey":"s","answers":{"empathy":4},"seq":2,"later":{"deep":[1]},"fields":{"plan":""}}"#,
        ];
        let expect = [
            &format!("{FIXED},answers.why,fields.plan,later"),
            r#"a,s,,,,,,9,,"[""x"",""y""]",pro,"#,
            r#"b,s,,,2,4,,,,,"","{""deep"":[1]}""#,
            "",
        ];
        assert_eq!(csv(&bodies), expect.join("\r\n"));
    }

    #[test]
    fn no_cell_is_a_formula() {
        let check = |text: &str, expect: &str| {
            let mut cell = String::new();
            put(&mut cell, text);
            assert_eq!(cell, expect, "{text:?}");
        };
        for first in ["=", "+", "-", "@", "'", "\u{ff1d}"] {
            check(&format!("{first}1"), &format!("'{first}1"));
        }
        check("\t1", "\"'\t1\"");
        check("x;=1+1", "\"x;'=1+1\"");
        check(" =1", "' =1");
        check(" x", "\" x\"");
        check("\r1", "\"'\r1\"");
        check("=cmd|' /C calc'!A0,\"x\"", "\"'=cmd|' /C calc'!A0,\"\"x\"\"\"");
        check("a=1", "a=1");
        check("two\nlines", "\"two\nlines\"");
        check("", "\"\"");
    }

    #[test]
    fn what_has_no_column_is_kept_in_the_last() {
        let body = r#"{"id":"a","answers.recommend":10,"goodword_rest":1}"#;
        let expect = format!(
            "{FIXED},goodword_rest\r\na,,,,,,,,,\"{{\"\".answers.recommend\"\":10,\"\"goodword_rest\"\":1}}\"\r\n"
        );
        assert_eq!(csv(&[body]), expect);
        let many: Vec<_> = (0..COLUMNS + 5).map(|at| format!("\"u{at:04}\":{at}")).collect();
        let text = csv(&[&format!(r#"{{"fields":{{{}}}}}"#, many.join(","))]);
        let left: Vec<_> = (1000..1005).map(|at| format!("\"\"fields.u{at}\"\":{at}")).collect();
        assert!(text.ends_with(&format!("999,\"{{{}}}\"\r\n", left.join(","))), "{text}");
        // What nobody knows has fewer columns.
        let text = csv(&[&format!("{{{}}}", many.join(","))]);
        assert!(text.contains(",u0099,goodword_rest\r\n"), "{text}");
    }

    #[test]
    fn of_two_fields_of_one_name_the_last_counts() {
        let check = |body: &str, line: &str| assert_eq!(csv(&[body]), format!("{FIXED}\r\n{line}\r\n"), "{body}");
        check(r#"{"id":"a","id":"b"}"#, "b,,,,,,,,");
        check(r#"{"id":null,"id":"b","own":1,"own":null}"#, "b,,,,,,,,");
        check(r#"{"id":"a","answers":{"recommend":1,"empathy":2},"answers":{"recommend":3}}"#, "a,,,,,,,3,");
        check(r#"{"id":"a","answers":{"recommend":1,"recommend":null}}"#, "a,,,,,,,,");
    }

    #[test]
    fn what_has_no_column_is_told() {
        let mut columns = CsvColumns::default();
        columns.add(r#"{"id":"a","fields":{"plan":"pro"}}"#);
        let (table, mut out) = (columns.table(), String::new());
        assert!(table.write(r#"{"id":"b","fields":{"plan":"x"},"answers":{"recommend":9}}"#, &mut out));
        assert!(!table.write(r#"{"id":"b","fields":{"team":"x"}}"#, &mut out));
        assert!(!table.write(r#"{"id":"b","plan":"x"}"#, &mut out));
    }
}
