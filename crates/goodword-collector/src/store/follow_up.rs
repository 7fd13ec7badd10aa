//! Follow-ups: visitors who left a contact to be answered, and by when that was promised.

use goodword_core::{Response, ResponseId, Timestamp};
use serde::Serialize;

/// The state of a follow-up that was not answered.
pub const OPEN: &str = "open";
/// The state of one that was.
pub const ANSWERED: &str = "answered";

/// At most so many are listed unless a limit is given.
const LIMIT: usize = 1_000;

/// The follow-ups of one survey that are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpFilter {
    /// The name of the survey.
    pub survey: String,
    /// [`OPEN`] or [`ANSWERED`]; `None` is both.
    pub state: Option<String>,
    /// At most so many, the ones due first.
    pub limit: usize,
    /// Behind that response in this order; `None` begins with the first. Behind one that is not stored is nobody.
    pub after: Option<ResponseId>,
}

impl FollowUpFilter {
    /// The first thousand of a survey, open and answered.
    pub fn of(survey: &str) -> Self {
        Self { survey: survey.to_owned(), state: None, limit: LIMIT, after: None }
    }
}

/// One follow-up, with what is needed to answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowUpRow {
    /// The id of the response, as a UUID in lower case.
    pub id: String,
    /// The name of the survey that it answers.
    pub survey: String,
    /// The address that the visitor left, as it was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The promise: an answer within this many hours of `received_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_hours: Option<u64>,
    /// [`OPEN`] or [`ANSWERED`]; an import may have brought another word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The end of the promised hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// The time at which its state became [`ANSWERED`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// The time at which the visitor pressed Send.
    pub submitted_at: Timestamp,
}

impl FollowUpRow {
    /// The follow-up of a response's JSON text; `None` where it has none or does not read.
    pub(super) fn of(body: &str) -> Option<Self> {
        let response = Response::parse(body).ok()?;
        let follow_up = response.follow_up?;
        Some(Self {
            id: response.id.to_text(),
            survey: response.survey.to_string(),
            contact: follow_up.contact,
            within_hours: follow_up.within_hours,
            state: follow_up.state,
            due_at: follow_up.due_at,
            answered_at: follow_up.answered_at,
            submitted_at: response.submitted_at,
        })
    }
}

/// What the database keeps of a follow-up in columns of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FollowUpState {
    pub(super) state: Option<String>,
    pub(super) due_ms: Option<i64>,
}

impl FollowUpState {
    pub(super) fn of(response: &Response) -> Self {
        let Some(follow_up) = &response.follow_up else { return Self::default() };
        // An import may bring any word: what was not answered is open.
        let state = follow_up.state.as_ref().map(|state| if state == ANSWERED { ANSWERED } else { OPEN });
        Self { state: state.map(str::to_owned), due_ms: follow_up.due_at.as_ref().map(Timestamp::unix_ms) }
    }
}

/// The text of a stored response with another state of its follow-up; `None` where it has none.
pub(super) fn with_state(body: &str, state: &str, now_ms: i64) -> Option<(String, FollowUpState)> {
    let mut response = Response::parse(body).ok()?;
    let follow_up = response.follow_up.as_mut()?;
    follow_up.answered_at = (state == ANSWERED).then(|| Timestamp::from_unix_ms(now_ms));
    follow_up.state = Some(state.to_owned());
    let state = FollowUpState::of(&response);
    Some((response.to_json(), state))
}
