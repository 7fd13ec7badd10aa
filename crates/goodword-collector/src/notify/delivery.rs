//! What waits for one target is sent to it, for as long as the collector runs.

use std::time::Duration;

use futures_util::future::join_all;

use super::content::Content;
use super::failure::Failure;
use super::health;
use super::retry::{PATIENCE, Pace};
use super::target::{Channel, Target};
use crate::store::{Attempt, Error, Message, Store, TargetState};
use crate::{clock, random};

/// So many are sent at a time; one to a target that fails.
const AT_ONCE: usize = 8;
/// What others have written is looked for this often.
const POLL: Duration = Duration::from_secs(5);
/// A target that fails is left alone no longer than that.
const REST: Duration = Duration::from_mins(1);
/// Whoever claims a message has so many times the time of a try to settle it; then it is somebody else's.
const CLAIM: u32 = 2;

/// One target, and what was seen of it.
pub(super) struct Delivery {
    store: Store,
    target: Target,
    pace: Pace,
    /// So many turns in a row brought nothing there.
    failures: u32,
}

impl Delivery {
    pub(super) fn new(store: Store, target: Target, pace: Pace) -> Self {
        Self { store, target, pace, failures: 0 }
    }

    /// Sends until it is dropped.
    pub(super) async fn run(mut self) {
        let mut written = self.store.messages_written();
        loop {
            written.mark_unchanged();
            let pause = self.turn().await.unwrap_or_else(|error| {
                tracing::warn!(target = self.target.name(), "messages could not be read or settled: {error}");
                POLL
            });
            if self.failures > 0 {
                tokio::time::sleep(pause).await;
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = written.changed() => {}
            }
        }
    }

    /// Sends what is due; how long to wait before the next turn.
    async fn turn(&mut self) -> Result<Duration, Error> {
        let (name, engine) = (self.target.name().to_owned(), self.store.engine());
        let now_ms = clock::now_ms();
        let Some(due_ms) = engine.next_due(name.clone()).await? else { return Ok(POLL) };
        if due_ms > now_ms {
            return Ok(Duration::from_millis(u64::try_from(due_ms - now_ms).unwrap_or_default()).min(POLL));
        }
        let state = health::known(engine.target_states().await?, &name, self.target.address_hash());
        if state.disabled_ms.is_some() {
            return Ok(POLL);
        }
        let most = if state.failing_ms.is_some() { 1 } else { AT_ONCE };
        let claimed = engine.claim(name, now_ms, now_ms.saturating_add(ms(self.pace.timeout * CLAIM)), most).await?;
        let tried = join_all(claimed.iter().map(|message| self.attempt(message))).await;
        for (message, tried) in claimed.iter().zip(&tried) {
            self.settle(message, tried.as_ref()).await?;
        }
        self.note(state, tried).await
    }

    /// Sends a message; `None` where there is nothing to tell any more.
    async fn attempt(&self, message: &Message) -> Option<Result<(), Failure>> {
        let content = match Content::read(&self.store, message).await {
            Ok(Some(content)) => content,
            Ok(None) => return None,
            Err(error) => return Some(Err(Failure::new(format!("it could not be read: {error}")))),
        };
        match &self.target.channel {
            Channel::Webhook(webhook) => Some(webhook.post(&message.id, &content, self.pace.timeout).await),
            Channel::Email(email) => Some(email.send(&message.id, &content, self.pace.timeout).await),
        }
    }

    async fn settle(&self, message: &Message, tried: Option<&Result<(), Failure>>) -> Result<(), Error> {
        let now_ms = clock::now_ms();
        let attempt = match tried {
            None => Attempt::Gone,
            Some(Ok(())) => Attempt::Delivered,
            Some(Err(_)) if now_ms.saturating_sub(message.begun_ms) >= ms(PATIENCE) => Attempt::GivenUp,
            Some(Err(failure)) => {
                let pause = self.pace.pause(message.tries, random::bytes::<1>()[0]);
                Attempt::Again { due_ms: now_ms.saturating_add(ms(pause.max(failure.retry_after.unwrap_or_default()))) }
            }
        };
        let outcome = match attempt {
            Attempt::Delivered => "delivered",
            Attempt::Again { .. } => "failed",
            Attempt::GivenUp => "given_up",
            Attempt::Gone => "gone",
        };
        metrics::counter!("goodword_messages_total", "target" => message.target.clone(), "outcome" => outcome)
            .increment(1);
        self.store.engine().settle(message.id.clone(), attempt, now_ms).await
    }

    /// Writes down how the target does, and says so where that is news.
    async fn note(&mut self, state: TargetState, tried: Vec<Option<Result<(), Failure>>>) -> Result<Duration, Error> {
        let mut tried: Vec<_> = tried.into_iter().flatten().collect();
        // One that arrives speaks for the target, whatever is wrong with another message; one that wants no more for itself.
        tried.sort_by_key(|tried| match tried {
            Err(failure) if failure.is_gone => 0,
            Ok(()) => 1,
            Err(_) => 2,
        });
        let Some(told) = tried.into_iter().next() else { return Ok(Duration::ZERO) };
        if let Some(now) = health::after(&state, &told, clock::now_ms()) {
            say(&state, &now);
            self.store.engine().put_target_state(now).await?;
        }
        self.failures = if told.is_ok() { 0 } else { self.failures.saturating_add(1) };
        Ok(if told.is_ok() { Duration::ZERO } else { self.pace.pause(self.failures, 128).min(REST) })
    }
}

fn say(before: &TargetState, now: &TargetState) {
    let (name, error) = (now.name.as_str(), now.error.as_deref().unwrap_or_default());
    match (before.failing_ms, now.failing_ms, now.disabled_ms) {
        (_, _, Some(_)) => {
            tracing::error!(
                target = name,
                "nothing is sent there any more: {error}; `goodword webhook replay {name}` begins anew"
            );
        }
        (None, Some(_), None) => tracing::warn!(target = name, "a message did not arrive, and is tried again: {error}"),
        (Some(_), None, None) => tracing::info!(target = name, "messages arrive again"),
        _ => {}
    }
}

fn ms(of: Duration) -> i64 {
    i64::try_from(of.as_millis()).unwrap_or(i64::MAX)
}
