//! What was told of a survey that tells nothing of small groups.

use goodword_core::{ResponseId, Tally};

/// Responses that were told together. Their counts are never made again: what is told is a sum of releases, which have no
/// response in common, so that whoever subtracts one sum from another is left with whole releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The survey that they answer.
    pub survey: String,
    /// Those of them that are stored.
    pub responses: Vec<ResponseId>,
    /// What is told of them; `None` since one of them was erased.
    pub counts: Option<Tally>,
}

impl Release {
    /// As it is stored.
    pub(super) fn counts_json(&self) -> Option<String> {
        self.counts.as_ref().and_then(|counts| serde_json::to_string(counts).ok())
    }
}

/// Counts that do not read are not told.
pub(super) fn counts(stored: Option<&str>) -> Option<Tally> {
    stored.and_then(|text| serde_json::from_str(text).ok())
}
