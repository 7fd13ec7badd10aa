//! What several routes take or reply, described for whoever has no Rust types.

use utoipa::{ToResponse, ToSchema};

/// One visitor's answers. Fields that are not named here are kept as they came.
#[derive(ToSchema)]
#[schema(as = Response, example = json!({"id": "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11", "survey": "support",
    "submitted_at": "2026-03-14T09:26:53.589Z", "answers": {"empathy": 4, "promise": "kept", "recommend": 9}}))]
#[expect(dead_code, reason = "only described")]
pub(crate) struct ResponseSchema {
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
    answers: AnswersSchema,
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
#[schema(as = Answers)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct AnswersSchema {
    #[schema(minimum = 1, maximum = 5)]
    empathy: Option<u8>,
    promise: Option<PromiseSchema>,
    #[schema(minimum = 0, maximum = 10)]
    recommend: Option<u8>,
    #[schema(min_length = 1, max_length = 10_000)]
    comment: Option<String>,
}

#[derive(ToSchema)]
#[schema(as = Promise, rename_all = "lowercase")]
#[expect(dead_code, reason = "only described")]
pub(crate) enum PromiseSchema {
    Broken,
    Kept,
    Exceeded,
    None,
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
