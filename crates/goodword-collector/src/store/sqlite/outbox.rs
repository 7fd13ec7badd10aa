//! The outbox of the SQLite engine.

use async_trait::async_trait;
use goodword_core::ResponseId;

use super::{Sqlite, messages};
use crate::store::{Attempt, Backpressure, Error, Message, MessageCount, Outbox, TargetState};

#[async_trait]
impl Outbox for Sqlite {
    async fn enqueue(&self, messages: Vec<Message>) -> Result<u64, Error> {
        let insert = move |connection: &rusqlite::Connection| {
            messages.iter().try_fold(0, |new, message| Ok(new + u64::from(messages::insert(connection, message)?)))
        };
        self.write_or_wait(insert).await
    }

    async fn claim(&self, target: String, now_ms: i64, until_ms: i64, most: usize) -> Result<Vec<Message>, Error> {
        self.write_or_wait(move |connection| messages::claim(connection, &target, (now_ms, until_ms), most)).await
    }

    async fn next_due(&self, target: String) -> Result<Option<i64>, Error> {
        self.readers.read(move |connection| messages::next_due(connection, &target)).await
    }

    async fn settle(&self, id: String, attempt: Attempt, now_ms: i64) -> Result<(), Error> {
        self.write_or_wait(move |connection| messages::settle(connection, &id, attempt, now_ms)).await
    }

    async fn replay(&self, target: String, since_ms: i64, now_ms: i64) -> Result<u64, Error> {
        self.write_or_wait(move |connection| messages::replay(connection, &target, since_ms, now_ms)).await
    }

    async fn message_counts(&self) -> Result<Vec<MessageCount>, Error> {
        self.readers.read(messages::counts).await
    }

    async fn target_states(&self) -> Result<Vec<TargetState>, Error> {
        self.readers.read(messages::target_states).await
    }

    async fn put_target_state(&self, state: TargetState) -> Result<(), Error> {
        self.write_or_wait(move |connection| messages::put_target_state(connection, &state)).await
    }

    async fn forget_messages(&self, before_ms: i64) -> Result<(), Error> {
        self.write_or_wait(move |connection| messages::forget(connection, before_ms)).await
    }

    async fn open_follow_ups(
        &self,
        survey: String,
        period: (i64, i64),
        most: usize,
    ) -> Result<Vec<(ResponseId, i64)>, Error> {
        self.readers.read(move |connection| messages::open_follow_ups(connection, &survey, period, most)).await
    }
}

impl Sqlite {
    /// Nobody waits for an answer to what is written here: it may wait for room.
    async fn write_or_wait<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&rusqlite::Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        self.writer.write(Backpressure::Wait, move |transaction| work(transaction.connection)).await
    }
}
