//! What a writer is asked for.

use std::collections::BTreeSet;
use std::time::Instant;

use tokio::sync::{OwnedSemaphorePermit, oneshot};

use crate::store::{Error, Outcome, ResponseRow, Rows};

pub(super) enum Request {
    Put(PutRequest),
    /// To store a row that nobody keeps; how that ended.
    Probe(oneshot::Sender<Result<(), Error>>),
}

/// Rows to store, and the one who waits for it.
pub(super) struct PutRequest {
    pub(super) rows: Rows,
    reply: oneshot::Sender<Result<Vec<Outcome>, Error>>,
    /// Its place among those that may wait.
    _place: OwnedSemaphorePermit,
    /// Since when somebody else holds one of its surveys.
    pub(super) locked: Option<Instant>,
    /// Whether it must not be taken to be new, because it was and is not, or may have no survey yet.
    pub(super) doubtful: bool,
}

impl PutRequest {
    pub(super) fn new(
        rows: Rows,
        place: OwnedSemaphorePermit,
    ) -> (Self, oneshot::Receiver<Result<Vec<Outcome>, Error>>) {
        let (reply, answer) = oneshot::channel();
        (Self { rows, reply, _place: place, locked: None, doubtful: false }, answer)
    }

    pub(super) fn reply(self, result: Result<Vec<Outcome>, Error>) {
        // Whoever waited may be gone; what was committed stays, and a retry finds it.
        let _ = self.reply.send(result);
    }

    pub(super) fn is_within(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.rows.iter().all(|row| holds(row.survey()))
    }

    /// The one survey that all of it answers.
    pub(super) fn survey(&self) -> Option<&str> {
        let survey = self.rows.first()?.survey();
        self.is_within(|other| other == survey).then_some(survey)
    }

    pub(super) fn surveys(&self) -> BTreeSet<String> {
        self.rows.iter().map(|row| row.survey().to_owned()).collect()
    }
}

pub(super) fn rows(puts: &[PutRequest]) -> impl Iterator<Item = &ResponseRow> + Clone {
    puts.iter().flat_map(|put| &put.rows)
}

/// Sends each put its own part of the outcomes.
pub(super) fn reply(puts: Vec<PutRequest>, result: Result<Vec<Outcome>, Error>) {
    let mut outcomes = result.map(Vec::into_iter);
    for put in puts {
        let result = match &mut outcomes {
            Ok(outcomes) => Ok(outcomes.take(put.rows.len()).collect()),
            Err(error) => Err(error.clone()),
        };
        put.reply(result);
    }
}
