//! Whose turn it is to be counted: one tally at a time of a survey, and few in all, so that those who read and those who
//! are let in by a token find the database free.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Instant;

use tokio::sync::{OwnedMutexGuard, Semaphore, SemaphorePermit};

use super::Error;

/// So many tallies are made at a time.
const AT_ONCE: usize = 2;

pub(super) struct TallyTurns {
    surveys: Mutex<HashMap<String, Weak<tokio::sync::Mutex<()>>>>,
    all: Semaphore,
}

/// A turn, until it is dropped.
pub(super) struct Turn<'a> {
    _survey: OwnedMutexGuard<()>,
    _one_of_all: SemaphorePermit<'a>,
}

impl Default for TallyTurns {
    fn default() -> Self {
        Self { surveys: Mutex::default(), all: Semaphore::new(AT_ONCE) }
    }
}

impl TallyTurns {
    /// Waits for the turn of `survey`, until `deadline`.
    pub(super) async fn take(&self, survey: &str, deadline: Instant) -> Result<Turn<'_>, Error> {
        let waiting = async {
            let survey = self.of(survey).lock_owned().await;
            let one_of_all = self.all.acquire().await.map_err(|_| Error::Closed)?;
            Ok(Turn { _survey: survey, _one_of_all: one_of_all })
        };
        tokio::time::timeout_at(deadline.into(), waiting).await.unwrap_or(Err(Error::Busy))
    }

    fn of(&self, survey: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut surveys = self.surveys.lock().unwrap_or_else(PoisonError::into_inner);
        surveys.retain(|_, turn| turn.strong_count() > 0);
        let turn = surveys.get(survey).and_then(Weak::upgrade).unwrap_or_default();
        surveys.insert(survey.to_owned(), Arc::downgrade(&turn));
        turn
    }
}
