//! One level of a JSON object, taken apart field by field so that every problem can be named, not only the first.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::{Problem, Timestamp, limits, number};

/// Fields that this version does not know, kept as they were written.
#[derive(Debug, Clone, Default)]
pub struct UnknownFields(Vec<(String, Box<RawValue>)>);

impl UnknownFields {
    /// Name and JSON text of each field, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.0.iter().map(|(name, raw)| (name.as_str(), &**raw))
    }

    /// Forgets the field `name`.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(field, _)| field != name);
    }
}

impl PartialEq for UnknownFields {
    fn eq(&self, other: &Self) -> bool {
        self.iter().map(|(name, raw)| (name, raw.get())).eq(other.iter().map(|(name, raw)| (name, raw.get())))
    }
}

impl Eq for UnknownFields {}

/// A JSON object whose fields are still text. Of two fields of one name the last wins, as in `JSON.parse`.
pub struct Object<'a> {
    fields: BTreeMap<String, &'a RawValue>,
    problems: Vec<Problem>,
}

impl<'a> Object<'a> {
    /// Takes the text of an object apart.
    pub fn parse(text: &'a str) -> Result<Self, Problem> {
        match text.trim_ascii_start().bytes().next() {
            None => return Err(Problem::whole("is empty; must be one JSON object")),
            Some(b'{') => {}
            Some(b'[') => return Err(Problem::whole("is a list; must be one JSON object")),
            Some(_) => return Err(Problem::whole("must be one JSON object")),
        }
        let RawFields(fields) =
            serde_json::from_str(text).map_err(|error| Problem::whole(format!("is not valid JSON: {error}")))?;
        Ok(Self { fields, problems: Vec::new() })
    }

    /// Removes the field `name`; `null` is the same as absent.
    pub fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        self.fields.remove(name).filter(|raw| raw.get() != "null")
    }

    /// Removes and reads the field `name`; what is wrong with it is remembered under its name.
    pub fn read<T>(&mut self, name: &str, read: impl FnOnce(&'a RawValue) -> Result<T, Problem>) -> Option<T> {
        self.take(name).and_then(|raw| self.keep(name, read(raw)))
    }

    /// As [`Object::read`], and a problem when the field is absent.
    pub fn require<T>(&mut self, name: &str, read: impl FnOnce(&'a RawValue) -> Result<T, Problem>) -> Option<T> {
        let Some(raw) = self.take(name) else {
            self.problems.push(Problem::new(name, "is required"));
            return None;
        };
        self.keep(name, read(raw))
    }

    /// Reads a field that is itself an object.
    pub fn nested<T>(&mut self, name: &str, read: impl FnOnce(&mut Object<'a>) -> T) -> Option<T> {
        let raw = self.take(name)?;
        let inner = Object::parse(raw.get()).map_err(|_| Problem::whole("must be an object"));
        let mut inner = self.keep(name, inner)?;
        let value = read(&mut inner);
        self.problems.extend(inner.problems.into_iter().map(|problem| problem.within(name)));
        Some(value)
    }

    /// Removes every field that is left, each with its name.
    pub fn rest(&mut self) -> impl Iterator<Item = (String, &'a RawValue)> + use<'a> {
        std::mem::take(&mut self.fields).into_iter().filter(|(_, raw)| raw.get() != "null")
    }

    /// Keeps every field that is left as it was written.
    pub fn unknown(&mut self) -> UnknownFields {
        let mut unknown = UnknownFields::default();
        for (name, raw) in self.rest() {
            if name.len() > limits::NAME || unknown.0.len() >= limits::ENTRIES {
                self.problems
                    .push(Problem::whole("has an unknown field with a name over 64 bytes, or over 100 unknown fields"));
            } else if raw.get().len() > limits::UNKNOWN {
                self.problems.push(Problem::new(name, "is not known here and is longer than 4096 bytes"));
            } else {
                unknown.0.push((name, raw.to_owned()));
            }
        }
        unknown
    }

    /// Remembers what is wrong with `field` and goes on.
    pub fn keep<T>(&mut self, field: &str, result: Result<T, Problem>) -> Option<T> {
        result
            .map_err(|problem| self.problems.push(if problem.field == field { problem } else { problem.within(field) }))
            .ok()
    }

    /// Whether the field `name` is there and not `null`.
    pub fn has(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(|raw| raw.get() != "null")
    }

    /// Everything that was wrong so far.
    pub fn problems(&mut self) -> &mut Vec<Problem> {
        &mut self.problems
    }
}

struct RawFields<'a>(BTreeMap<String, &'a RawValue>);

impl<'de> Deserialize<'de> for RawFields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = RawFields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some((name, raw)) = map.next_entry::<String, &'de RawValue>()? {
                    fields.insert(name, raw);
                }
                Ok(RawFields(fields))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// A text of `least` to `most` characters.
pub fn text(raw: &RawValue, least: usize, most: usize) -> Result<String, Problem> {
    let text: Option<String> = serde_json::from_str(raw.get()).ok();
    let fits = |text: &String| text.len() >= least && text.chars().nth(most).is_none();
    text.filter(fits).ok_or_else(|| Problem::whole(format!("must be a text of {least} to {most} characters")))
}

/// A list of at most `items` texts of at most `characters`.
pub fn texts(raw: &RawValue, items: usize, characters: usize) -> Result<Vec<String>, Problem> {
    let list: Option<Vec<String>> = serde_json::from_str(raw.get()).ok();
    let fits =
        |list: &Vec<String>| list.len() <= items && list.iter().all(|text| text.chars().nth(characters).is_none());
    list.filter(fits).ok_or_else(|| {
        Problem::whole(format!("must be a list of at most {items} texts of at most {characters} characters"))
    })
}

/// A whole number from `least` to `most`, `4.0` and `4e0` among them.
pub fn whole(raw: &RawValue, least: u64, most: u64) -> Result<u64, Problem> {
    let number = number::whole(raw.get()).and_then(|whole| u64::try_from(whole).ok());
    let number = number.filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Problem::whole(format!("must be a whole number from {least} to {most}")))
}

/// A whole number that a constructor of its own will judge.
pub fn integer(raw: &RawValue) -> i64 {
    number::whole(raw.get()).unwrap_or(i64::MIN)
}

/// `true` or `false`.
pub fn truth(raw: &RawValue) -> Result<bool, Problem> {
    serde_json::from_str(raw.get()).map_err(|_| Problem::whole("must be true or false"))
}

/// An RFC 3339 time.
pub fn time(raw: &RawValue) -> Result<Timestamp, Problem> {
    Timestamp::parse(&text(raw, 1, limits::SHORT).unwrap_or_default())
}
