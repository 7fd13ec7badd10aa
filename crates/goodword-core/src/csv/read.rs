//! CSV → responses, as JSON text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::cell::{CellText, cells};
use super::kind::ColumnKind;
use super::{Header, NESTED, REST, reads_as_json};
use crate::timestamp::{self, Timestamp, Written};

/// The values of a response as JSON, by part and name; the part of a field that stands in none is empty.
pub type Parts<'a> = BTreeMap<&'a str, BTreeMap<String, String>>;

/// A line as a response, and what had to be taken for granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowText {
    /// The response as JSON text.
    pub json: String,
    /// What was not said.
    pub assumed: Assumed,
}

/// What the times of a row do not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Assumed {
    /// In which zone they are: UTC was taken.
    pub zone: bool,
    /// At what time of a day: noon was taken.
    pub hour: bool,
}

impl Header {
    /// A line as the JSON text of a response. `None` where no cell holds anything.
    pub fn json(&self, line: &str) -> Result<Option<RowText>, String> {
        let mut cells = cells(line, self.separator)?;
        let is_empty = |cell: &CellText<'_>| cell.as_ref().is_none_or(|text| text.is_empty());
        if cells.iter().all(is_empty) {
            return Ok(None);
        }
        // Blank space at the end of a line is not kept, and a tab is blank.
        let short = cells.len() < self.names.len() && self.separator != '\t';
        if short || !cells.iter().skip(self.names.len()).all(is_empty) {
            let (found, named) = (cells.len(), self.names.len());
            return Err(format!("This has {found} cells, and the first line names {named} columns"));
        }
        cells.truncate(self.names.len());
        let kinds = || self.kinds.iter().zip(&cells);
        let complete = kinds().find(|(kind, _)| **kind == ColumnKind::Complete);
        let style = Style::of(complete.and_then(|(_, cell)| cell.as_deref()).unwrap_or_default());
        let (mut parts, mut assumed) = (Parts::new(), Assumed::default());
        for (path, (kind, cell)) in self.names.iter().zip(kinds()) {
            match cell.as_deref().filter(|_| !path.is_empty()) {
                None => {}
                Some(text) if path == REST => {
                    let rest: BTreeMap<String, &RawValue> =
                        serde_json::from_str(text).map_err(|_| format!("{REST} is no JSON object"))?;
                    for (path, raw) in rest {
                        put(&mut parts, &path, raw.get().to_owned());
                    }
                }
                Some(text) => put(&mut parts, path, value((path, *kind), text, style, &mut assumed)?),
            }
        }
        Ok(Some(RowText { json: written(&parts), assumed }))
    }
}

/// How a program writes truths: `complete` shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `true`, as JSON.
    Json,
    /// `TRUE`, as a spreadsheet, or `True`, as Python: own answers look alike.
    Capitals,
}

impl Style {
    fn of(complete: &str) -> Self {
        match complete {
            "TRUE" | "FALSE" | "True" | "False" => Self::Capitals,
            _ => Self::Json,
        }
    }
}

/// Puts a value where its path says; one that begins with a dot is a name and no path.
pub fn put(parts: &mut Parts<'_>, path: &str, json: String) {
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

/// What a cell of a column holds, as JSON. An error where it is an object, and not as JSON writes one.
pub fn value(
    (path, kind): (&str, ColumnKind),
    text: &str,
    style: Style,
    assumed: &mut Assumed,
) -> Result<String, String> {
    let truth = || ["true", "false"].into_iter().find(|truth| truth.eq_ignore_ascii_case(text));
    let spoken = match kind {
        ColumnKind::Time => return time(path, text, assumed).map(|text| quoted(&text)),
        ColumnKind::Text => return Ok(quoted(text)),
        ColumnKind::Complete if text == "1" => "true",
        ColumnKind::Complete if text == "0" => "false",
        ColumnKind::Complete => truth().unwrap_or(text),
        ColumnKind::Json if style == Style::Capitals && text.starts_with(['T', 'F']) => truth().unwrap_or(text),
        ColumnKind::Json | ColumnKind::Part => text,
    };
    if reads_as_json(spoken) {
        return Ok(spoken.to_owned());
    }
    if kind == ColumnKind::Part {
        let reason = "is one cell, and not written as JSON: start from our CSV, or write JSON instead of CSV";
        return Err(format!("{path} {reason}"));
    }
    Ok(quoted(text))
}

/// A moment as RFC 3339; what is none is left for whoever reads it to refuse.
pub fn time<'a>(path: &str, text: &'a str, assumed: &mut Assumed) -> Result<Cow<'a, str>, String> {
    if timestamp::unix_ms(text).is_some() {
        return Ok(Cow::Borrowed(text));
    }
    let ms = match Written::read(text) {
        None => return Ok(Cow::Borrowed(text)),
        Some(Written::DayOrMonth) => {
            return Err(format!(
                "{path} is {text}: which of the numbers is the month? Write days as 2026-03-14, so that nobody has to guess"
            ));
        }
        Some(Written::Moment(ms)) => ms,
        Some(Written::WithoutZone(ms)) => {
            assumed.zone = true;
            ms
        }
        Some(Written::Day(ms)) => {
            assumed.hour = true;
            ms
        }
    };
    Ok(Cow::Owned(Timestamp::from_unix_ms(ms).as_str().to_owned()))
}

pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// The whole response as JSON text.
pub fn written(parts: &Parts<'_>) -> String {
    let object = |fields: &BTreeMap<String, String>| {
        let fields: Vec<_> = fields.iter().map(|(name, json)| format!("{}:{json}", quoted(name))).collect();
        fields.join(",")
    };
    let mut all: Vec<String> = parts.get("").map(object).into_iter().collect();
    for (part, fields) in parts.iter().filter(|(part, _)| !part.is_empty()) {
        all.push(format!("\"{part}\":{{{}}}", object(fields)));
    }
    // A cell may hold all answers as one object.
    if !parts.contains_key("answers") && !parts.get("").is_some_and(|fields| fields.contains_key("answers")) {
        all.push("\"answers\":{}".to_owned());
    }
    format!("{{{}}}", all.join(","))
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
        let table = columns.table();
        let header = Header::parse(table.header().trim_end()).unwrap().unwrap();
        let lines = bodies.iter().map(|body| {
            let mut line = String::new();
            assert!(table.write(body, &mut line));
            header.json(line.trim_end_matches("\r\n")).unwrap()
        });
        lines.map(|line| serde_json::from_str(&line.unwrap().json).unwrap()).collect()
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

    #[track_caller]
    fn check(header: &str, line: &str, expect: &str) {
        let row = Header::parse(header).unwrap().unwrap().json(line).unwrap().unwrap();
        assert_eq!((row.json.as_str(), row.assumed), (expect, Assumed::default()), "{line}");
    }

    #[test]
    fn other_spreadsheets_are_read_too() {
        let expect = r#"{"complete":true,"id":"a","submitted_at":"t","survey":"s","answers":{"recommend":9}}"#;
        check("id;survey;submitted_at;complete;answers.recommend", "a;s;t;TRUE;9", expect);
        check("id|survey|submitted_at|complete|answers.recommend", "a|s|t|1|9", expect);
        check("ID,SURVEY,SUBMITTED_AT,COMPLETE,ANSWERS.RECOMMEND", "a,s,t,True,9,,", expect);
        check("\"id\"\t\"survey\"\tsubmitted_at\tcomplete\tanswers.recommend\tlater", "a\ts\tt\ttrue\t9", expect);
    }

    #[test]
    fn own_truths_are_written_as_complete_is() {
        let header = "id,survey,submitted_at,complete,answers.may,answers.own";
        let rest = r#""id":"a","submitted_at":"t","survey":"s","answers":"#;
        check(header, "a,s,t,True,False,x", &format!(r#"{{"complete":true,{rest}{{"may":false,"own":"x"}}}}"#));
        check(header, "a,s,t,true,False,x", &format!(r#"{{"complete":true,{rest}{{"may":"False","own":"x"}}}}"#));
    }

    #[test]
    fn a_cell_may_hold_all_answers() {
        let expect = r#"{"answers":{"recommend":9},"id":"a","submitted_at":"t","survey":"s"}"#;
        check("id,survey,submitted_at,answers", r#"a,s,t,"{""recommend"":9}""#, expect);
    }

    #[test]
    fn a_quote_within_a_cell_is_a_letter() {
        let expect = r#"{"id":"a","submitted_at":"t","survey":"s","answers":{"comment":"a 5\" tv"}}"#;
        check("id,survey,submitted_at,answers.comment", "a,s,t,a 5\" tv", expect);
        check("id,survey,submitted_at,answers.comment", r#"a,s,t,"a 5"" tv""#, expect);
    }

    #[test]
    fn times_that_do_not_say_all_are_marked() {
        let header = Header::parse("id,survey,submitted_at,received_at").unwrap().unwrap();
        let check = |times: &str, expect: &str, zone, hour| {
            let row = header.json(&format!("a,s,{times}")).unwrap().unwrap();
            assert!(row.json.contains(&format!(r#""submitted_at":"{expect}""#)), "{}", row.json);
            assert_eq!(row.assumed, Assumed { zone, hour }, "{times}");
        };
        check("2026-10-31 09:00:00+00:00,", "2026-10-31 09:00:00+00:00", false, false);
        check("2026-10-31 09:00:00,2026-10-31T09:00:01Z", "2026-10-31T09:00:00.000Z", true, false);
        check("2026-10-31T09:00:00Z,31.10.2026 09:00", "2026-10-31T09:00:00Z", true, false);
        check("31.10.2026,", "2026-10-31T12:00:00.000Z", false, true);
        check("some day,", "some day", false, false);
    }

    #[test]
    fn rows_of_nothing_are_none() {
        let header = Header::parse("id,survey,submitted_at").unwrap().unwrap();
        for empty in [",,", ",,,,,", "\"\",\"\",\"\"", ","] {
            assert_eq!(header.json(empty), Ok(None), "{empty}");
        }
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
        let nested = Header::parse("id,survey,submitted_at,answers").unwrap().unwrap();
        assert_eq!(
            nested.json("a,b,c,{'recommend': 9}").unwrap_err(),
            "answers is one cell, and not written as JSON: start from our CSV, or write JSON instead of CSV"
        );
        let day = "submitted_at is 03/04/2026: which of the numbers is the month? Write days as 2026-03-14, so that nobody has to guess";
        check("a,b,03/04/2026", day);
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
