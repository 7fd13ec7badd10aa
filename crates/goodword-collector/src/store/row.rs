//! One response as it is stored, and what became of storing it.

use goodword_core::rollup::{self, RollupCell};
use goodword_core::{Record, Response, ResponseId, SurveyId};
use sha2::{Digest, Sha256};

use super::attention::Attention;
use super::follow_up::{FollowUpState, OPEN};
use super::message::Message;

/// One response as it is stored: its JSON text, and what the database finds it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseRow {
    survey: SurveyId,
    id: ResponseId,
    seq: u32,
    submitted_ms: i64,
    received_ms: i64,
    hash: [u8; 32],
    body: String,
    follow_up: FollowUpState,
    /// What it is counted as; made here, where many threads are, and not where one writes.
    cells: Vec<RollupCell>,
    attention: Attention,
    /// What is to be told of it once it is stored; written with it.
    messages: Vec<Message>,
}

/// Rows that are stored together or not at all.
pub type Rows = Vec<ResponseRow>;

/// What became of storing one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new, and stored.
    Created,
    /// Its `seq` is higher than that of the stored one, whose place it took.
    Replaced,
    /// The same content is stored already.
    Same,
    /// Its `seq` is lower than that of the stored one, which stays.
    Older,
    /// Another response has its id and `seq`; that one stays.
    Conflict,
    /// The response was erased; it is not stored again.
    Erased,
}

impl Outcome {
    /// Whether the row is what is stored now, and was not before.
    pub fn is_stored(self) -> bool {
        matches!(self, Self::Created | Self::Replaced)
    }
}

impl ResponseRow {
    /// The row of `response`, received at `received_ms`, in Unix milliseconds. What was only to be checked is not stored.
    pub fn new(mut response: Response, received_ms: i64) -> Self {
        (response.key, response.proof, response.honeypot) = (None, None, false);
        let body = response.to_json();
        let (submitted_ms, follow_up) = (response.submitted_at.unix_ms(), FollowUpState::of(&response));
        let (survey, id, seq) = (response.survey.clone(), response.id, response.seq);
        let cells = rollup::cells(&Record::from(&response));
        let (attention, messages) = (Attention::of(&response), Vec::new());
        let hash = Sha256::digest(response.content()).into();
        Self { survey, id, seq, submitted_ms, received_ms, hash, body, follow_up, cells, attention, messages }
    }

    /// The id of the response.
    pub fn id(&self) -> ResponseId {
        self.id
    }

    pub(super) fn id_bytes(&self) -> &[u8] {
        self.id.as_bytes()
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

    pub(super) fn cells(&self) -> &[RollupCell] {
        &self.cells
    }

    pub(super) fn state(&self) -> Option<&str> {
        self.follow_up.state.as_deref()
    }

    pub(super) fn due_ms(&self) -> Option<i64> {
        self.follow_up.due_ms
    }

    /// Why a person should look at it.
    pub(super) fn attention(&self) -> Attention {
        self.attention
    }

    /// Has these written with it.
    pub(super) fn tell(&mut self, messages: Vec<Message>) {
        self.messages = messages;
    }

    pub(super) fn messages(&self) -> &[Message] {
        &self.messages
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
            self.follow_up = FollowUpState::of(&own);
            self.body = own.to_json();
        }
    }
}
