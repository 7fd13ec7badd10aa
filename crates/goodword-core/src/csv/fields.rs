//! The fields of a response's JSON text, each with the part of the response that it stands in.

use std::borrow::Cow;

use super::NESTED;
use crate::object::Object;
use crate::record::cursor::Cursor;

/// Parts whose fields have columns of their own, and in front of them the response itself.
pub const PARTS: usize = NESTED.len() + 1;

/// A field that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'a> {
    /// Which of [`NESTED`] it stands in, from 1; 0 is none of them.
    pub part: usize,
    /// Its own name.
    pub name: Cow<'a, str>,
    /// Its value as JSON text.
    pub raw: &'a str,
}

impl Field<'_> {
    /// Its path: `answers.recommend`. A name with a dot could be taken for one: marked by a dot in front, it never is.
    pub fn path(&self) -> String {
        match self.part.checked_sub(1).and_then(|at| NESTED.get(at)) {
            Some(part) => format!("{part}.{}", self.name),
            None if self.name.contains('.') => format!(".{}", self.name),
            None => self.name.clone().into_owned(),
        }
    }
}

/// Every field of a response; none where it is no object.
pub fn fields(body: &str) -> Vec<Field<'_>> {
    let mut fields = Vec::with_capacity(32);
    match plain(body, &mut |part, name, raw| push(&mut fields, part, name, raw)) {
        Some(()) => fields,
        None => unusual(body),
    }
}

/// Hands over part, name and value of the fields of a text in which nothing is unusual, in one pass. `None` is no verdict.
pub fn plain<'a>(body: &'a str, take: &mut impl FnMut(usize, &'a str, &'a str) -> Option<()>) -> Option<()> {
    let mut cursor = Cursor::new(body);
    let mut parts = [false; PARTS];
    cursor.object(|cursor, name| {
        let nested = part(name);
        // Of two the last counts: that is left to the slow way.
        if let Some(met) = nested.and_then(|part| parts.get_mut(part)) {
            (!std::mem::replace(met, true)).then_some(())?;
        }
        match nested.filter(|_| cursor.is_object()) {
            Some(part) => cursor.object(|cursor, name| take(part, name, cursor.any()?)),
            None => take(0, name, cursor.any()?),
        }
    })?;
    cursor.end()
}

/// The number of the part of this name.
pub fn part(name: &str) -> Option<usize> {
    NESTED.into_iter().position(|nested| nested == name).map(|at| at + 1)
}

fn push<'a>(fields: &mut Vec<Field<'a>>, part: usize, name: &'a str, raw: &'a str) -> Option<()> {
    if fields.iter().any(|field| field.part == part && field.name == name) {
        return None;
    }
    if raw != "null" {
        fields.push(Field { part, name: Cow::Borrowed(name), raw });
    }
    Some(())
}

/// The fields of any text.
pub fn unusual(body: &str) -> Vec<Field<'_>> {
    let Ok(mut object) = Object::parse(body) else { return Vec::new() };
    let mut fields = Vec::new();
    for (name, raw) in object.rest() {
        let inner = part(&name).and_then(|part| Some((part, Object::parse(raw.get()).ok()?)));
        match inner {
            Some((part, mut inner)) => {
                let nested = inner.rest().map(|(name, raw)| Field { part, name: Cow::Owned(name), raw: raw.get() });
                fields.extend(nested);
            }
            None => fields.push(Field { part: 0, name: Cow::Owned(name), raw: raw.get() }),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(mut fields: Vec<Field<'_>>) -> Vec<Field<'_>> {
        fields.sort_by_key(Field::path);
        fields
    }

    #[test]
    fn what_is_usual_is_taken_in_one_pass() {
        let check = |body: &str, one_pass| {
            let mut fields = Vec::new();
            let found = plain(body, &mut |part, name, raw| push(&mut fields, part, name, raw));
            assert_eq!(found.is_some(), one_pass, "{body}");
        };
        check(
            r#"{"id":"a","answers":{"own":"é\" x","why":["a"]},"fields":{},"later":{"deep":[1,null]},"n":null}"#,
            true,
        );
        check(r#"{"a":1,"a":2}"#, false);
        check(r#"{"answers":{},"answers":{}}"#, false);
        check(r#"{"\u0061":1}"#, false);
    }

    proptest! {
        #[test]
        fn both_ways_find_the_same(
            top in prop::collection::vec(("[a-c]\\.?[a-c]?|answers|fields|\\PC", "null|1|\"x\"|[{]\"a\": ?1[}]|[{]\"b\":null,\"a\":2[}]|[\\[]1[\\]]|é"), 0..6),
            blank in " ?",
        ) {
            let quoted = |name: &String| serde_json::to_string(name).unwrap();
            let pairs: Vec<_> = top.iter().map(|(name, raw)| format!("{blank}{}:{blank}{raw}", quoted(name))).collect();
            let body = format!("{{{}}}{blank}", pairs.join(","));
            prop_assert_eq!(sorted(fields(&body)), sorted(unusual(&body)), "{}", body);
        }
    }
}
