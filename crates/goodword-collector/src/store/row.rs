//! One response as it is kept, and what became of storing it.

use goodword_core::rollup::{self, Cell};
use goodword_core::{Record, Response, ResponseId, SurveyId, Timestamp};
use sha2::{Digest, Sha256};

/// One response as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    survey: SurveyId,
    id: ResponseId,
    seq: u32,
    submitted_ms: i64,
    received_ms: i64,
    hash: [u8; 32],
    body: String,
    due: Due,
    /// What it is counted as; made here, where many threads are, and not where one writes.
    cells: Vec<Cell>,
}

/// Rows that are stored together or not at all.
pub type Rows = Vec<Row>;

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Created,
    /// Its `seq` is higher than that of the stored one, whose place it took.
    Replaced,
    /// It was stored before.
    Same,
    /// Its `seq` is lower than that of the stored one, which stays.
    Older,
    /// Another response has its id and `seq`; that one stays.
    Conflict,
    /// The response was erased; it is not stored again.
    Erased,
}

impl Row {
    /// The row of `response`, received at `received_ms`. The write key stays outside.
    pub fn new(mut response: Response, received_ms: i64) -> Self {
        response.key = None;
        let body = response.to_json();
        let (submitted_ms, due) = (response.submitted_at.unix_ms(), Due::of(&response));
        let (survey, id, seq) = (response.survey.clone(), response.id, response.seq);
        let cells = rollup::cells(&Record::from(&response));
        let hash = Sha256::digest(response.content()).into();
        Self { survey, id, seq, submitted_ms, received_ms, hash, body, due, cells }
    }

    /// The id of the response.
    pub fn id(&self) -> ResponseId {
        self.id
    }

    /// The survey that it answers.
    pub fn survey(&self) -> &str {
        self.survey.as_str()
    }

    pub(super) fn seq(&self) -> u32 {
        self.seq
    }

    pub(super) fn submitted_ms(&self) -> i64 {
        self.submitted_ms
    }

    pub(super) fn received_ms(&self) -> i64 {
        self.received_ms
    }

    pub(super) fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    pub(super) fn body(&self) -> &str {
        &self.body
    }

    pub(super) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    pub(super) fn state(&self) -> Option<&str> {
        self.due.state.as_deref()
    }

    pub(super) fn due_ms(&self) -> Option<i64> {
        self.due.due_ms
    }

    /// Takes the place of `stored`: what was promised to a contact then, and what became of it, holds on.
    pub(super) fn keep_promise_of(&mut self, stored: &str) {
        if self.state() != Some(OPEN) {
            return;
        }
        let (Ok(stored), Ok(mut own)) = (Response::parse(stored), Response::parse(&self.body)) else { return };
        let (Some(before), Some(now)) = (stored.follow_up, own.follow_up.as_mut()) else { return };
        if before.state.is_some() && before.contact == now.contact {
            (now.state, now.due_at, now.answered_at) = (before.state, before.due_at, before.answered_at);
            self.due = Due::of(&own);
            self.body = own.to_json();
        }
    }
}

/// The state of a follow-up that was not answered.
pub const OPEN: &str = "open";
/// The state of one that was.
pub const ANSWERED: &str = "answered";

/// When an answer was promised, and what became of the promise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) state: Option<String>,
    pub(super) due_ms: Option<i64>,
}

impl Due {
    pub(super) fn of(response: &Response) -> Self {
        let Some(asked) = &response.follow_up else { return Self::default() };
        // An import may bring any word: what was not answered is open.
        let state = asked.state.as_ref().map(|state| if state == ANSWERED { ANSWERED } else { OPEN });
        Self { state: state.map(str::to_owned), due_ms: asked.due_at.as_ref().map(Timestamp::unix_ms) }
    }
}

/// The text of a stored response with another state of its follow-up; `None` where it has none.
pub(super) fn with_state(body: &str, state: &str, now_ms: i64) -> Option<(String, Due)> {
    let mut response = Response::parse(body).ok()?;
    let asked = response.follow_up.as_mut()?;
    asked.answered_at = (state == ANSWERED).then(|| Timestamp::from_unix_ms(now_ms));
    asked.state = Some(state.to_owned());
    let due = Due::of(&response);
    Some((response.to_json(), due))
}
