//! What must hold for a question to be asked, a survey to end, or to go on elsewhere.

use goodword_core::Problem;
use serde::{Serialize, Serializer};
use serde_json::{Map, Number, Value};

use crate::fields::Fields;

/// A condition, or several of which one must hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Clause {
    /// Must hold.
    One(Condition),
    /// One of them must hold.
    Any {
        /// At least one.
        any: Vec<Condition>,
    },
}

/// Something that an earlier answer or a hidden field has to be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Condition {
    /// Of what.
    #[serde(flatten)]
    pub subject: Subject,
    /// What must hold of it.
    #[serde(flatten)]
    pub test: Test,
    /// What else its author wrote.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Whose value is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The answer to an earlier question, by its id.
    Question(String),
    /// A hidden field, by its name.
    Field(String),
}

/// What must hold of a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// It is one of these.
    #[serde(serialize_with = "one_or_more")]
    Is(Vec<Given>),
    /// There is one, and it is none of these.
    #[serde(serialize_with = "one_or_more")]
    Not(Vec<Given>),
    /// It is at least this.
    AtLeast(i64),
    /// It is at most this.
    AtMost(i64),
    /// There is one, or there is none.
    Answered(bool),
}

/// A value that a condition names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Given {
    /// An option's value, or any text.
    Text(String),
    /// A score.
    Number(Number),
    /// Consent.
    Truth(bool),
}

impl Given {
    /// A score; what cannot be one is a text.
    pub fn number(number: &Number) -> Self {
        let is_score = number.as_i64().is_some_and(|number| i32::try_from(number).is_ok());
        if is_score { Self::Number(number.clone()) } else { Self::Text(number.to_string()) }
    }

    /// As an answer is written when it is compared.
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
        }
    }

    fn read(value: Value, path: &str) -> Result<Self, Problem> {
        match value {
            Value::String(text) => Ok(Self::Text(text)),
            Value::Number(number) => Ok(Self::Number(number)),
            Value::Bool(truth) => Ok(Self::Truth(truth)),
            _ => Err(Problem::new(path, "must be a text, a number, true or false")),
        }
    }
}

/// The members of a condition that say what must hold.
const TESTS: [&str; 5] = ["is", "not", "at_least", "at_most", "answered"];

impl Condition {
    /// A condition on the answer to a question.
    pub fn on(question: &str, test: Test) -> Self {
        Self { subject: Subject::Question(question.to_owned()), test, extra: Map::new() }
    }

    fn read(value: Value, path: &str) -> Result<Self, Problem> {
        let mut fields = Fields::of(value, path)?;
        let subject = match (fields.text("question")?, fields.text("field")?) {
            (Some(question), None) => Subject::Question(question),
            (None, Some(field)) => Subject::Field(field),
            _ => return Err(Problem::new(path, "must name a question or a field")),
        };
        let test = Test::read(&mut fields, path)?;
        Ok(Self { subject, test, extra: fields.rest() })
    }
}

impl Test {
    fn read(fields: &mut Fields, path: &str) -> Result<Self, Problem> {
        let none = || Problem::new(path, "must hold one of is, not, at_least, at_most and answered");
        let mut there = TESTS.into_iter().filter(|test| fields.holds(test));
        let (Some(test), None) = (there.next(), there.next()) else { return Err(none()) };
        Ok(match test {
            "is" => Self::Is(fields.one_or_more(test, Given::read)?),
            "not" => Self::Not(fields.one_or_more(test, Given::read)?),
            "at_least" => Self::AtLeast(fields.whole(test)?.ok_or_else(none)?),
            "at_most" => Self::AtMost(fields.whole(test)?.ok_or_else(none)?),
            _ => Self::Answered(fields.truth(test)?),
        })
    }
}

impl Clause {
    /// Reads a clause at `path`.
    pub fn read(value: Value, path: &str) -> Result<Self, Problem> {
        let is_group = value.as_object().is_some_and(|object| object.len() == 1 && object.contains_key("any"));
        if !is_group {
            return Condition::read(value, path).map(Self::One);
        }
        Ok(Self::Any { any: Fields::of(value, path)?.list("any", Condition::read)? })
    }

    /// Its conditions.
    pub fn conditions(&self) -> &[Condition] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Any { any } => any,
        }
    }

    /// The same, to change them.
    pub fn conditions_mut(&mut self) -> &mut [Condition] {
        match self {
            Self::One(one) => std::slice::from_mut(one),
            Self::Any { any } => any,
        }
    }
}

/// One item stands alone, others as a list.
pub fn one_or_more<T: Serialize, S: Serializer>(items: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    match items {
        [one] => one.serialize(serializer),
        items => items.serialize(serializer),
    }
}
