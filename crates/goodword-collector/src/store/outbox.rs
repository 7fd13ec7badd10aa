//! What an engine does with messages: they are written with what they tell of, and sent by whoever claims them.

use async_trait::async_trait;
use goodword_core::ResponseId;

use super::error::Error;
use super::message::{Attempt, Message};

/// Messages that wait, and those that were told lately.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Writes messages that no response brings, but for those that are there; the number of them that are new.
    async fn enqueue(&self, messages: Vec<Message>) -> Result<u64, Error>;

    /// At most so many messages to `target` that are due, the one due first first. Each is due again at `until_ms`, unless
    /// it is settled before: who claims it may be gone by then.
    async fn claim(&self, target: String, now_ms: i64, until_ms: i64, most: usize) -> Result<Vec<Message>, Error>;

    /// When the next message to `target` is due, in Unix milliseconds; `None` where none waits.
    async fn next_due(&self, target: String) -> Result<Option<i64>, Error>;

    /// Writes down what became of a try.
    async fn settle(&self, id: String, attempt: Attempt, now_ms: i64) -> Result<(), Error>;

    /// Has every message to `target` that was made then or later told again, those that were told included, and the target
    /// told if it was not; the number of them.
    async fn replay(&self, target: String, since_ms: i64, now_ms: i64) -> Result<u64, Error>;

    /// How messages to each target stand, by name.
    async fn message_counts(&self) -> Result<Vec<MessageCount>, Error>;

    /// How each target does that ever failed, by name.
    async fn target_states(&self) -> Result<Vec<TargetState>, Error>;

    /// Writes down how a target does.
    async fn put_target_state(&self, state: TargetState) -> Result<(), Error>;

    /// Forgets messages that were settled before then, and those that wait since before then: for who is told no longer.
    async fn forget_messages(&self, before_ms: i64) -> Result<(), Error>;

    /// At most so many responses of a survey whose promised answer is open and falls due from then until before then, in
    /// Unix milliseconds, each with that time, the one due first first.
    async fn open_follow_ups(
        &self,
        survey: String,
        (from_ms, until_ms): (i64, i64),
        most: usize,
    ) -> Result<Vec<(ResponseId, i64)>, Error>;
}

/// How the messages to one target stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageCount {
    /// Its name.
    pub target: String,
    /// So many wait.
    pub waiting: i64,
    /// So many arrived lately.
    pub delivered: i64,
    /// So many were given up lately.
    pub failed: i64,
    /// When the oldest that waits was made, in Unix milliseconds.
    pub oldest_ms: Option<i64>,
}

/// How a target does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TargetState {
    /// Its name.
    pub name: String,
    /// The SHA-256 of its address: what is known of another is of no use.
    pub address: [u8; 32],
    /// Since when nothing has arrived, in Unix milliseconds.
    pub failing_ms: Option<i64>,
    /// Since when nothing is sent to it.
    pub disabled_ms: Option<i64>,
    /// What went wrong last.
    pub error: Option<String>,
}
