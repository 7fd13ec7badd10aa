//! The messages to the writing thread.

use tokio::sync::oneshot;

use super::put::Put;
use super::task::Task;
use crate::store::Error;

/// What the thread has to do; it does one after the other.
pub(super) enum Message {
    /// Writes in the next group.
    Write(Write),
    /// Empties the write-ahead log.
    Empty(oneshot::Sender<Result<bool, Error>>),
    /// Takes no more, writes what waits and ends.
    Close,
}

/// Something to write. All of a group share one transaction and one fate.
pub(super) enum Write {
    /// Responses, which are written many at a time.
    Put(Put),
    /// Anything else.
    Task(Box<dyn Task>),
}

impl Write {
    pub(super) fn rows(&self) -> usize {
        match self {
            Self::Put(put) => put.rows.len(),
            Self::Task(_) => 1,
        }
    }

    /// Says what became of it after a commit, otherwise why there was none.
    pub(super) fn reply(self, committed: Result<(), Error>) {
        match self {
            Self::Put(put) => put.reply(committed),
            Self::Task(task) => task.reply(committed),
        }
    }
}
