//! What a visitor's browser keeps.

use super::{Field, Holds};

/// A response on its way, as the loader carries it and a browser keeps it.
pub const ENTRY: [Field; 11] = [
    Field::new("v", Holds::Number, "the form of the entry: code that finds a higher one leaves it alone"),
    Field::new("id", Holds::Text, "the idempotency key"),
    Field::new("seq", Holds::Number, "rises when a later version takes its place"),
    Field::new("survey", Holds::Text, "the survey's name"),
    Field::new("place", Holds::Text, "the path of its page for a survey in the page, else empty"),
    Field::new("endpoint", Holds::Text, "where it goes; empty when it is only kept here"),
    Field::new("key", Holds::Text, "the public write key, or empty"),
    Field::new("type", Holds::OneOf(&["json", "text", "form"]), "how the body is labelled"),
    Field::new("redirect", Holds::OneOf(&["", "accept"]), "whether the endpoint accepts by redirecting"),
    Field::new("partial", Holds::OneOf(&["", "partial"]), "whether this tells of a step, not of Send"),
    Field::new("body", Holds::Text, "the response as JSON, without what is added at each try"),
];

/// What has happened to an entry that waits, beside its own fields.
pub const HISTORY: [Field; 5] = [
    Field::new("queued_at", Holds::Number, "when the visitor pressed Send, in Unix milliseconds"),
    Field::new("refusals", Holds::Number, "refusals that nothing of ours has signed"),
    Field::new("not_before", Holds::Number, "when the endpoint may be tried again, in Unix milliseconds"),
    Field::new("refused", Holds::Text, "why it is not tried any more; empty while it is"),
    Field::new("renewed", Holds::Number, "1 where it has been given another id").optional(),
];

/// An unfinished survey, as text in its row.
pub const DRAFT: [Field; 5] = [
    Field::new("id", Holds::Text, "the id that the response will have"),
    Field::new("seq", Holds::Number, "the last version that may have been sent"),
    Field::new("step", Holds::Text, "the question that the visitor saw last"),
    Field::new("reached", Holds::Text, "the last question reached"),
    Field::new("answers", Holds::Answers, "what was given so far"),
];

/// The row of a draft.
pub const DRAFT_ROW: [Field; 3] = [
    Field::new("survey", Holds::Text, "whose it is: survey, version, place and hidden fields as JSON, and the id"),
    Field::new("at", Holds::Number, "when it was last written, in Unix milliseconds"),
    Field::new("text", Holds::Text, "the draft as JSON"),
];

/// A copy of an answer for this browser's own results.
pub const KEPT_ROW: [Field; 4] = [
    Field::new("id", Holds::Text, "the response"),
    Field::new("survey", Holds::Text, "the survey's name"),
    Field::new("until", Holds::Number, "when it is dropped, in Unix milliseconds"),
    Field::new("body", Holds::Text, "the response as JSON; it holds no contact"),
];
