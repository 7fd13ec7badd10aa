//! What is said around the questions, and all of it in another language.

use std::collections::BTreeMap;

use goodword_core::Problem;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::fields::Fields;

/// What is said before the first question.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Introduction {
    /// Its heading.
    pub title: String,
    /// What follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What stands on the button that begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub button: Option<String>,
    /// What else its author wrote.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Where the thank-you leads on.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ThanksButton {
    /// What stands on it.
    pub label: String,
    /// An `https:` address, or one of the page's own site.
    pub url: String,
    /// What else its author wrote.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A survey in another language: what is absent is said as in the first.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Wording {
    /// By part of the introduction: `title`, `text`, `button`.
    #[serde(skip_serializing_if = "Part::is_empty")]
    pub introduction: Part,
    /// By the ids of questions.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub questions: BTreeMap<String, Words>,
    /// The sentence of the thank-you.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thanks: Option<String>,
    /// By part of the button: `label`, `url`.
    #[serde(skip_serializing_if = "Part::is_empty")]
    pub thanks_button: Part,
    /// In place of our own words, by their names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<String, String>,
    /// What else its author wrote.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Texts by what they stand for.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Part {
    /// The texts.
    #[serde(flatten)]
    pub texts: BTreeMap<String, String>,
    /// What else its author wrote.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One question in another language.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Words {
    /// Its texts: `label`, `low`, `high`.
    #[serde(flatten)]
    pub part: Part,
    /// Labels by the values of options.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
}

impl Introduction {
    /// Reads an introduction at `path`.
    pub fn read(value: Value, path: &str) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, path)?;
        Ok(Self {
            title: fields.text("title")?.unwrap_or_default(),
            text: fields.text("text")?,
            button: fields.text("button")?,
            extra: fields.rest(),
        })
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl ThanksButton {
    /// Reads a button at `path`.
    pub fn read(value: Value, path: &str) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, path)?;
        let (label, url) = (fields.text("label")?.unwrap_or_default(), fields.text("url")?.unwrap_or_default());
        Ok(Self { label, url, extra: fields.rest() })
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Part {
    fn read(value: Value, path: &str, names: &[&str]) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, path)?;
        let texts = texts(&mut fields, names)?;
        Ok(Self { texts, extra: fields.rest() })
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.extra.is_empty()
    }
}

fn texts(fields: &mut Fields, names: &[&str]) -> Result<BTreeMap<String, String>, Problem> {
    let mut found = BTreeMap::new();
    for name in names {
        if let Some(text) = fields.text(name)? {
            found.insert((*name).to_owned(), text);
        }
    }
    Ok(found)
}

/// Every text of an object.
fn all(value: Value, path: &str) -> Result<BTreeMap<String, String>, Problem> {
    let Value::Object(object) = value else { return Err(Problem::new(path, "must be an object")) };
    let there = object.into_iter().filter(|(_, value)| !value.is_null());
    let text = |(name, value): (String, Value)| match value {
        Value::String(text) => Ok((name, text)),
        _ => Err(Problem::new(format!("{path}.{name}"), "must be a text")),
    };
    there.map(text).collect()
}

impl Words {
    fn read(value: Value, path: &str) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, path)?;
        let texts = texts(&mut fields, &["label", "low", "high"])?;
        let options = fields.object("options", all)?.unwrap_or_default();
        Ok(Self { part: Part { texts, extra: fields.rest() }, options })
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.part.is_empty() && self.options.is_empty()
    }
}

impl Wording {
    /// Reads a wording at `path`.
    pub fn read(value: Value, path: &str) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, path)?;
        let introduction = |value, path: &str| Part::read(value, path, &["title", "text", "button"]);
        let button = |value, path: &str| Part::read(value, path, &["label", "url"]);
        let wording = Self {
            introduction: fields.object("introduction", introduction)?.unwrap_or_default(),
            questions: fields.object("questions", questions)?.unwrap_or_default(),
            thanks: fields.text("thanks")?,
            thanks_button: fields.object("thanks_button", button)?.unwrap_or_default(),
            texts: fields.object("texts", all)?.unwrap_or_default(),
            extra: Map::new(),
        };
        Ok(Self { extra: fields.rest(), ..wording })
    }
}

fn questions(value: Value, path: &str) -> Result<BTreeMap<String, Words>, Problem> {
    let Value::Object(object) = value else { return Err(Problem::new(path, "must be an object")) };
    let there = object.into_iter().filter(|(_, value)| !value.is_null());
    there.map(|(id, value)| Ok((id.clone(), Words::read(value, &format!("{path}.{id}"))?))).collect()
}
