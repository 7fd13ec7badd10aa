//! A frozen response with its address.

use goodword_core::Timestamp;
use goodword_core::json::Json;

use super::Losses;
use crate::browser::fields::Fields;

/// How the body is labelled on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ContentType {
    /// `application/json`, which asks other origins first.
    #[default]
    Json,
    /// `text/plain`, for endpoints that do not answer that question.
    Text,
    /// Flat fields, as a form posts them.
    Form,
}

impl ContentType {
    /// What a page calls it, and a kept entry.
    pub fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "text",
            Self::Form => "form",
        }
    }

    /// The one of that word, the usual one for any other.
    pub fn parse(word: &str) -> Self {
        match word {
            "text" => Self::Text,
            "form" => Self::Form,
            _ => Self::Json,
        }
    }
}

/// A response on its way. Its body does not change any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The idempotency key.
    pub id: String,
    /// Rises when a later version of the response takes its place.
    pub seq: u32,
    /// The survey it answers.
    pub survey: String,
    /// The place it was asked at: the path of its page for a survey in the page, empty for one that floats over any.
    pub place: String,
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

/// The form of a kept entry. Code that finds a higher one leaves it alone.
pub const VERSION: u64 = 2;

impl Entry {
    /// As the browser keeps it and the loader carries it: the same names as [`Entry::read`]. Two of them are words that say
    /// yes, because that is how they have always been kept.
    pub fn to_json(&self) -> String {
        let word = |word, is| if is { word } else { "" };
        Json::object(|json| {
            json.some_number("v", Some(VERSION));
            json.text("id", &self.id);
            json.some_number("seq", Some(self.seq.into()));
            json.text("survey", &self.survey);
            json.text("place", &self.place);
            json.text("endpoint", &self.endpoint);
            json.text("key", &self.key);
            json.text("type", self.content_type.word());
            json.text("redirect", word("accept", self.accept_redirect));
            json.text("partial", word("partial", self.partial));
            json.text("body", &self.body);
        })
    }

    /// Reads what is kept. Nothing for what is damaged: a field that must be there is missing, or one is of another kind.
    /// What older code did not keep has its usual value.
    pub fn read(kept: &impl Fields) -> Option<Self> {
        let text = |name| kept.text(name, None);
        let usually = |name, usual| kept.text(name, Some(usual));
        Some(Self {
            id: text("id")?,
            seq: u32::try_from(kept.number("seq", Some(1))?).ok()?,
            survey: text("survey")?,
            place: usually("place", ANYWHERE)?,
            endpoint: text("endpoint")?,
            key: usually("key", "")?,
            content_type: ContentType::parse(&text("type")?),
            accept_redirect: usually("redirect", "")? == "accept",
            partial: usually("partial", "")? == "partial",
            body: text("body")?,
        })
    }

    /// The body of one try: what was frozen stays byte for byte, and what belongs to the try comes last.
    pub fn try_body(&self, now_ms: u64, counts: Losses) -> String {
        let sent_at = Timestamp::from_unix_ms(i64::try_from(now_ms).unwrap_or(i64::MAX));
        let more = Json::object(|json| {
            if counts != Losses::default() {
                json.nest("client", &|json| {
                    json.some_number("lost", Some(counts.lost.into()));
                    json.some_number("refused", Some(counts.refused.into()));
                });
            }
            json.some_text("key", Some(self.key.as_str()).filter(|key| !key.is_empty()));
            json.text("sent_at", sent_at.as_str());
        });
        let frozen = self.body.strip_suffix('}').unwrap_or(&self.body);
        [frozen, ",", more.get(1..).unwrap_or_default()].concat()
    }

    /// The same answers under another id, because somebody else's answers have this one.
    #[must_use]
    pub fn under(&self, id: &str) -> Self {
        Self { id: id.to_owned(), body: self.body.replacen(&self.id, id, 1), ..self.clone() }
    }

    /// Whether this is that very version of that answer.
    pub fn is(&self, id: &str, seq: u32) -> bool {
        #[cfg(test)]
        if super::mutant::is(super::mutant::Mutant::OlderAnswersForNewer) {
            return self.id == id;
        }
        self.id == id && self.seq == seq
    }
}

