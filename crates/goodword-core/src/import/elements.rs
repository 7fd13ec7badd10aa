//! JSON of any program → its objects: one on a line, one after the other, in an array, or in the list that a reply of an
//! API holds.

use serde_json::Value;

/// The longest object that is read at once, in bytes: a whole page of an API's reply is one.
const LONGEST: usize = 64 * 1024 * 1024;
/// The names under which replies of APIs hold their lists.
const LISTS: [&str; 4] = ["items", "data", "results", "responses"];

/// One object: its number, and what it is or why it cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// The line that it begins on; in an array and in an API's list, its place there. Counted from 1.
    pub number: u64,
    /// The name of the list that held it.
    pub list: Option<&'static str>,
    pub value: Result<Value, String>,
}

/// Where the next byte stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Position {
    #[default]
    Plain,
    Text,
    /// In a text, behind a backslash.
    Escape,
}

/// What the file is as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Unknown,
    /// One object after the other.
    Objects,
    Array,
}

/// A file of JSON on its way in.
#[derive(Debug, Default)]
pub struct Elements {
    /// The text of the object at hand.
    text: Vec<u8>,
    length: usize,
    /// Brackets and braces that are open within the object.
    depth: u64,
    position: Position,
    shape: Shape,
    line: u64,
    began: u64,
    /// Objects handed over of an array or of lists.
    listed: u64,
}

impl Elements {
    /// Takes the next bytes, and hands every object that ends in them to `sink`.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl FnMut(Element)) {
        for byte in bytes {
            self.step(*byte, sink);
        }
    }

    /// Says that the file has ended.
    pub fn finish(&mut self, sink: &mut impl FnMut(Element)) {
        if self.depth > 0 {
            let number = if self.shape == Shape::Array { self.listed + 1 } else { self.began };
            sink(Element {
                number,
                list: None,
                value: Err("This ends before its closing brace: the file was cut".to_owned()),
            });
        } else {
            self.end(sink);
        }
        *self = Self::default();
    }

    fn step(&mut self, byte: u8, sink: &mut impl FnMut(Element)) {
        if byte == b'\n' {
            self.line += 1;
        }
        if self.shape == Shape::Unknown && !byte.is_ascii_whitespace() {
            self.shape = if byte == b'[' { Shape::Array } else { Shape::Objects };
            if self.shape == Shape::Array {
                return;
            }
        }
        // No text of JSON holds a line break: what was cut there does not take the next line with it.
        if self.position != Position::Plain && byte == b'\n' && self.shape != Shape::Array {
            (self.position, self.depth) = (Position::Plain, 0);
            return self.end(sink);
        }
        if self.position != Position::Plain {
            self.position = match (self.position, byte) {
                (Position::Text, b'\\') => Position::Escape,
                (Position::Text, b'"') => Position::Plain,
                _ => Position::Text,
            };
            return self.letter(byte);
        }
        match byte {
            b'"' => self.position = Position::Text,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth > 0 => self.depth -= 1,
            // Between objects.
            b',' | b']' if self.depth == 0 && self.shape == Shape::Array => return self.end(sink),
            b'\n' if self.depth == 0 => return self.end(sink),
            byte if self.depth == 0 && byte.is_ascii_whitespace() => return,
            _ => {}
        }
        self.letter(byte);
        if self.depth == 0 && byte == b'}' {
            self.end(sink);
        }
    }

    fn letter(&mut self, byte: u8) {
        if self.length == 0 {
            self.began = self.line + 1;
        }
        self.length += 1;
        if self.length <= LONGEST {
            self.text.push(byte);
        }
    }

    fn end(&mut self, sink: &mut impl FnMut(Element)) {
        let (text, length) = (std::mem::take(&mut self.text), std::mem::take(&mut self.length));
        let blank = text.iter().all(u8::is_ascii_whitespace);
        if blank {
            return;
        }
        let value = match serde_json::from_slice(&text) {
            _ if length > LONGEST => Err("This is longer than 64 MiB and was skipped".to_owned()),
            Ok(value @ Value::Object(_)) => Ok(value),
            Ok(_) => Err("This must be one JSON object".to_owned()),
            Err(_) if std::str::from_utf8(&text).is_err() => Err(super::table::NOT_UTF8.to_owned()),
            Err(error) => Err(format!("This is not valid JSON: {error}")),
        };
        match value.map(listed) {
            Ok(Ok((list, values))) => values.into_iter().for_each(|value| self.hand(Some(list), Ok(value), sink)),
            Ok(Err(alone)) => self.hand(None, Ok(*alone), sink),
            Err(reason) => self.hand(None, Err(reason), sink),
        }
    }

    fn hand(&mut self, list: Option<&'static str>, value: Result<Value, String>, sink: &mut impl FnMut(Element)) {
        self.listed += 1;
        let number = if self.shape == Shape::Array || list.is_some() { self.listed } else { self.began };
        sink(Element { number, list, value: value.map(inner) });
    }
}

