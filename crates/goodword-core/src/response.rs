//! The wire type: one visitor's answers as one JSON object.

mod content;
mod read;
mod write;

use crate::object::Unknown;
use crate::{Answers, FieldName, QuestionId, ResponseId, SurveyId, Timestamp, Value};

/// One response. Read by [`Response::parse`], the only door for outside text, and written by [`Response::to_json`].
///
/// What a reader of this version does not know is kept in `unknown`, here and in each nested object, and written
/// back as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Made once by the client; the idempotency key everywhere.
    pub id: ResponseId,
    /// The survey it answers.
    pub survey: SurveyId,
    /// The version of that survey's definition.
    pub survey_version: Option<String>,
    /// When the visitor pressed Send, by the visitor's clock.
    pub submitted_at: Timestamp,
    /// What was answered.
    pub answers: Answers,
    /// Whether the visitor came to the end; `true` when absent.
    pub complete: bool,
    /// A higher number replaces a lower one of the same id; 1 when absent.
    pub seq: u32,
    /// Questions reached, in their order. Reached and not answered = skipped.
    pub order: Vec<QuestionId>,
    /// How long things took, in milliseconds.
    pub timing_ms: Option<Timing>,
    /// Where it was asked.
    pub context: Option<Context>,
    /// The site owner's hidden fields, by name.
    pub fields: Vec<(FieldName, Value)>,
    /// How to reach a customer who asked for an answer.
    pub follow_up: Option<FollowUp>,
    /// What the client could not deliver before.
    pub client: Option<Client>,
    /// When this copy was sent, by the visitor's clock.
    pub sent_at: Option<Timestamp>,
    /// The public write key; checked and never stored.
    pub key: Option<String>,
    /// Version of the widget.
    pub widget: Option<String>,
    /// When the collector received this `seq` of it. Server.
    pub received_at: Option<Timestamp>,
    /// Fields that this version does not know.
    pub unknown: Unknown,
}

/// Durations in milliseconds, by the monotonic clock of the visitor's browser.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timing {
    /// From page start until the survey was shown.
    pub shown: Option<u64>,
    /// From shown until Send.
    pub answered: Option<u64>,
    /// Fields that this version does not know.
    pub unknown: Unknown,
}

/// Where a response was given. Never an address, never a fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// The page, without query and fragment.
    pub url: Option<String>,
    /// The language of the survey as shown.
    pub locale: Option<String>,
    /// `mobile`, `tablet` or `desktop`.
    pub device: Option<String>,
    /// Fields that this version does not know.
    pub unknown: Unknown,
}

/// A customer who asked to be answered, and the promise made to them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FollowUp {
    /// Where to answer.
    pub contact: Option<String>,
    /// The promise: an answer within this many hours.
    pub within_hours: Option<u64>,
    /// `open` or `answered`. Server.
    pub state: Option<String>,
    /// When the promise falls due. Server.
    pub due_at: Option<Timestamp>,
    /// When it was answered. Server.
    pub answered_at: Option<Timestamp>,
    /// Fields that this version does not know.
    pub unknown: Unknown,
}

/// What the client could not deliver since its last delivered response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Client {
    /// Responses that expired undelivered.
    pub lost: u64,
    /// Responses that the endpoint refused.
    pub refused: u64,
}
