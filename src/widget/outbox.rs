//! The rules of delivery: what a waiting response looks like, and what a reply means for it. Time and replies come in
//! as values; `edge::delivery` does the waiting and the sending.

use goodword_core::{Response, Timestamp};

use super::props::{ContentType, Props};

/// A response on its way. Its body does not change any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The idempotency key.
    pub id: String,
    /// The survey it answers.
    pub survey: String,
    /// Where it goes.
    pub endpoint: String,
    /// How the body is labelled.
    pub content_type: ContentType,
    /// The response as JSON.
    pub body: String,
}

impl Entry {
    /// A frozen response, addressed.
    pub fn new(response: &Response, props: &Props) -> Self {
        Self {
            id: response.id.to_string(),
            survey: props.survey.to_string(),
            endpoint: props.endpoint.clone(),
            content_type: props.content_type,
            body: response.to_json(),
        }
    }

    /// As the browser keeps it and the loader carries it: id, survey, endpoint, content type, body.
    pub fn to_fields(&self) -> Vec<String> {
        let content_type = if self.content_type == ContentType::Text { "text" } else { "json" };
        [&*self.id, &self.survey, &self.endpoint, content_type, &self.body].map(str::to_owned).into()
    }

    /// Reads what [`Entry::to_fields`] wrote.
    pub fn from_fields(fields: Vec<String>) -> Option<Self> {
        let [id, survey, endpoint, content_type, body] = fields.try_into().ok()?;
        let content_type = if content_type == "text" { ContentType::Text } else { ContentType::Json };
        Some(Self { id, survey, endpoint, content_type, body })
    }

    /// The body with the time of this try. The rest stays byte for byte what was frozen.
    pub fn body_sent_at(&self, now_ms: u64) -> String {
        let sent_at = Timestamp::from_unix_ms(i64::try_from(now_ms).unwrap_or(i64::MAX));
        let frozen = self.body.strip_suffix('}').unwrap_or(&self.body);
        [frozen, ",\"sent_at\":\"", sent_at.as_str(), "\"}"].concat()
    }
}

/// What came back from the endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// No answer: no connection, a time-out, or a reply that this page may not see.
    Nothing,
    /// A redirect, which is not followed: the answer goes only where the owner said.
    Redirect,
    /// An answer.
    Status {
        /// Its status code.
        status: u16,
        /// The string `id` of its JSON body, where it has one.
        id: Option<String>,
    },
}

/// What a reply means for the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The endpoint has it: forget it.
    Accepted,
    /// Try again later.
    Retry,
    /// The endpoint does not want it as it is: keep it and tell the owner.
    Refused,
}

impl Verdict {
    /// The word in which the sender tells the widget.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Retry => "retry",
            Self::Refused => "refused",
        }
    }

    /// Reads that word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Accepted, Self::Retry, Self::Refused].into_iter().find(|verdict| verdict.as_str() == word)
    }
}

/// Reads a reply. Status decides; a 2xx that names another id is no acceptance, because a login page or a proxy's
/// greeting would otherwise make an answer disappear.
pub fn verdict(entry: &Entry, reply: &Reply) -> Verdict {
    match reply {
        Reply::Status { status: 200 | 201 | 202 | 204, id: Some(id) } if !id.eq_ignore_ascii_case(&entry.id) => {
            Verdict::Retry
        }
        Reply::Status { status: 200 | 201 | 202 | 204, .. } => Verdict::Accepted,
        Reply::Status { status: 408 | 425 | 429, .. } => Verdict::Retry,
        Reply::Redirect | Reply::Status { status: 300..=499, .. } => Verdict::Refused,
        Reply::Nothing | Reply::Status { .. } => Verdict::Retry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            id: "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11".to_owned(),
            survey: "support".to_owned(),
            endpoint: "https://a.example/r".to_owned(),
            content_type: ContentType::Json,
            body: r#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","answers":{}}"#.to_owned(),
        }
    }

    #[track_caller]
    fn check(status: u16, id: Option<&str>, expect: Verdict) {
        let reply = Reply::Status { status, id: id.map(str::to_owned) };
        assert_eq!(verdict(&entry(), &reply), expect, "{status} {id:?}");
    }

    #[test]
    fn the_status_decides() {
        for status in [200, 201, 202, 204] {
            check(status, None, Verdict::Accepted);
            check(status, Some("0199F1C2-7C5E-7B3A-9D10-3F6D8A2B4C11"), Verdict::Accepted);
            check(status, Some("another"), Verdict::Retry);
        }
        for status in [408, 425, 429, 500, 502, 503, 504, 507, 522, 203] {
            check(status, None, Verdict::Retry);
        }
        for status in [300, 302, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422] {
            check(status, None, Verdict::Refused);
        }
        assert_eq!(verdict(&entry(), &Reply::Nothing), Verdict::Retry);
        assert_eq!(verdict(&entry(), &Reply::Redirect), Verdict::Refused);
    }

    #[test]
    fn an_entry_survives_the_browser() {
        let text = Entry { content_type: ContentType::Text, ..entry() };
        assert_eq!(Entry::from_fields(text.to_fields()), Some(text));
        assert_eq!(Entry::from_fields(entry().to_fields()), Some(entry()));
        assert_eq!(Entry::from_fields(vec![String::new(); 4]), None);
    }

    #[test]
    fn the_time_of_the_try_is_added_to_the_frozen_body() {
        let body = entry().body_sent_at(1_773_480_413_589);
        assert_eq!(
            body,
            r#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","answers":{},"sent_at":"2026-03-14T09:26:53.589Z"}"#
        );
    }
}
