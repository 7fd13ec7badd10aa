//! A value of an owner's own question or hidden field, kept exactly as it was written.

use serde_json::value::RawValue;

use crate::number::whole;
use crate::{Problem, limits, object};

/// A number, a truth value, a text or a list of texts, within [`limits`].
#[derive(Debug, Clone)]
pub enum Value {
    /// A whole number.
    Whole(i64),
    /// Any other JSON number, with its digits as they came: `1.0` stays `1.0`.
    Number(Box<RawValue>),
    /// `true` or `false`.
    Bool(bool),
    /// A text.
    Text(String),
    /// A list of texts, such as the choices of a multiple choice.
    List(Vec<String>),
}

impl Value {
    /// Reads a value whose texts hold at most `characters`.
    pub fn read(raw: &RawValue, characters: usize) -> Result<Self, Problem> {
        match raw.get().bytes().next() {
            Some(b'"') => Ok(Self::Text(object::text(raw, 0, characters)?)),
            Some(b'[') => Ok(Self::List(object::texts(raw, limits::ITEMS, limits::ITEM)?)),
            Some(b't') => Ok(Self::Bool(true)),
            Some(b'f') => Ok(Self::Bool(false)),
            Some(b'-' | b'0'..=b'9') if raw.get().len() <= limits::NAME => Ok(Self::number(raw)),
            _ => Err(Problem::whole("must be a number, a text, true, false or a list of texts")),
        }
    }

    /// The whole number that it is: `9`, `9.0` and `1e1` are whole, `2.5` and `-0` are not.
    pub fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            Self::Number(raw) => Some(raw.get()).filter(|raw| *raw != "-0").and_then(whole),
            Self::Bool(_) | Self::Text(_) | Self::List(_) => None,
        }
    }

    /// `-0` is no whole number here: its digits would not come back.
    fn number(raw: &RawValue) -> Self {
        match raw.get().parse() {
            Ok(number) if raw.get() != "-0" => Self::Whole(number),
            _ => Self::Number(raw.to_owned()),
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(a), Self::Whole(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a.get() == b.get(),
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Value {}
