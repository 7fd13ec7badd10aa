//! Promised answers are looked for each minute: those that fall due within the hour, and those that were not given.

use std::time::Duration;

use crate::clock;
use crate::store::{Error, Event, Message, Store};

const EVERY: Duration = Duration::from_mins(1);
/// So long before it falls due is an answer asked for.
const SOON: i64 = 60 * 60 * 1000;
/// What fell due longer ago was told by who ran then.
const LONG_AGO: i64 = 7 * 24 * 60 * 60 * 1000;
/// So many are read at a time.
const AT_ONCE: usize = 1_000;

/// Looks for as long as it is let.
pub(super) async fn watch(store: Store) {
    let mut since_ms = clock::now_ms() - LONG_AGO;
    loop {
        let now_ms = clock::now_ms();
        match look(&store, since_ms, now_ms).await {
            // What is told twice is one message; what is late by the clock of another collector is not missed.
            Ok(()) => since_ms = now_ms - SOON,
            Err(error) => tracing::warn!("follow-ups could not be looked at: {error}"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Writes what is to be told of answers that fell due since then, or will soon.
pub(super) async fn look(store: &Store, since_ms: i64, now_ms: i64) -> Result<(), Error> {
    let subscriptions = store.subscriptions();
    let periods = [(Event::FollowUpLate, since_ms, now_ms), (Event::FollowUpDue, now_ms, now_ms.saturating_add(SOON))];
    let periods: Vec<_> = periods.into_iter().filter(|(event, ..)| subscriptions.any(*event)).collect();
    if periods.is_empty() {
        return Ok(());
    }
    // That somebody waits for an answer is told of one person.
    let surveys = store.surveys().await?.into_iter().map(|survey| survey.id);
    for survey in surveys.filter(|survey| store.group_rule(survey).is_none()) {
        for (event, from_ms, until_ms) in periods.iter().copied() {
            if subscriptions.targets(event, &survey).next().is_some() {
                tell(store, event, &survey, (from_ms, until_ms), now_ms).await?;
            }
        }
    }
    Ok(())
}

async fn tell(
    store: &Store,
    event: Event,
    survey: &str,
    (mut from_ms, until_ms): (i64, i64),
    now_ms: i64,
) -> Result<(), Error> {
    let subscriptions = store.subscriptions();
    loop {
        let due = store.engine().open_follow_ups(survey.to_owned(), (from_ms, until_ms), AT_ONCE).await?;
        let mut messages = Vec::new();
        for of in &due {
            let message = |target| Message::of_follow_up(event, target, survey, *of, now_ms);
            messages.extend(subscriptions.targets(event, survey).map(message));
        }
        store.tell(messages).await?;
        match due.last() {
            // All of one millisecond's are read again; where they are more than are read at a time, the rest is passed over.
            Some((_, due_ms)) if due.len() == AT_ONCE => from_ms = (*due_ms).max(from_ms.saturating_add(1)),
            _ => return Ok(()),
        }
    }
}
