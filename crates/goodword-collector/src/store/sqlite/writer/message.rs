//! The messages to the writing thread.

use tokio::sync::oneshot;

use super::task::Task;
use crate::store::Error;

/// What the thread has to do; it does one after the other.
pub(super) enum Message {
    /// Writes in the next group.
    Task(Box<dyn Task>),
    /// Empties the write-ahead log.
    Empty(oneshot::Sender<Result<bool, Error>>),
    /// Takes no more, writes what waits and ends.
    Close,
}
