//! CSV → responses, as JSON text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::{GUARDED, NESTED, REST, is_text, reads_as_json};

/// What separates cells: by the country whose spreadsheet wrote the file.
const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// Without one of these a line is no response.
const NEEDED: [&str; 3] = ["id", "survey", "submitted_at"];

/// The names of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    separator: char,
    names: Vec<String>,
}

/// A cell: absent, or a text, which may be empty.
type CellText<'a> = Option<Cow<'a, str>>;

impl Header {
    /// Reads the first line. `None` when it is no header at all; `Some(Err)` with the name of a column that is missing.
    pub fn parse(line: &str) -> Option<Result<Self, &'static str>> {
        let separator = SEPARATORS.into_iter().max_by_key(|one| line.matches(*one).count())?;
        let cells = cells(line, separator).ok().filter(|cells| cells.len() > 1)?;
        let names: Vec<_> = cells.into_iter().map(|cell| cell.unwrap_or_default().trim().to_owned()).collect();
        let has = |name: &str| names.iter().any(|one| one == name);
        let ours = NEEDED.into_iter().chain(["answers.recommend", "answers.empathy", "answers.promise"]).any(has);
        match NEEDED.into_iter().find(|name| !has(name)) {
            _ if !ours => None,
            Some(missing) => Some(Err(missing)),
            None => Some(Ok(Self { separator, names })),
        }
    }

    /// A line as the JSON text of a response.
    pub fn json(&self, line: &str) -> Result<String, String> {
        let cells = cells(line, self.separator)?;
        // Blank space at the end of a line is not kept, and a tab is blank.
        let short = cells.len() < self.names.len() && self.separator != '\t';
        if short || cells.len() > self.names.len() {
            let (found, named) = (cells.len(), self.names.len());
            return Err(format!("This has {found} cells, and the first line names {named} columns"));
        }
        let mut parts: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
        for (path, cell) in self.names.iter().zip(cells) {
            let Some(text) = cell.filter(|_| !path.is_empty()) else { continue };
            if path == REST {
                let rest: BTreeMap<String, &RawValue> =
                    serde_json::from_str(&text).map_err(|_| format!("{REST} is no JSON object"))?;
                for (path, raw) in rest {
                    put(&mut parts, &path, raw.get().to_owned());
                }
            } else {
                put(&mut parts, path, value(path, &text));
            }
        }
        Ok(written(&parts))
    }
}

/// Puts a value where its path says; one that begins with a dot is a name and no path.
fn put(parts: &mut BTreeMap<&str, BTreeMap<String, String>>, path: &str, json: String) {
    let (part, name) = match path.split_once('.') {
        Some(("", name)) => ("", name),
        Some((part, name)) => match NESTED.into_iter().find(|nested| *nested == part) {
            Some(part) => (part, name),
            None => ("", path),
        },
        None => ("", path),
    };
    parts.entry(part).or_default().insert(name.to_owned(), json);
}

fn value(path: &str, text: &str) -> String {
    // Spreadsheets write truths in capitals.
    let spoken = if path == "complete" { text.to_ascii_lowercase() } else { text.to_owned() };
    if !is_text(path) && reads_as_json(&spoken) { spoken } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn written(parts: &BTreeMap<&str, BTreeMap<String, String>>) -> String {
    let object = |fields: &BTreeMap<String, String>| {
        let fields: Vec<_> = fields.iter().map(|(name, json)| format!("{}:{json}", quoted(name))).collect();
        fields.join(",")
    };
    let mut all: Vec<String> = parts.get("").map(object).into_iter().collect();
    for (part, fields) in parts.iter().filter(|(part, _)| !part.is_empty()) {
        all.push(format!("\"{part}\":{{{}}}", object(fields)));
    }
    if !parts.contains_key("answers") {
        all.push("\"answers\":{}".to_owned());
    }
    format!("{{{}}}", all.join(","))
}

/// The cells of a line, without quotes and guards.
fn cells(line: &str, separator: char) -> Result<Vec<CellText<'_>>, String> {
    let (mut cells, mut rest) = (Vec::new(), line);
    loop {
        let (cell, after) = if let Some(quoted) = rest.strip_prefix('"') {
            unquoted(quoted)?
        } else {
            let (cell, after) = rest.split_at(rest.find(separator).unwrap_or(rest.len()));
            (Some(Cow::Borrowed(cell)).filter(|cell| !cell.is_empty()), after)
        };
        cells.push(cell.map(unguarded));
        match after.strip_prefix(separator) {
            Some(next) => rest = next,
            None if after.is_empty() => return Ok(cells),
            None => return Err("Something follows a closing quote".to_owned()),
        }
    }
}

