//! A survey definition with everything that it says, so that nothing is lost between opening and saving one.

use std::collections::BTreeMap;
use std::rc::Rc;

use goodword_core::Problem;
use serde::{Serialize, Serializer};
use serde_json::{Map, Number, Value};

use crate::fields::Fields;
use crate::question::Question;
use crate::wording::{Introduction, ThanksButton, Wording};

/// How large a definition may be, in bytes of JSON.
pub const BYTES: usize = 64 * 1024;

/// What is asked, and how. Questions and wordings are shared with earlier states of a sitting.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Definition {
    /// The survey's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The version of the wording and the questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What is said before the first question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduction: Option<Introduction>,
    /// What is asked, in order.
    #[serde(serialize_with = "list")]
    pub questions: Vec<Rc<Question>>,
    /// Hidden fields that the results offer as segments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
    /// The sentence of the thank-you.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thanks: Option<String>,
    /// Where the thank-you leads on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thanks_button: Option<ThanksButton>,
    /// When a survey that floats is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// How often.
    #[serde(skip_serializing_if = "Frequency::is_empty")]
    pub frequency: Frequency,
    /// Within how many hours whoever was let down is answered, or `off`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// `auto`, `light` or `dark`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The owner's words by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", serialize_with = "map")]
    pub locales: BTreeMap<String, Rc<Wording>>,
    /// What else its author wrote.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// How often a survey is asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Frequency {
    /// Of how many page views one is asked, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<Number>,
    /// For how many days a visitor who was asked is left in peace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cooldown: Option<Number>,
    /// What else its author wrote.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Within how many hours whoever was let down is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FollowUp {
    /// So many, 1 to 8784.
    Hours(i64),
    /// `off`.
    Word(String),
}

impl Definition {
    /// Reads a definition. What cannot be read is named at its place.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.len() > BYTES {
            return Err(Problem::new("definition", "must be at most 64 kB"));
        }
        let value =
            serde_json::from_str(text).map_err(|error| Problem::whole(format!("is not valid JSON: {error}")))?;
        Self::read(value)
    }

    /// The same of JSON that was read already.
    pub fn read(value: Value) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, "")?;
        let definition = Self {
            id: fields.text("id")?,
            version: fields.text("version")?,
            introduction: fields.object("introduction", Introduction::read)?,
            questions: fields.list("questions", |value, path| Question::read(value, path).map(Rc::new))?,
            segments: fields.list("segments", text)?,
            thanks: fields.text("thanks")?,
            thanks_button: fields.object("thanks_button", ThanksButton::read)?,
            trigger: fields.text("trigger")?,
            frequency: fields.object("frequency", Frequency::read)?.unwrap_or_default(),
            follow_up: fields.object("follow_up", FollowUp::read)?,
            theme: fields.text("theme")?,
            locales: fields.object("locales", locales)?.unwrap_or_default(),
            extra: Map::new(),
        };
        Ok(Self { extra: fields.rest(), ..definition })
    }

    /// As a file: two spaces deep.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// As it goes over a network.
    pub fn to_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The ids of questions, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.questions.iter().map(|question| question.id.as_str())
    }

    /// The question called `id`, and its place.
    pub fn question(&self, id: &str) -> Option<(usize, &Question)> {
        let found = self.questions.iter().enumerate().find(|(_, question)| question.id == id)?;
        Some((found.0, found.1))
    }

    /// A question, to change it.
    pub fn question_mut(&mut self, at: usize) -> Option<&mut Question> {
        self.questions.get_mut(at).map(Rc::make_mut)
    }

    /// A wording, to change it.
    pub fn wording_mut(&mut self, language: &str) -> Option<&mut Wording> {
        self.locales.get_mut(language).map(Rc::make_mut)
    }
}

fn text(value: Value, path: &str) -> Result<String, Problem> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(Problem::new(path, "must be a text")),
    }
}

fn locales(value: Value, path: &str) -> Result<BTreeMap<String, Rc<Wording>>, Problem> {
    let Value::Object(object) = value else { return Err(Problem::new(path, "must be an object")) };
    let there = object.into_iter().filter(|(_, value)| !value.is_null());
    let wording = |(language, value): (String, Value)| {
        let wording = Wording::read(value, &format!("{path}.{language}"))?;
        Ok((language, Rc::new(wording)))
    };
    there.map(wording).collect()
}

impl Frequency {
    fn read(value: Value, path: &str) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, path)?;
        let (sample, cooldown) = (fields.number("sample")?, fields.number("cooldown")?);
        Ok(Self { sample, cooldown, extra: fields.rest() })
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl FollowUp {
    fn read(value: Value, path: &str) -> Result<Self, Problem> {
        if let Value::String(word) = value {
            return Ok(Self::Word(word));
        }
        let mut fields = Fields::of(Value::Object(Map::from_iter([(String::new(), value)])), "")?;
        let hours = fields.whole("").ok().flatten();
        hours.map(Self::Hours).ok_or_else(|| Problem::new(path, "must be a number of hours from 1 to 8784, or off"))
    }
}

fn list<T: Serialize, S: Serializer>(items: &[Rc<T>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(items.iter().map(|item| &**item))
}

fn map<T: Serialize, S: Serializer>(items: &BTreeMap<String, Rc<T>>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(items.iter().map(|(name, item)| (name, &**item)))
}
