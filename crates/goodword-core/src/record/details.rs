//! What a record says beside its three answers, in one piece of memory.

use std::borrow::Cow;
use std::fmt;

use super::raw::Raw;
use crate::{Response, Value, number};

/// What a detail is: first what describes the response, from `Reached` on what became of a question, from `Whole` on answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum DetailKind {
    /// `survey_version`.
    Version,
    /// `context.url`.
    Url,
    /// `context.locale`.
    Locale,
    /// `context.device`.
    Device,
    /// `quality`.
    Quality,
    /// `identity`.
    Identity,
    /// A hidden field.
    Field,
    /// A question other than the standard ones that was reached.
    Reached,
    /// A whole number as answer to one.
    Whole,
    /// A number with decimals as answer to one.
    Number,
    /// `true` or `false` as answer to one.
    Truth,
    /// A text of at most 200 bytes as answer to one.
    Text,
    /// A longer text, which is not kept.
    Words,
    /// A list of texts as answer to one, kept as JSON.
    List,
}

/// Texts longer than this, in bytes, are own words and not one of some options.
const SHORT: usize = 200;

/// One thing that a record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Detail<'a> {
    /// Which field it comes from, or which kind of answer it is.
    pub kind: DetailKind,
    /// The name of the field or question; empty where there is only one.
    pub name: &'a str,
    /// The value as text; empty where only its kind is kept.
    pub value: &'a str,
}

/// All that a record says beside its three answers: equal when they say the same, in whatever order.
#[derive(Clone, Default)]
pub struct Details {
    text: String,
    /// Kind, and where name and value end in `text`.
    ends: Vec<(DetailKind, u32, u32)>,
    /// A bit for each kind that is among them.
    kinds: u16,
}

impl Details {
    /// None yet, with room for what a widget's response says.
    pub fn with_room() -> Self {
        Self { text: String::with_capacity(192), ends: Vec::with_capacity(8), kinds: 0 }
    }

