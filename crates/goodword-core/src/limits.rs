//! The size of every string and list that a response may carry: one place, checked by the client and by the server.

/// A whole response as JSON, in bytes.
pub const BODY_BYTES: usize = 64 * 1024;
/// What the widget lets a response grow to, in bytes, so that `sent_at`, `client` and `key` still fit.
pub const WIDGET_BODY_BYTES: usize = 60 * 1000;
/// Survey, question and field names, in bytes of ASCII.
pub const NAME: usize = 64;
/// A comment or any other free text, in characters.
pub const COMMENT: usize = 10_000;
/// One item of a list answer, in characters.
pub const ITEM: usize = 500;
/// Items of a list answer, and questions in `order`.
pub const ITEMS: usize = 100;
/// Answers, or hidden fields, in one response.
pub const ENTRIES: usize = 100;
/// A hidden field's text, in characters.
pub const FIELD: usize = 1_000;
/// `context.url`, in characters.
pub const URL: usize = 2_048;
/// `context.locale`, in characters (BCP 47 recommends room for 35).
pub const LOCALE: usize = 35;
/// `context.device`, `widget` and `survey_version`, in characters.
pub const SHORT: usize = 64;
/// `follow_up.contact`, in characters (RFC 5321: 64 + @ + 255).
pub const CONTACT: usize = 320;
/// A write key, in characters.
pub const KEY: usize = 128;
/// A proof of who answers, in characters: a JWT with a few claims more than it needs.
pub const PROOF: usize = 4_096;
/// The JSON text of one unknown field, in bytes.
pub const UNKNOWN: usize = 4_096;
/// Milliseconds of any `timing_ms` entry: 30 days, the life of a waiting response.
pub const TIMING_MS: u64 = 30 * 24 * 60 * 60 * 1000;
/// Hours of `follow_up.within_hours`: a year.
pub const FOLLOW_UP_HOURS: u64 = 24 * 366;

/// Whether `text` has at most `most` characters.
pub fn hold(text: &str, most: usize) -> bool {
    text.chars().count() <= most
}
