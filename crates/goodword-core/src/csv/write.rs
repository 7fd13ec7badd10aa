//! Responses → CSV.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

use super::guard::guarded;
use super::{NESTED, REST, is_text, reads_as_json};
use crate::object::Object;

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

/// The columns of one export: nine that always come first, then the others by name.
#[derive(Debug, Default)]
pub struct CsvColumns {
    others: BTreeSet<String>,
    /// How many of them are neither answers nor hidden fields.
    unknown: usize,
    rest: bool,
}

impl CsvColumns {
    /// Makes room for the fields of a response.
    pub fn add(&mut self, body: &str) {
        for path in cells(body).into_keys() {
            if FIRST.contains(&path.as_str()) || self.others.contains(&path) {
                continue;
            }
            let unknown = !(path.starts_with("answers.") || path.starts_with("fields."));
            let room = self.others.len() < COLUMNS && (!unknown || self.unknown < UNKNOWN);
            if room && path != REST && is_plain(&path) {
                self.unknown += usize::from(unknown);
                self.others.insert(path);
            } else {
                self.rest = true;
            }
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        FIRST.into_iter().chain(self.others.iter().map(String::as_str))
    }

    /// The first line: the names of the columns, CRLF at its end.
    pub fn header(&self) -> String {
        let mut line: Vec<_> = self.names().map(quoted).collect();
        line.extend(self.rest.then(|| REST.to_owned()));
        line.join(",") + "\r\n"
    }

    /// The line of a response, CRLF at its end.
    pub fn line(&self, body: &str) -> String {
        let mut cells = cells(body);
        let mut line: Vec<_> =
            self.names().map(|name| cells.remove(name).map(|raw| cell(name, raw)).unwrap_or_default()).collect();
        line.extend(self.rest.then(|| rest(&cells)));
        line.join(",") + "\r\n"
    }
}

/// Every field of a response by its path.
fn cells(body: &str) -> BTreeMap<String, &RawValue> {
    let mut cells = BTreeMap::new();
    let Ok(mut object) = Object::parse(body) else { return cells };
    for (name, raw) in object.rest() {
        match Object::parse(raw.get()) {
            Ok(mut inner) if NESTED.contains(&name.as_str()) => {
                cells.extend(inner.rest().map(|(field, raw)| (format!("{name}.{field}"), raw)));
            }
            // A name with a dot could be taken for a path: marked, so that it never meets one.
            _ if name.contains('.') => drop(cells.insert(format!(".{name}"), raw)),
            _ => drop(cells.insert(name, raw)),
        }
    }
    cells
}

fn is_plain(path: &str) -> bool {
    !path.starts_with('.')
}

fn cell(path: &str, raw: &RawValue) -> String {
    let text: Option<String> = serde_json::from_str(raw.get()).ok();
    let plain = text.filter(|text| is_text(path) || !reads_as_json(text));
    quoted(plain.as_deref().unwrap_or(raw.get()))
}

fn rest(cells: &BTreeMap<String, &RawValue>) -> String {
    if cells.is_empty() {
        return String::new();
    }
    quoted(&serde_json::to_string(cells).unwrap_or_default())
}

/// The text of a cell, in quotes where any program would take it otherwise apart without them.
fn quoted(text: &str) -> String {
    let cell = guarded(text);
    if text.is_empty()
        || cell.contains([',', ';', '\t', '"', '\r', '\n'])
        || cell.starts_with(' ')
        || cell.ends_with(' ')
    {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(bodies: &[&str]) -> String {
        let mut columns = CsvColumns::default();
        for body in bodies {
            columns.add(body);
        }
        bodies.iter().fold(columns.header(), |text, body| text + &columns.line(body))
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
        let check = |text: &str, expect: &str| assert_eq!(quoted(text), expect, "{text:?}");
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
}
