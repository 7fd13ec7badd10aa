//! A survey, and the number of its responses.

use serde::Serialize;

/// A survey that has responses or a definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurveyCount {
    /// The name of the survey.
    pub id: String,
    /// The number of its stored responses, 0 or more.
    pub responses: i64,
}