    /// In the order in which they were met.
    pub fn iter(&self) -> impl Iterator<Item = Detail<'_>> {
        let mut from = 0;
        self.ends.iter().filter_map(move |(kind, name, value)| {
            let (start, middle, end) = (from, usize::try_from(*name).ok()?, usize::try_from(*value).ok()?);
            from = end;
            Some(Detail { kind: *kind, name: self.text.get(start..middle)?, value: self.text.get(middle..end)? })
        })
    }

    /// Whether one of these kinds has this name.
    pub fn has(&self, name: &str, kinds: impl Fn(DetailKind) -> bool) -> bool {
        self.iter().any(|detail| detail.name == name && kinds(detail.kind))
    }

    /// Whether there is one of this kind, or of one behind it in the list of kinds.
    pub fn any_from(&self, kind: DetailKind) -> bool {
        self.kinds >> (kind as u16) > 0
    }

    /// Adds one, whether or not it came before.
    pub fn push(&mut self, kind: DetailKind, name: &str, value: &str) {
        self.kinds |= 1 << (kind as u16);
        if !name.is_empty() {
            self.text.push_str(name);
        }
        let middle = self.text.len();
        self.text.push_str(value);
        let end = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.ends.push((kind, end(middle), end(self.text.len())));
    }

    /// Adds a hidden field or answer. `None` is no verdict: it comes again.
    pub fn push_raw(&mut self, field: bool, name: &str, raw: Raw<'_>) -> Option<()> {
        let others =
            if field { self.kinds & (1 << (DetailKind::Field as u16)) > 0 } else { self.any_from(DetailKind::Whole) };
        let comes_again = || self.has(name, |kind| kind != DetailKind::Reached && (kind == DetailKind::Field) == field);
        if others && comes_again() {
            return None;
        }
        match raw {
            Raw::Text(text, true) => self.text(field, name, text.get(1..text.len() - 1)?),
            Raw::Text(text, false) => self.text(field, name, &decode(text)?),
            Raw::List(list) => self.list(field, name, &serde_json::from_str::<Vec<String>>(list).ok()?),
            Raw::Truth(truth) => self.truth(field, name, truth),
            Raw::Number(number) => self.number(field, name, number),
        }
        Some(())
    }

    fn push_value(&mut self, field: bool, name: &str, value: &Value) {
        match value {
            Value::Text(text) => self.text(field, name, text),
            Value::List(list) => self.list(field, name, list),
            Value::Bool(truth) => self.truth(field, name, *truth),
            Value::Whole(number) => self.other(field, DetailKind::Whole, name, &number.to_string()),
            Value::Number(raw) => self.number(field, name, raw.get()),
        }
    }

    fn truth(&mut self, field: bool, name: &str, truth: bool) {
        self.other(field, DetailKind::Truth, name, if truth { "true" } else { "false" });
    }

    /// `3.0` is the same answer, and the same value of a segment, as `3`.
    fn number(&mut self, field: bool, name: &str, raw: &str) {
        match number::whole(raw).filter(|_| raw != "-0") {
            Some(whole) => self.other(field, DetailKind::Whole, name, &whole.to_string()),
            None => self.other(field, DetailKind::Number, name, raw),
        }
    }

    fn other(&mut self, field: bool, kind: DetailKind, name: &str, value: &str) {
        self.push(if field { DetailKind::Field } else { kind }, name, value);
    }

    fn text(&mut self, field: bool, name: &str, text: &str) {
        if field || text.len() <= SHORT {
            self.other(field, DetailKind::Text, name, text);
        } else {
            self.push(DetailKind::Words, name, "");
        }
    }

    fn list(&mut self, field: bool, name: &str, list: &[String]) {
        if field {
            self.push(DetailKind::Field, name, &list.join(", "));
        } else {
            self.push(DetailKind::List, name, &serde_json::to_string(list).unwrap_or_default());
        }
    }

    /// A question that was reached; the standard ones are kept elsewhere.
    pub fn reach(&mut self, name: &str) {
        let standard = ["empathy", "promise", "recommend", "comment"].contains(&name);
        if !standard && !self.has(name, |kind| kind == DetailKind::Reached) {
            self.push(DetailKind::Reached, name, "");
        }
    }
}

/// A JSON text without its quotation marks and escapes.
pub fn decode(raw: &str) -> Option<Cow<'_, str>> {
    let inside = raw.strip_prefix('"')?.strip_suffix('"')?;
    if inside.contains('\\') { serde_json::from_str(raw).ok().map(Cow::Owned) } else { Some(Cow::Borrowed(inside)) }
}

impl From<&Response> for Details {
    fn from(response: &Response) -> Self {
        let mut details = Self::default();
        let context = response.context.as_ref();
        let named = [
            (DetailKind::Version, response.survey_version.as_ref()),
            (DetailKind::Url, context.and_then(|context| context.url.as_ref())),
            (DetailKind::Locale, context.and_then(|context| context.locale.as_ref())),
            (DetailKind::Device, context.and_then(|context| context.device.as_ref())),
            (DetailKind::Quality, response.quality.as_ref()),
            (DetailKind::Identity, response.identity.as_ref()),
        ];
        for (kind, value) in named {
            if let Some(value) = value {
                details.push(kind, "", value);
            }
        }
        response.order.iter().for_each(|question| details.reach(question.as_str()));
        response.fields.iter().for_each(|(name, value)| details.push_value(true, name.as_str(), value));
        response.answers.other.iter().for_each(|(name, value)| details.push_value(false, name.as_str(), value));
        details
    }
}

impl PartialEq for Details {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |details: &Self| {
            let mut list: Vec<_> = details.iter().map(|detail| format!("{detail:?}")).collect();
            list.sort_unstable();
            list
        };
        sorted(self) == sorted(other)
    }
}

impl Eq for Details {}

impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
