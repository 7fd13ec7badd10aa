//! A frozen response with its address.

use goodword_core::Response;
use goodword_core::json::digits;

use crate::widget::props::{ContentType, Props};

/// A response on its way. Its body does not change any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The idempotency key.
    pub id: String,
    /// Rises when a later version of the response takes its place.
    pub seq: u32,
    /// The survey it answers.
    pub survey: String,
    /// Where it goes; empty when it is only kept in this browser.
    pub endpoint: String,
    /// The public write key.
    pub key: String,
    /// How the body is labelled.
    pub content_type: ContentType,
    /// Whether the owner's endpoint accepts by redirecting.
    pub accept_redirect: bool,
    /// Whether the visitor is not through yet: this tells of a step.
    pub partial: bool,
    /// The response as JSON, without what is added at each try.
    pub body: String,
}

impl Entry {
    /// A frozen response, addressed.
    pub fn new(response: &Response, props: &Props) -> Self {
        Self {
            id: response.id.to_text(),
            seq: response.seq,
            survey: response.survey.as_str().to_owned(),
            endpoint: props.endpoint.clone(),
            key: props.key.clone().unwrap_or_default(),
            content_type: props.content_type,
            accept_redirect: props.accept_redirect,
            partial: !response.complete,
            body: response.to_json(),
        }
    }

    /// As the browser keeps it and the loader carries it: a line for each field, the body last.
    pub fn to_text(&self) -> String {
        let content_type = if self.content_type == ContentType::Text { "text" } else { "json" };
        let redirect = if self.accept_redirect { "accept" } else { "" };
        let (seq, partial) = (digits(self.seq.into()), if self.partial { "partial" } else { "" });
        [&self.id, &seq, &self.survey, &self.endpoint, &self.key, content_type, redirect, partial, &self.body]
            .join("\n")
    }

    /// Reads what [`Entry::to_text`] wrote.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.splitn(9, '\n');
        let mut next = || lines.next();
        let (id, seq, survey, endpoint, key) = (next()?, next()?.parse().ok()?, next()?, next()?, next()?);
        let (content_type, accept_redirect, partial) = (next()?, next()? == "accept", next()? == "partial");
        let content_type = if content_type == "text" { ContentType::Text } else { ContentType::Json };
        let [id, survey, endpoint, key, body] = [id, survey, endpoint, key, next()?].map(str::to_owned);
        Some(Self { id, seq, survey, endpoint, key, content_type, accept_redirect, partial, body })
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// An entry for `endpoint`, as tests of the rules need it.
    pub fn entry(id: &str, endpoint: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            seq: 1,
            survey: "support".to_owned(),
            endpoint: endpoint.to_owned(),
            key: String::new(),
            content_type: ContentType::Json,
            accept_redirect: false,
            partial: false,
            body: format!(r#"{{"id":"{id}","answers":{{}}}}"#),
        }
    }

    #[test]
    fn an_entry_survives_the_browser() {
        let plain = entry("a", "https://a.example/r");
        let text =
            Entry { content_type: ContentType::Text, accept_redirect: true, partial: true, seq: 7, ..plain.clone() };
        for entry in [plain, text] {
            assert_eq!(Entry::from_text(&entry.to_text()), Some(entry));
        }
        assert_eq!(Entry::from_text(""), None);
        assert_eq!(Entry::from_text(&"x\n".repeat(9)), None, "no number");
        assert_eq!(Entry::from_text("a\n1\nb\nc\nd\ntext\n\n"), None, "no body");
    }
}
