//! What takes the answer to a question.

use goodword_core::Problem;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::fields::Fields;

/// What takes an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Kind {
    /// A whole number from `min` to `max`.
    Scale(Scale),
    /// One of some options, or several of them.
    Choice(Choice),
    /// Own words.
    Text(Text),
    /// A box to tick.
    Consent,
}

/// A whole number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// The lowest score.
    pub min: i64,
    /// The highest, at most 100 above.
    pub max: i64,
    /// How the scores look; numbers where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
    /// What `min` means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// What `max` means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
}

/// How the scores of a scale look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// Tiles, or a field for more than eleven.
    Numbers,
    /// At most ten.
    Stars,
    /// At most five.
    Faces,
}

/// Some options.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// What is offered, in order.
    pub options: Vec<Answer>,
    /// Whether several may be chosen.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub multiple: bool,
    /// Whether own words are taken too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub other: bool,
    /// Whether the order is drawn anew for each visitor.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shuffle: bool,
    /// Of several: how many at least, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<i64>,
    /// How many at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<i64>,
}

/// An option.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What is kept. It never changes.
    pub value: String,
    /// What is read; the value where nothing is said.
    pub label: Option<String>,
    /// Of several, chosen alone.
    pub exclusive: bool,
    /// Whether it keeps its place where the others are shuffled.
    pub pinned: bool,
    /// What else its author wrote.
    pub extra: Map<String, Value>,
}

/// Own words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Text {
    /// What field takes them; a long one where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// How many characters; 10,000 where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_chars: Option<i64>,
}

/// What field takes a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Several lines.
    Long,
    /// One line.
    Short,
    /// One line with an email address.
    Email,
}

impl Answer {
    /// An option that is its own label.
    pub fn new(value: &str) -> Self {
        Self { value: value.to_owned(), label: None, exclusive: false, pinned: false, extra: Map::new() }
    }

    /// What is read.
    pub fn label(&self) -> &str {
        self.label.as_deref().filter(|label| !label.is_empty()).unwrap_or(&self.value)
    }

    fn read(value: Value, path: &str) -> Result<Self, Problem> {
        if let Value::String(value) = value {
            return Ok(Self::new(&value));
        }
        let mut fields = Fields::of(value, path).map_err(|_| Problem::new(path, "must be a text or have a value"))?;
        Ok(Self {
            value: fields.required_text("value")?,
            label: fields.text("label")?,
            exclusive: fields.truth("exclusive")?,
            pinned: fields.truth("pinned")?,
            extra: fields.rest(),
        })
    }
}

impl Serialize for Answer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        if *self == Self::new(&self.value) {
            return serializer.serialize_str(&self.value);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", &self.value)?;
        if let Some(label) = &self.label {
            map.serialize_entry("label", label)?;
        }
        for (name, holds) in [("exclusive", self.exclusive), ("pinned", self.pinned)] {
            if holds {
                map.serialize_entry(name, &true)?;
            }
        }
        for (name, value) in &self.extra {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Kind {
    pub(crate) fn read(fields: &mut Fields) -> Result<Self, Problem> {
        let unknown = || Problem::new(fields.path("kind"), "must be scale, choice, text or consent");
        let unknown = unknown();
        match fields.text("kind")?.as_deref() {
            Some("scale") => Scale::read(fields).map(Self::Scale),
            Some("choice") => Choice::read(fields).map(Self::Choice),
            Some("text") => Text::read(fields).map(Self::Text),
            Some("consent") => Ok(Self::Consent),
            _ => Err(unknown),
        }
    }
}

impl Scale {
    fn read(fields: &mut Fields) -> Result<Self, Problem> {
        let mut end = |name: &str| {
            let path = fields.path(name);
            fields.whole(name)?.ok_or_else(|| Problem::new(path, "must be a whole number"))
        };
        let (min, max) = (end("min")?, end("max")?);
        let path = fields.path("style");
        let style = match fields.text("style")?.as_deref() {
            None => None,
            Some("numbers") => Some(Style::Numbers),
            Some("stars") => Some(Style::Stars),
            Some("faces") => Some(Style::Faces),
            Some(_) => return Err(Problem::new(path, "must be numbers, stars or faces")),
        };
        Ok(Self { min, max, style, low: fields.text("low")?, high: fields.text("high")? })
    }
}

impl Choice {
    fn read(fields: &mut Fields) -> Result<Self, Problem> {
        Ok(Self {
            options: fields.list("options", Answer::read)?,
            multiple: fields.truth("multiple")?,
            other: fields.truth("other")?,
            shuffle: fields.truth("shuffle")?,
            least: fields.whole("least")?,
            most: fields.whole("most")?,
        })
    }
}

impl Text {
    fn read(fields: &mut Fields) -> Result<Self, Problem> {
        let path = fields.path("format");
        let format = match fields.text("format")?.as_deref() {
            None => None,
            Some("long") => Some(Format::Long),
            Some("short") => Some(Format::Short),
            Some("email") => Some(Format::Email),
            Some(_) => return Err(Problem::new(path, "must be long, short or email")),
        };
        Ok(Self { format, max_chars: fields.whole("max_chars")? })
    }
}