/// The list that a reply of an API holds; the value itself where it is none.
fn listed(mut value: Value) -> Result<(&'static str, Vec<Value>), Box<Value>> {
    let is_list = |list: &Vec<Value>| list.iter().all(Value::is_object);
    let name = LISTS.into_iter().find(|name| value.get(*name).and_then(Value::as_array).is_some_and(is_list));
    match name.and_then(|name| Some((name, value.get_mut(name)?.take()))) {
        Some((name, Value::Array(list))) => Ok((name, list)),
        _ => Err(Box::new(value)),
    }
}

/// What a webhook of Delighted, or an element of `LimeSurvey`'s older lists (`{"1": {…}}`), wraps.
fn inner(value: Value) -> Value {
    let Value::Object(mut fields) = value else { return value };
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    let wrapped = match fields.keys().next() {
        _ if fields.contains_key("event_type") => Some("event_data".to_owned()),
        Some(name) if fields.len() == 1 && is_number(name) => Some(name.clone()),
        _ => None,
    };
    let wrapped = wrapped.filter(|name| fields.get(name).is_some_and(Value::is_object));
    wrapped.and_then(|name| fields.remove(&name)).unwrap_or(Value::Object(fields))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(pieces: &[&[u8]]) -> Vec<Element> {
        let (mut elements, mut found) = (Elements::default(), Vec::new());
        for piece in pieces {
            elements.push(piece, &mut |element| found.push(element));
        }
        elements.finish(&mut |element| found.push(element));
        found
    }

    #[track_caller]
    fn check(text: &str, expect: &[(u64, &str)]) {
        let found = read(&[text.as_bytes()]);
        let found: Vec<_> = found
            .into_iter()
            .map(|element| (element.number, element.value.map_or_else(|reason| reason, |value| value.to_string())))
            .collect();
        let expect: Vec<_> = expect.iter().map(|(number, text)| (*number, (*text).to_owned())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn objects_are_found_wherever_they_stand() {
        check("", &[]);
        check("[]", &[]);
        check("{\"a\":1}\n\n{\"a\":2}\n", &[(1, r#"{"a":1}"#), (3, r#"{"a":2}"#)]);
        check("[{\"a\":\"}],\\\"\"},\n{\"a\":[1,{}]}]", &[(1, r#"{"a":"}],\""}"#), (2, r#"{"a":[1,{}]}"#)]);
        check("{\n \"total\": 2,\n \"items\": [{\"a\": 1}, {\"a\": 2}]\n}\n", &[(1, r#"{"a":1}"#), (2, r#"{"a":2}"#)]);
        check(r#"{"responses":[{"7":{"id":"7"}}]}"#, &[(1, r#"{"id":"7"}"#)]);
        check(r#"{"event_type":"x","event_id":"1","event_data":{"score":9}}"#, &[(1, r#"{"score":9}"#)]);
        check(r#"{"data":{"a":1}}"#, &[(1, r#"{"data":{"a":1}}"#)]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        check("[{\"a\":1},{\"a\"", &[(1, r#"{"a":1}"#), (2, "This ends before its closing brace: the file was cut")]);
        check("{\"a\":1}\n7\n", &[(1, r#"{"a":1}"#), (2, "This must be one JSON object")]);
        assert!(read(&[b"{\"a\":}\n{\"a\":1}"])[0].value.clone().unwrap_err().starts_with("This is not valid JSON"));
        assert_eq!(read(&[b"{\"a\":\"\xe9\"}"])[0].value, Err("This is not valid UTF-8".to_owned()));
    }

    proptest! {
        #[test]
        fn pieces_are_cut_anywhere(text in "[\\[\\]{}\",:a1\n\\\\]{0,40}", at in 0_usize..40) {
            let bytes = text.as_bytes();
            let (first, second) = bytes.split_at(at.min(bytes.len()));
            prop_assert_eq!(read(&[first, second]), read(&[bytes]));
        }
    }
}
