//! One question of a definition.

use goodword_core::Problem;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::condition::{Clause, one_or_more};
use crate::fields::Fields;
pub use crate::kind::{Answer, Choice, Format, Kind, Scale, Style, Text};
use crate::standard;

/// A question of ours, or of the owner's own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Answers are kept under it, whatever the wording.
    pub id: String,
    /// What takes the answer; none for a question of ours, where that is known.
    #[serde(flatten)]
    pub kind: Option<Kind>,
    /// The wording; none for ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The survey goes on only with an answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Asked only when all of these hold.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_more")]
    pub show_if: Vec<Clause>,
    /// The last question when it is answered and all of these hold.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_more")]
    pub end_if: Vec<Clause>,
    /// Where the survey goes on when it is answered: the first of these that holds.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_more")]
    pub jump: Vec<Jump>,
    /// What else its author wrote.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Forward to a later question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Jump {
    /// All of these must hold.
    #[serde(rename = "if", serialize_with = "one_or_more")]
    pub on: Vec<Clause>,
    /// The id of the later question.
    pub to: String,
    /// What else its author wrote.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Question {
    /// A question of the owner's own.
    pub fn new(id: &str, label: &str, kind: Kind) -> Self {
        Self { kind: Some(kind), label: Some(label.to_owned()), ..Self::standard(id) }
    }

    /// A question of ours.
    pub fn standard(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            kind: None,
            label: None,
            required: false,
            show_if: Vec::new(),
            end_if: Vec::new(),
            jump: Vec::new(),
            extra: Map::new(),
        }
    }

    /// What takes the answer, also of a question of ours.
    pub fn kind(&self) -> Option<Kind> {
        self.kind.clone().or_else(|| standard::kind(&self.id))
    }

    /// The wording, also of a question of ours: in English then.
    pub fn label(&self) -> &str {
        let own = self.label.as_deref().filter(|label| !label.is_empty());
        own.or_else(|| standard::label(&self.id)).unwrap_or_default()
    }

    /// Reads a question at `path`.
    pub fn read(value: Value, path: &str) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, path)?;
        let id = fields.required_text("id")?;
        // Of a question of ours the kind is known: what is said of it stays as it stands.
        let kind = if standard::is(&id) { None } else { Some(Kind::read(&mut fields)?) };
        Ok(Self {
            id,
            kind,
            label: fields.text("label")?,
            required: fields.truth("required")?,
            show_if: fields.one_or_more("show_if", Clause::read)?,
            end_if: fields.one_or_more("end_if", Clause::read)?,
            jump: fields.one_or_more("jump", Jump::read)?,
            extra: fields.rest(),
        })
    }
}

impl Jump {
    fn read(value: Value, path: &str) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, path)?;
        let on = fields.one_or_more("if", Clause::read)?;
        Ok(Self { on, to: fields.text("to")?.unwrap_or_default(), extra: fields.rest() })
    }
}