/// The place of what was kept before places were.
pub const ANYWHERE: &str = "*";

#[cfg(test)]
pub mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::*;
    use crate::manifest::ENTRY;

    /// An entry for `endpoint`, as tests of the rules need it.
    pub fn entry(id: &str, endpoint: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            seq: 1,
            survey: "support".to_owned(),
            place: String::new(),
            endpoint: endpoint.to_owned(),
            key: String::new(),
            content_type: ContentType::Json,
            accept_redirect: false,
            partial: false,
            body: format!(r#"{{"id":"{id}","answers":{{}}}}"#),
        }
    }

    fn kept(entry: &Entry) -> Value {
        serde_json::from_str(&entry.to_json()).unwrap()
    }

    #[test]
    fn an_entry_survives_the_browser() {
        let plain = entry("a", "https://a.example/r");
        let text = Entry {
            content_type: ContentType::Text,
            accept_redirect: true,
            partial: true,
            seq: 7,
            // What separated the fields once.
            key: "gw_pub\n1\u{1f}\"".to_owned(),
            place: "/a\nb".to_owned(),
            ..plain.clone()
        };
        let form = Entry { content_type: ContentType::Form, ..plain.clone() };
        for entry in [plain, text, form] {
            assert_eq!(Entry::read(&kept(&entry)), Some(entry));
        }
    }

    #[test]
    fn an_entry_is_kept_by_the_names_of_the_manifest() {
        let kept = kept(&entry("a", "https://a.example/r"));
        let names: BTreeSet<_> = kept.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ENTRY.iter().map(|field| field.name).collect());
    }

    #[test]
    fn what_is_damaged_is_nothing_and_what_was_not_kept_is_as_usual() {
        let good = kept(&entry("a", "https://a.example/r"));
        let with = |name: &str, value: Value| {
            let mut row = good.clone();
            row[name] = value;
            Entry::read(&row)
        };
        for name in ["id", "survey", "endpoint", "type", "body"] {
            assert_eq!(with(name, Value::Null), None, "{name}");
        }
        for name in ["id", "survey", "place", "endpoint", "key", "type", "redirect", "partial", "body"] {
            assert_eq!(with(name, json!(5)), None, "{name}");
        }
        for seq in [json!("1"), json!(-1), json!(1.5), json!(1_u64 << 40)] {
            assert_eq!(with("seq", seq), None);
        }
        for name in ["seq", "key", "redirect", "partial"] {
            assert_eq!(with(name, Value::Null), Some(entry("a", "https://a.example/r")), "{name}");
        }
        assert_eq!(with("place", Value::Null).unwrap().place, ANYWHERE);
        assert_eq!(Entry::read(&Value::Null), None);
    }

    #[track_caller]
    fn check(key: &str, counts: Losses, expect: &str) {
        let entry = Entry { key: key.to_owned(), ..entry("a", "https://a.example/r") };
        assert_eq!(entry.try_body(1_773_480_413_589, counts), [r#"{"id":"a","answers":{},"#, expect].concat());
    }

    #[test]
    fn a_try_adds_its_time_the_key_and_what_was_lost() {
        let at = r#""sent_at":"2026-03-14T09:26:53.589Z"}"#;
        check("", Losses::default(), at);
        check("gw_pub_\"1", Losses::default(), &[r#""key":"gw_pub_\"1","#, at].concat());
        check("", Losses { lost: 2, refused: 1 }, &[r#""client":{"lost":2,"refused":1},"#, at].concat());
    }

    #[test]
    fn under_another_id_the_answers_are_the_same() {
        let mut taken = entry("a-1", "https://a.example/r");
        taken.body = r#"{"id":"a-1","answers":{"comment":"a-1"}}"#.to_owned();
        let renewed = taken.under("b-2");
        assert_eq!((&*renewed.id, &*renewed.body), ("b-2", r#"{"id":"b-2","answers":{"comment":"a-1"}}"#));
    }
}
