//! An entry in the outbox, and what has happened to it so far.

use goodword_core::json::Json;

use super::Entry;
use crate::browser::fields::Fields;

/// A response that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedEntry {
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
    /// Whether it has been given another id already.
    pub renewed: bool,
}

impl QueuedEntry {
    /// A response that has just been sent off.
    pub fn fresh(entry: Entry, now_ms: u64) -> Self {
        Self { entry, queued_at: now_ms, refusals: 0, not_before: 0, refused: String::new(), renewed: false }
    }

    /// Reads what is kept: an entry and its history. Nothing for what is damaged.
    pub fn read(kept: &impl Fields, now_ms: u64) -> Option<Self> {
        Some(Self {
            entry: Entry::read(kept)?,
            queued_at: kept.number("queued_at", Some(now_ms))?,
            refusals: u32::try_from(kept.number("refusals", Some(0))?).ok()?,
            not_before: kept.number("not_before", Some(0))?,
            refused: kept.text("refused", Some(""))?,
            renewed: kept.number("renewed", Some(0))? > 0,
        })
    }

    /// What changes of a kept entry, under the names of [`QueuedEntry::read`]: its id, its address and its history.
    pub fn changes(&self) -> String {
        Json::object(|json| {
            json.text("id", &self.entry.id);
            json.text("body", &self.entry.body);
            json.text("endpoint", &self.entry.endpoint);
            json.text("key", &self.entry.key);
            json.some_number("queued_at", Some(self.queued_at));
            json.some_number("refusals", Some(self.refusals.into()));
            json.some_number("not_before", Some(self.not_before));
            json.text("refused", &self.refused);
            json.some_number("renewed", Some(self.renewed.into()));
        })
    }

    /// Takes today's address of its survey. A new address starts anew. Says whether anything changed.
    pub fn readdress(&mut self, endpoint: &str, key: &str) -> bool {
        if self.entry.endpoint == endpoint && self.entry.key == key {
            return false;
        }
        endpoint.clone_into(&mut self.entry.endpoint);
        key.clone_into(&mut self.entry.key);
        (self.refusals, self.not_before, self.refused) = (0, 0, String::new());
        true
    }

    /// The same answers under another id.
    #[must_use]
    pub fn under(&self, id: &str) -> Self {
        Self { entry: self.entry.under(id), renewed: true, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::super::entry::tests::entry;
    use super::*;
    use crate::manifest::{ENTRY, HISTORY};

    const NOW: u64 = 1_773_480_413_589;

    /// As the store writes it: the entry, and over it what has changed.
    fn kept(waiting: &QueuedEntry) -> Value {
        let mut row: Value = serde_json::from_str(&waiting.entry.to_json()).unwrap();
        let changes: Value = serde_json::from_str(&waiting.changes()).unwrap();
        row.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        row
    }

    #[test]
    fn a_history_survives_the_browser() {
        let mut waiting = QueuedEntry::fresh(entry("a", "https://a.example/r"), NOW);
        assert_eq!(QueuedEntry::read(&kept(&waiting), 0), Some(waiting.clone()));
        (waiting.refusals, waiting.not_before, waiting.renewed) = (2, NOW + 7_000, true);
        waiting.refused = "status 404\nand a line".to_owned();
        assert_eq!(QueuedEntry::read(&kept(&waiting), 0), Some(waiting.clone()));
        let mut row = kept(&waiting);
        row["refusals"] = json!("2");
        assert_eq!(QueuedEntry::read(&row, 0), None);
    }

    #[test]
    fn an_entry_that_waits_is_kept_by_the_names_of_the_manifest() {
        let row = kept(&QueuedEntry::fresh(entry("a", "https://a.example/r"), NOW));
        let names: BTreeSet<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ENTRY.iter().chain(&HISTORY).map(|field| field.name).collect());
    }

    #[test]
    fn an_entry_of_the_first_code_has_no_history() {
        let row = json!({"v": 1, "id": "a", "survey": "support", "endpoint": "https://a.example/r", "type": "json", "body": "{}"});
        let waiting = QueuedEntry::read(&row, NOW).unwrap();
        assert_eq!((waiting.queued_at, waiting.refusals, waiting.entry.seq), (NOW, 0, 1));
    }

    #[test]
    fn a_new_address_starts_anew() {
        let mut waiting = QueuedEntry::fresh(entry("a", "https://a.example/r"), NOW);
        waiting.refused = "status 404".to_owned();
        assert!(!waiting.readdress("https://a.example/r", ""));
        assert_eq!(waiting.refused, "status 404");
        assert!(waiting.readdress("https://a.example/r", "gw_pub_1"));
        assert_eq!((waiting.refused.as_str(), waiting.entry.key.as_str()), ("", "gw_pub_1"));
    }
}