/// A cell behind its opening quote, and what follows its closing one.
fn unquoted(text: &str) -> Result<(CellText<'_>, &str), String> {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('"')).map(|at| from + at) {
        let after = text.get(at + 1..).unwrap_or_default();
        if !after.starts_with('"') {
            let cell = text.get(..at).unwrap_or_default();
            let cell = if from == 0 { Cow::Borrowed(cell) } else { Cow::Owned(cell.replace("\"\"", "\"")) };
            return Ok((Some(cell), after));
        }
        from = at + 2;
    }
    Err("A quote is not closed".to_owned())
}

fn unguarded(cell: Cow<'_, str>) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(plain) if plain.starts_with(GUARDED) => Cow::Owned(plain.to_owned()),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::super::CsvColumns;
    use super::*;
    use proptest::prelude::*;

    fn back(bodies: &[&str]) -> Vec<serde_json::Value> {
        let mut columns = CsvColumns::default();
        for body in bodies {
            columns.add(body);
        }
        let header = Header::parse(columns.header().trim_end()).unwrap().unwrap();
        let lines = bodies.iter().map(|body| header.json(columns.line(body).trim_end_matches("\r\n")).unwrap());
        lines.map(|line| serde_json::from_str(&line).unwrap()).collect()
    }

    #[test]
    fn what_is_written_reads_back() {
        let bodies = [
            r#"{"id":"a","survey":"s","submitted_at":"t","answers":{"recommend":9,"why":["x","y"],"n":"3","t":true,"comment":"=1+\"2\"\n;,'"},"fields":{"plan":"","zip":"01234","year":"2024","seats":3}}"#,
            r#"{"id":"b","survey":"s","submitted_at":"t","answers":{},"answers.recommend":10,"later":{"deep":[1,-2.5]},"survey_version":"3","complete":false,"order":["empathy"]}"#,
        ];
        let expect: Vec<serde_json::Value> = bodies.iter().map(|body| serde_json::from_str(body).unwrap()).collect();
        assert_eq!(back(&bodies), expect);
    }

    #[test]
    fn other_spreadsheets_are_read_too() {
        let read = |header: &str, line: &str| Header::parse(header).unwrap().unwrap().json(line).unwrap();
        let expect = r#"{"complete":true,"id":"a","submitted_at":"t","survey":"s","answers":{"recommend":9}}"#;
        assert_eq!(read("id;survey;submitted_at;complete;answers.recommend", "a;s;t;TRUE;9"), expect);
        assert_eq!(
            read("\"id\"\t\"survey\"\tsubmitted_at\tcomplete\tanswers.recommend\tlater", "a\ts\tt\ttrue\t9"),
            expect
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        let check = |line: &str, expect: &str| {
            let header = Header::parse("id,survey,submitted_at").unwrap().unwrap();
            assert_eq!(header.json(line).unwrap_err(), expect, "{line}");
        };
        check("a,b", "This has 2 cells, and the first line names 3 columns");
        check("a,b,c,d", "This has 4 cells, and the first line names 3 columns");
        check("a,\"b,c", "A quote is not closed");
        check("a,\"b\"x,c", "Something follows a closing quote");
        assert_eq!(Header::parse("id,submitted_at"), Some(Err("survey")));
        assert_eq!(Header::parse("name,age"), None);
        assert_eq!(Header::parse("plain words"), None);
    }

    proptest! {
        #[test]
        fn any_words_read_back(comment in ".*", field in ".*", other in "\\PC*") {
            let body = serde_json::json!({"id": "a", "survey": "s", "submitted_at": "t", "answers": {"comment": comment, "own": other}, "fields": {"x": field}});
            let found = back(&[&body.to_string()]);
            prop_assert_eq!(&found[0], &body);
        }
    }
}
