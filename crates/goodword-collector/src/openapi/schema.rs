//! What is sent and replied, described for whoever has no Rust types.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use utoipa::{ToResponse, ToSchema};

/// One visitor's answers. Fields that are not named here are kept as they came.
#[derive(ToSchema)]
#[schema(example = json!({"id": "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11", "survey": "support",
    "submitted_at": "2026-03-14T09:26:53.589Z", "answers": {"empathy": 4, "promise": "kept", "recommend": 9}}))]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Response {
    /// Made once by the client; under it the response is stored once.
    #[schema(format = "uuid")]
    id: String,
    /// The survey it answers.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    survey: String,
    #[schema(min_length = 1, max_length = 64)]
    survey_version: Option<String>,
    /// When the visitor pressed Send.
    #[schema(format = DateTime)]
    submitted_at: String,
    answers: Answers,
    /// Whether the visitor came to the end; `true` when absent.
    complete: Option<bool>,
    /// A higher one replaces a lower one of the same id; 1 when absent.
    #[schema(minimum = 0, maximum = 4_294_967_295_u32)]
    seq: Option<u64>,
    /// The public write key, where the survey has one. It is checked and never stored.
    #[schema(min_length = 1, max_length = 128)]
    key: Option<String>,
}

/// The standard questions, and others by their names.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Answers {
    #[schema(minimum = 1, maximum = 5)]
    empathy: Option<u8>,
    promise: Option<Promise>,
    #[schema(minimum = 0, maximum = 10)]
    recommend: Option<u8>,
    #[schema(min_length = 1, max_length = 10_000)]
    comment: Option<String>,
}

#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "only described")]
pub(crate) enum Promise {
    Broken,
    Kept,
    Exceeded,
    None,
}

/// The response is on disk.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Stored {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
}

/// A refusal (RFC 9457), media type `application/problem+json`.
#[derive(ToSchema, ToResponse)]
#[response(description = "Refused, with the reason", content_type = "application/problem+json")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Refused {
    /// `urn:goodword:problem:` and a name that keeps its meaning.
    r#type: String,
    title: String,
    status: u16,
    detail: Option<String>,
    /// The id of the request, as it stands in the log.
    instance: String,
    problems: Option<Vec<Rule>>,
}

/// A rule, and the field that breaks it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Rule {
    field: String,
    rule: String,
}

/// Surveys by name.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Surveys {
    surveys: Vec<Survey>,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Survey {
    id: String,
    responses: u64,
}

/// A survey definition: what is asked. It holds nothing private.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Definition {
    /// The name in the address.
    id: String,
    version: Option<String>,
    questions: Vec<BTreeMap<String, Value>>,
}

/// A definition is stored.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Defined {
    id: String,
    version: Option<String>,
}

/// Who may post to a survey, and how long its answers are kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Settings {
    /// Write keys. With one or more, a response must name one of them. They are public: they stand in pages.
    #[serde(default)]
    #[schema(max_items = 100)]
    keys: Vec<Key>,
    /// Pages of these origins may post; with none, pages of every origin.
    #[serde(default)]
    #[schema(max_items = 100)]
    origins: Vec<Origin>,
    /// Responses are erased so many days after they were received; `null` keeps them.
    #[schema(minimum = 1, maximum = 36_500)]
    retention_days: Option<u32>,
    /// Takes no more responses.
    #[serde(default)]
    closed: bool,
}

/// A public write key.
#[derive(Deserialize, ToSchema)]
#[schema(pattern = "^gw_pub_[A-Za-z0-9_-]{8,100}$")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Key(String);

/// Scheme and host of pages, or, as `https://*.shop.example`, of everything below a host.
#[derive(Deserialize, ToSchema)]
#[schema(pattern = "^https?://(\\*\\.)?[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?$")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Origin(String);

/// Whose responses to erase.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only described")]
pub(crate) enum Erase {
    Contact(ByContact),
    Field(ByField),
}

/// Who left this to be reached by; case does not matter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct ByContact {
    #[schema(min_length = 1)]
    contact: String,
    /// In this survey only.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    survey: Option<String>,
}

/// Whose hidden field has this value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct ByField {
    field: Field,
    /// In this survey only.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    survey: Option<String>,
}

/// A hidden field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Field {
    name: String,
    value: FieldValue,
}

#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only described")]
pub(crate) enum FieldValue {
    Text(String),
    Number(f64),
    Truth(bool),
    List(Vec<String>),
}

#[derive(Deserialize, ToSchema)]
#[schema(rename_all = "lowercase")]
pub(crate) enum State {
    Open,
    Answered,
}

/// That a promise was kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpChange {
    state: State,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpChanged {
    #[schema(format = "uuid")]
    id: String,
    survey: String,
    state: State,
}

/// Promises, the one due first first.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpList {
    follow_ups: Vec<FollowUp>,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUp {
    #[schema(format = "uuid")]
    id: String,
    contact: Option<String>,
    state: State,
    #[schema(format = DateTime)]
    due_at: Option<String>,
}

/// Counts that can be added up; `goodword-core` reads them.
#[derive(ToSchema)]
#[schema(value_type = Object)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct Tally(BTreeMap<String, Value>);
