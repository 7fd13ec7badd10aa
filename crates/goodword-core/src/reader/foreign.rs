//! JSON objects as notebooks and databases write what they have read of an export: times as numbers or without a zone,
//! texts as numbers, names with dots in the place of nested objects.

use std::borrow::Cow;

use serde_json::value::RawValue;

use crate::csv::{
    Assumed, ColumnKind, NESTED, Parts, REST, RowText, Style, is_text, is_time, put, quoted, time, unguarded, value,
    written,
};
use crate::number;
use crate::object::Object;

/// The object as a response would be written. `None` where it differs in none of these ways; an error is a sentence.
pub fn rewritten(text: &str) -> Option<Result<RowText, String>> {
    let mut object = Object::parse(text).ok()?;
    let dotted = |name: &str| name.split_once('.').is_some_and(|(part, _)| NESTED.contains(&part));
    let has_answers = object.has("answers");
    let fields: Vec<_> = object.rest().collect();
    let is_flat = !has_answers && fields.iter().any(|(name, _)| dotted(name) || name == REST);
    let mut rewriting = Rewriting { parts: Parts::new(), assumed: Assumed::default(), changed: is_flat, is_flat };
    let done = fields.iter().try_for_each(
        |(name, raw)| {
            if is_flat { rewriting.cell(name, raw) } else { rewriting.field(name, raw) }
        },
    );
    match done {
        Ok(()) if !rewriting.changed => None,
        Ok(()) => Some(Ok(RowText { json: written(&rewriting.parts), assumed: rewriting.assumed })),
        Err(reason) => Some(Err(reason)),
    }
}

struct Rewriting {
    parts: Parts<'static>,
    assumed: Assumed,
    changed: bool,
    is_flat: bool,
}

impl Rewriting {
    /// A column of a table, with what its cell held.
    fn cell(&mut self, path: &str, raw: &RawValue) -> Result<(), String> {
        let Ok(text) = serde_json::from_str::<String>(raw.get()) else { return self.place(path, path, raw) };
        if path == REST {
            let rest: Option<std::collections::BTreeMap<String, &RawValue>> = serde_json::from_str(&text).ok();
            let rest = rest.ok_or_else(|| format!("{REST} is no JSON object"))?;
            for (path, raw) in rest {
                put(&mut self.parts, &path, raw.get().to_owned());
            }
        } else {
            let text = unguarded(Cow::Owned(text));
            let json = value((path, ColumnKind::of(path)), &text, Style::Json, &mut self.assumed)?;
            put(&mut self.parts, path, json);
        }
        Ok(())
    }

    /// A field of an object, or each of its own.
    fn field(&mut self, name: &str, raw: &RawValue) -> Result<(), String> {
        match Object::parse(raw.get()) {
            Ok(mut inner) if NESTED.contains(&name) => {
                // An object without fields is not the same as none.
                self.parts.entry(NESTED.into_iter().find(|part| *part == name).unwrap_or_default()).or_default();
                inner.rest().try_for_each(|(field, raw)| {
                    let path = format!("{name}.{field}");
                    self.place(&path, &path, raw)
                })
            }
            // A name with a dot could be taken for a path.
            _ if name.contains('.') => self.place(name, &format!(".{name}"), raw),
            _ => self.place(name, name, raw),
        }
    }

    /// Puts a value that is no text of a table at its place.
    fn place(&mut self, path: &str, place: &str, raw: &RawValue) -> Result<(), String> {
        let written = raw.get();
        let is_number = written.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        let json = match serde_json::from_str::<String>(written) {
            Ok(text) if is_time(path) => {
                let moment = time(path, &text, &mut self.assumed)?;
                self.changed |= *moment != text;
                quoted(&moment)
            }
            Err(_) if is_number && is_time(path) => {
                self.changed = true;
                quoted(&time(path, written, &mut self.assumed)?)
            }
            // What a table took for a number, as a version `3`; within an object nothing is taken for one.
            Err(_) if is_number && is_text(path) && (self.is_flat || !path.contains('.')) => {
                self.changed = true;
                quoted(&number::whole(written).map_or_else(|| written.to_owned(), |whole| whole.to_string()))
            }
            _ => written.to_owned(),
        };
        put(&mut self.parts, place, json);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        let found = rewritten(text).map(|found| found.map_or_else(|reason| reason, |row| row.json));
        assert_eq!(found.as_deref(), expect, "{text}");
    }

    #[test]
    fn what_a_response_looks_like_is_left_alone() {
        check(r#"{"id":"a","submitted_at":"2026-03-14T09:26:53Z","answers":{"recommend":11}}"#, None);
        check(r#"{"id":"a","submitted_at":"yesterday","answers.recommend":{}, "answers":{}}"#, None);
        check(r#"{"id":"a","submitted_at":"2026-03-14T09:26:53Z","answers":{"comment":5}}"#, None);
        check("[1]", None);
        check("{", None);
    }

    #[test]
    fn times_and_texts_that_became_numbers_are_read() {
        check(
            r#"{"id":"a","submitted_at":1773480413589,"answers":{"recommend":9.0,"comment":null},"survey_version":3.0,"a.b":1,"context":{}}"#,
            Some(
                r#"{"a.b":1,"id":"a","submitted_at":"2026-03-14T09:26:53.589Z","survey_version":"3","answers":{"recommend":9.0},"context":{}}"#,
            ),
        );
        check(
            r#"{"submitted_at":"2026-10-31 09:00:00","follow_up":{"due_at":"2026-11-01 09:00:00"},"answers":{}}"#,
            Some(
                r#"{"submitted_at":"2026-10-31T09:00:00.000Z","answers":{},"follow_up":{"due_at":"2026-11-01T09:00:00.000Z"}}"#,
            ),
        );
        check(
            r#"{"submitted_at":"3/4/2026","answers":{}}"#,
            Some(
                "submitted_at is 3/4/2026: which of the numbers is the month? Write days as 2026-03-14, so that nobody has to guess",
            ),
        );
    }

    #[test]
    fn names_with_dots_are_columns() {
        check(
            r#"{"id":"a","submitted_at":"t","answers.recommend":9.0,"answers.comment":"'=1","answers.why":"[\"x\"]","answers.n":"\"3\"","fields.plan":null,"goodword_rest":"{\".answers.recommend\":10}"}"#,
            Some(
                r#"{"answers.recommend":10,"id":"a","submitted_at":"t","answers":{"comment":"=1","n":"3","recommend":9.0,"why":["x"]}}"#,
            ),
        );
    }
}
