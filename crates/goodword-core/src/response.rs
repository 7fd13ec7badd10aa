//! The wire type: one visitor's answers as one JSON object.

mod content;
mod read;
mod write;

#[cfg(feature = "schema")]
use crate::limits;
use crate::object::UnknownFields;
#[cfg(feature = "schema")]
use crate::schema::HiddenFields;
use crate::{Answers, FieldName, QuestionId, ResponseId, SurveyId, Timestamp, Value, timestamp};

/// One response. Read by [`Response::parse`], the only door for outside text, and written by [`Response::to_json`].
///
/// What a reader of this version does not know is kept in `unknown`, here and in each nested object, and written
/// back as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(description = "One visitor's answers. Fields that are not named here are kept as they came.")
)]
pub struct Response {
    /// Made once by the client; the idempotency key everywhere.
    pub id: ResponseId,
    /// The survey it answers.
    pub survey: SurveyId,
    /// The version of that survey's definition.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::SHORT)))]
    pub survey_version: Option<String>,
    /// When the visitor pressed Send, by the visitor's clock.
    pub submitted_at: Timestamp,
    /// What was answered.
    pub answers: Answers,
    /// Whether the visitor came to the end; `true` when absent.
    #[cfg_attr(feature = "schema", schemars(with = "Option<bool>"))]
    pub complete: bool,
    /// A higher number replaces a lower one of the same id; 1 when absent.
    #[cfg_attr(feature = "schema", schemars(with = "Option<u32>"))]
    pub seq: u32,
    /// Questions reached, in their order. Reached and not answered = skipped.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<QuestionId>>", length(max = limits::ITEMS)))]
    pub order: Vec<QuestionId>,
    /// How long things took, in milliseconds.
    pub timing_ms: Option<Timing>,
    /// Where it was asked.
    pub context: Option<Context>,
    /// The site owner's hidden fields, by name.
    #[cfg_attr(feature = "schema", schemars(with = "Option<HiddenFields>"))]
    pub fields: Vec<(FieldName, Value)>,
    /// How to reach a customer who asked for an answer.
    pub follow_up: Option<FollowUp>,
    /// What the client could not deliver before.
    pub client: Option<Client>,
    /// When this copy was sent, by the visitor's clock.
    pub sent_at: Option<Timestamp>,
    /// The public write key; checked and never stored.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::KEY)))]
    pub key: Option<String>,
    /// What proves who answers, where the survey asks for that; checked and never stored.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::PROOF)))]
    pub proof: Option<String>,
    /// Whether a field was filled in that no person sees; `false` when absent, checked and never stored.
    #[cfg_attr(feature = "schema", schemars(with = "Option<bool>"))]
    pub honeypot: bool,
    /// Version of the widget.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::SHORT)))]
    pub widget: Option<String>,
    /// When the collector received this `seq` of it. Server.
    pub received_at: Option<Timestamp>,
    /// Why it is doubtful, a reason or several behind commas: `fast`, `honeypot`. Server.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::SHORT)))]
    pub quality: Option<String>,
    /// What is known of who answers: `invited`, `signed`, or `unproven: ` and why. Server.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::SHORT)))]
    pub identity: Option<String>,
    /// Fields that this version does not know.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub unknown: UnknownFields,
}

impl Response {
    /// When it counts as submitted, in milliseconds since 1970 began in UTC: [`timestamp::counted_ms`].
    pub fn counted_ms(&self) -> i64 {
        timestamp::counted_ms(self.submitted_at.unix_ms(), self.received_at.as_ref().map(Timestamp::unix_ms))
    }
}

/// Durations in milliseconds, by the monotonic clock of the visitor's browser.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timing {
    /// From page start until the survey was shown.
    #[cfg_attr(feature = "schema", schemars(range(max = limits::TIMING_MS)))]
    pub shown: Option<u64>,
    /// From shown until Send.
    #[cfg_attr(feature = "schema", schemars(range(max = limits::TIMING_MS)))]
    pub answered: Option<u64>,
    /// Fields that this version does not know.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub unknown: UnknownFields,
}

/// Where a response was given. Never an address, never a fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Context {
    /// The page, without query and fragment.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::URL)))]
    pub url: Option<String>,
    /// The language of the survey as shown.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::LOCALE)))]
    pub locale: Option<String>,
    /// `mobile`, `tablet` or `desktop`.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::SHORT)))]
    pub device: Option<String>,
    /// Fields that this version does not know.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub unknown: UnknownFields,
}

/// A customer who asked to be answered, and the promise made to them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FollowUp {
    /// Where to answer.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::CONTACT)))]
    pub contact: Option<String>,
    /// The promise: an answer within this many hours.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limits::FOLLOW_UP_HOURS)))]
    pub within_hours: Option<u64>,
    /// `open` or `answered`. Server.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = limits::SHORT)))]
    pub state: Option<String>,
    /// When the promise falls due. Server.
    pub due_at: Option<Timestamp>,
    /// When it was answered. Server.
    pub answered_at: Option<Timestamp>,
    /// Fields that this version does not know.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub unknown: UnknownFields,
}

/// What the client could not deliver since its last delivered response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Client {
    /// Responses that expired undelivered.
    #[cfg_attr(feature = "schema", schemars(with = "Option<u32>"))]
    pub lost: u64,
    /// Responses that the endpoint refused.
    #[cfg_attr(feature = "schema", schemars(with = "Option<u32>"))]
    pub refused: u64,
}
