//! An entry in the outbox, and what has happened to it so far.

use goodword_core::Timestamp;
use goodword_core::json::Json;

use super::Entry;

/// Losses that the owner has not been told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Responses that will never arrive: expired, or unreadable on disk.
    pub lost: u32,
    /// Responses that the endpoint refused for good.
    pub refused: u32,
}

/// A response that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What is sent.
    pub entry: Entry,
    /// When the visitor pressed Send, in Unix milliseconds.
    pub queued_at: u64,
    /// Refusals that nothing of ours has signed, so far.
    pub refusals: u32,
    /// The endpoint asked not to be tried before this, in Unix milliseconds.
    pub not_before: u64,
    /// Why it is not tried any more; empty while it is.
    pub refused: String,
}

impl Waiting {
    /// A response that has just been sent off.
    pub fn fresh(entry: Entry, now_ms: u64) -> Self {
        Self { entry, queued_at: now_ms, refusals: 0, not_before: 0, refused: String::new() }
    }

    /// Reads what the browser kept: the lines of its history, then those of the entry.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.splitn(5, '\n');
        let mut next = || lines.next();
        let (queued_at, refusals) = (next()?.parse().ok()?, next()?.parse().ok()?);
        let (not_before, refused) = (next()?.parse().ok()?, next()?.to_owned());
        Some(Self { entry: Entry::from_text(next()?)?, queued_at, refusals, not_before, refused })
    }

    /// The history as the browser keeps it, a line for each part.
    pub fn history(&self) -> String {
        let numbers = [self.queued_at, self.refusals.into(), self.not_before].map(|number| number.to_string());
        [&*numbers.join("\n"), &self.refused].join("\n")
    }

    /// Takes the address that the page names today. What was refused at the old one starts anew.
    pub fn readdress(&mut self, endpoint: &str, key: &str) -> bool {
        if self.entry.endpoint == endpoint && self.entry.key == key {
            return false;
        }
        endpoint.clone_into(&mut self.entry.endpoint);
        key.clone_into(&mut self.entry.key);
        (self.refusals, self.not_before, self.refused) = (0, 0, String::new());
        true
    }

    /// The body of one try: what was frozen stays byte for byte, and what belongs to the try comes last.
    pub fn body(&self, now_ms: u64, counts: Counts) -> String {
        let sent_at = Timestamp::from_unix_ms(i64::try_from(now_ms).unwrap_or(i64::MAX));
        let more = Json::object(|json| {
            if counts != Counts::default() {
                json.nest("client", &|json| {
                    json.some_number("lost", Some(counts.lost.into()));
                    json.some_number("refused", Some(counts.refused.into()));
                });
            }
            json.some_text("key", Some(self.entry.key.as_str()).filter(|key| !key.is_empty()));
            json.text("sent_at", sent_at.as_str());
        });
        let frozen = self.entry.body.strip_suffix('}').unwrap_or(&self.entry.body);
        [frozen, ",", more.get(1..).unwrap_or_default()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::tests::entry;
    use super::*;

    const NOW: u64 = 1_773_480_413_589;

    #[track_caller]
    fn check(key: &str, counts: Counts, expect: &str) {
        let waiting = Waiting::fresh(Entry { key: key.to_owned(), ..entry("a", "https://a.example/r") }, NOW);
        assert_eq!(waiting.body(NOW, counts), [r#"{"id":"a","answers":{},"#, expect].concat());
    }

    #[test]
    fn a_try_adds_its_time_the_key_and_what_was_lost() {
        let at = r#""sent_at":"2026-03-14T09:26:53.589Z"}"#;
        check("", Counts::default(), at);
        check("gw_pub_\"1", Counts::default(), &[r#""key":"gw_pub_\"1","#, at].concat());
        check("", Counts { lost: 2, refused: 1 }, &[r#""client":{"lost":2,"refused":1},"#, at].concat());
    }

    #[test]
    fn a_history_survives_the_browser() {
        let mut waiting = Waiting::fresh(entry("a", "https://a.example/r"), NOW);
        (waiting.refusals, waiting.not_before, waiting.refused) = (2, NOW + 7_000, "status 404".to_owned());
        let text = [waiting.history(), waiting.entry.to_text()].join("\n");
        assert_eq!(Waiting::from_text(&text), Some(waiting));
        assert_eq!(Waiting::from_text("1\n2\n3\n\n"), None);
    }

    #[test]
    fn a_new_address_starts_anew() {
        let mut waiting = Waiting::fresh(entry("a", "https://a.example/r"), NOW);
        waiting.refused = "status 404".to_owned();
        assert!(!waiting.readdress("https://a.example/r", ""));
        assert_eq!(waiting.refused, "status 404");
        assert!(waiting.readdress("https://a.example/r", "gw_pub_1"));
        assert_eq!((waiting.refused.as_str(), waiting.entry.key.as_str()), ("", "gw_pub_1"));
    }
}
