//! A message: what is told to one target, once.

use data_encoding::BASE32_NOPAD;
use goodword_core::ResponseId;
use sha2::{Digest, Sha256};

use super::event::Event;

/// What is to be told, written in the transaction of what it tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What a receiver knows it by, the same at every try: `msg_` and 26 letters and digits. Made of what it tells and to
    /// whom, so that what is written twice is one.
    pub id: String,
    /// The name of who is told.
    pub target: String,
    /// What happened.
    pub event: Event,
    /// The survey that it is about.
    pub survey: String,
    /// The response that it is about, whose text is read when it is sent: what was erased by then is not told.
    pub response: Option<ResponseId>,
    /// JSON, of what is about no response.
    pub data: Option<String>,
    /// When it happened, in Unix milliseconds.
    pub made_ms: i64,
    /// Since when it is tried: when it was made, or was asked for again.
    pub begun_ms: i64,
    /// How often it was tried, this time included.
    pub tries: u32,
}

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// It arrived.
    Delivered,
    /// It did not, and is tried again then.
    Again {
        /// In Unix milliseconds.
        due_ms: i64,
    },
    /// It did not, and is not tried again.
    GivenUp,
    /// What it tells of is gone.
    Gone,
}

impl Message {
    /// Of a response that is stored. What has the same `key` is told once.
    pub fn of_response(event: Event, target: &str, survey: &str, of: (ResponseId, &str), received_ms: i64) -> Self {
        let about = [of.0.as_bytes().as_slice(), of.1.as_bytes()].concat();
        Self::new(id(event, target, survey, &about), event, target, survey, received_ms).about(Some(of.0), None)
    }

    /// Of a response whose promised answer falls due then.
    pub fn of_follow_up(event: Event, target: &str, survey: &str, of: (ResponseId, i64), now_ms: i64) -> Self {
        let about = [of.0.as_bytes().as_slice(), &of.1.to_be_bytes()].concat();
        Self::new(id(event, target, survey, &about), event, target, survey, now_ms).about(Some(of.0), None)
    }

    /// Of figures. What has the same `key` is told once.
    pub fn of_figures(event: Event, target: &str, survey: &str, (key, data): (&str, String), now_ms: i64) -> Self {
        Self::new(id(event, target, survey, key.as_bytes()), event, target, survey, now_ms).about(None, Some(data))
    }

    fn new(id: String, event: Event, target: &str, survey: &str, now_ms: i64) -> Self {
        let (target, survey) = (target.to_owned(), survey.to_owned());
        Self { id, target, event, survey, response: None, data: None, made_ms: now_ms, begun_ms: now_ms, tries: 0 }
    }

    fn about(self, response: Option<ResponseId>, data: Option<String>) -> Self {
        Self { response, data, ..self }
    }
}

/// The first 16 bytes of a SHA-256, each part behind its length, so that no two lists of parts are the same bytes.
fn id(event: Event, target: &str, survey: &str, about: &[u8]) -> String {
    let mut hash = Sha256::new();
    for part in [event.name().as_bytes(), target.as_bytes(), survey.as_bytes(), about] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    let hash = hash.finalize();
    let text = BASE32_NOPAD.encode(hash.get(..16).unwrap_or_default()).to_ascii_lowercase();
    format!("msg_{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_one_id_for_what_it_tells_and_another_for_anything_else() {
        let of = |target: &str, survey: &str, key: &str| {
            Message::of_figures(Event::Signal, target, survey, (key, String::new()), 0).id
        };
        assert_eq!(of("desk", "support", "nps"), of("desk", "support", "nps"));
        let others = [of("deskS", "upport", "nps"), of("desk", "support", "broken"), of("crm", "support", "nps")];
        for (n, other) in others.iter().enumerate() {
            assert!(other.starts_with("msg_") && other.len() == 30, "{other}");
            assert_ne!(*other, of("desk", "support", "nps"), "{n}");
        }
    }
}
