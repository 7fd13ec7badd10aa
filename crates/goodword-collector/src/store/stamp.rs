//! How a survey's responses stand, without looking at them.

use goodword_core::ResponseId;

/// A survey that has responses or a definition.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SurveyCount {
    /// Its name.
    pub id: String,
    /// How many responses are stored under it.
    pub responses: i64,
}

/// Equal stamps mean equal responses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Grows with every response that is stored, replaced, erased or answered.
    pub changes: i64,
    /// How many responses are stored.
    pub responses: i64,
    /// The one that was first stored last, and its position.
    pub last: Option<(i64, ResponseId)>,
}
