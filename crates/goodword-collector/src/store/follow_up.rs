//! Customers who asked to be answered, by when that was promised.

use goodword_core::{Response, Timestamp};
use serde::Serialize;

/// So many are told at most when nobody says how many.
const LIMIT: usize = 1_000;

/// Which follow-ups of a survey are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUps {
    /// The survey.
    pub survey: String,
    /// `open` or `answered`; `None` is both.
    pub state: Option<String>,
    /// At most so many.
    pub limit: usize,
}

impl FollowUps {
    /// The first thousand of a survey.
    pub fn of(survey: &str) -> Self {
        Self { survey: survey.to_owned(), state: None, limit: LIMIT }
    }
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowUpRow {
    /// The id of the response.
    pub id: String,
    /// The survey it answers.
    pub survey: String,
    /// Where to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The promise: an answer within this many hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_hours: Option<u64>,
    /// `open` or `answered`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// When the promise falls due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// When it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// When the visitor asked.
    pub submitted_at: Timestamp,
}

impl FollowUpRow {
    /// That of a stored response, if it has one.
    pub(super) fn of(body: &str) -> Option<Self> {
        let response = Response::parse(body).ok()?;
        let asked = response.follow_up?;
        Some(Self {
            id: response.id.to_text(),
            survey: response.survey.to_string(),
            contact: asked.contact,
            within_hours: asked.within_hours,
            state: asked.state,
            due_at: asked.due_at,
            answered_at: asked.answered_at,
            submitted_at: response.submitted_at,
        })
    }
}
