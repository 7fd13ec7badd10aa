//! Whether a survey's responses have changed, without reading them.

use goodword_core::ResponseId;

/// Equal revisions mean equal responses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SurveyRevision {
    /// Grows with every response that is stored, replaced, erased or answered.
    pub changes: i64,
    /// The number of responses that are stored.
    pub responses: i64,
    /// Position and id of the response that was first stored last.
    pub last: Option<(i64, ResponseId)>,
}
