//! Whose responses are erased, and what is left of them.

use std::fmt;
use std::sync::Arc;

use goodword_core::{Response, ResponseId};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The person whose responses are erased.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// Who left this contact; case and space around it do not matter.
    Contact(String),
    /// Whose hidden field of that name has this value.
    Field {
        /// The name of the field, without `fields.`.
        name: String,
        /// The JSON value that the field must equal: 3 is not "3".
        value: Value,
    },
}

/// A condition on the stored text of a response. It is looked at again in the transaction that erases it.
#[derive(Clone)]
pub struct BodyMatcher(Arc<dyn Fn(&str) -> bool + Send + Sync>);

impl BodyMatcher {
    /// Matches every text.
    pub fn any() -> Self {
        Self(Arc::new(|_| true))
    }

    /// Matches responses that were received before then, in Unix milliseconds, or that do not say when.
    pub(super) fn received_before(ms: i64) -> Self {
        let old = move |response: &Response| response.received_at.as_ref().is_none_or(|at| at.unix_ms() < ms);
        Self(Arc::new(move |body| Response::parse(body).is_ok_and(|response| old(&response))))
    }

    /// Matches responses of `subject`. What does not read as a response is nobody's.
    pub fn of(subject: Subject) -> Self {
        Self(Arc::new(move |body| Response::parse(body).is_ok_and(|response| subject.is_in(&response))))
    }

    /// Whether that text is meant.
    pub fn fits(&self, body: &str) -> bool {
        (self.0)(body)
    }
}

impl fmt::Debug for BodyMatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BodyMatcher")
    }
}

impl Subject {
    fn is_in(&self, response: &Response) -> bool {
        match self {
            Self::Contact(contact) => {
                let left = response.follow_up.as_ref().and_then(|follow_up| follow_up.contact.as_deref());
                left.is_some_and(|left| same_contact(left, contact))
            }
            Self::Field { name, value } => {
                let field = response.fields.iter().find(|(field, _)| field.as_str() == name);
                field.is_some_and(|(_, stored)| json(stored) == *value)
            }
        }
    }
}

fn json(value: &goodword_core::Value) -> Value {
    use goodword_core::Value as FieldValue;
    match value {
        FieldValue::Text(text) => text.as_str().into(),
        FieldValue::List(list) => list.clone().into(),
        FieldValue::Bool(truth) => (*truth).into(),
        FieldValue::Whole(number) => (*number).into(),
        FieldValue::Number(raw) => serde_json::from_str(raw.get()).unwrap_or_default(),
    }
}

/// Addresses are compared without case, and without the space that typing leaves around them.
fn same_contact(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// What is left where a response was: the hash of its id, so that a late copy is known and refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tombstone {
    /// The time of its making, in Unix milliseconds.
    pub made_ms: i64,
    /// The time from which it may be forgotten, in Unix milliseconds; `None` is never.
    pub until_ms: Option<i64>,
}

/// What a tombstone keeps of an id: the SHA-256 of survey, zero byte and id.
pub(super) fn id_hash(survey: &str, id: ResponseId) -> [u8; 32] {
    Sha256::new().chain_update(survey).chain_update([0]).chain_update(id.as_bytes()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(subject: &Subject, expect: bool) {
        let body = r#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T09:26:53Z",
            "answers":{},"fields":{"plan":"pro","seats":3},"follow_up":{"contact":"Ann@Shop.example "}}"#;
        assert_eq!(BodyMatcher::of(subject.clone()).fits(body), expect, "{subject:?}");
    }

    fn field(name: &str, value: impl Into<Value>) -> Subject {
        Subject::Field { name: name.to_owned(), value: value.into() }
    }

    #[test]
    fn a_person_is_found_by_contact_or_field() {
        check(&Subject::Contact(" ann@shop.example".to_owned()), true);
        check(&Subject::Contact("an@shop.example".to_owned()), false);
        check(&field("plan", "pro"), true);
        check(&field("seats", 3), true);
        check(&field("seats", "3"), false);
        check(&field("plan", "pr"), false);
        check(&field("user", "pro"), false);
    }

    #[test]
    fn what_is_no_response_is_nobodys() {
        assert!(!BodyMatcher::of(Subject::Contact(String::new())).fits("{}"));
        assert!(BodyMatcher::any().fits("{}"));
    }
}
