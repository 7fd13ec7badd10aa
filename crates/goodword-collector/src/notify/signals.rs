//! What figures say is looked for each hour: what changed, and on Mondays the week that is over.

use std::time::Duration;

use goodword_core::{Day, Zone};

use super::figures;
use crate::clock;
use crate::store::{Error, Event, Message, Store};

const EVERY: Duration = Duration::from_hours(1);

/// Looks for as long as it is let.
pub(super) async fn watch(store: Store) {
    loop {
        let now_ms = clock::now_ms();
        if let Err(error) = look(&store, now_ms).await {
            tracing::warn!("figures could not be looked at: {error}");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Writes what is to be told of figures, which is once a month and figure, and once a week.
pub(super) async fn look(store: &Store, now_ms: i64) -> Result<(), Error> {
    let (subscriptions, zone) = (store.subscriptions(), Zone::utc());
    if !subscriptions.any(Event::Signal) && !subscriptions.any(Event::Digest) {
        return Ok(());
    }
    // What of a survey is told by groups only has no days.
    let surveys = store.surveys().await?.into_iter().map(|survey| survey.id);
    for survey in surveys.filter(|survey| store.group_rule(survey).is_none()) {
        let wanted = |event| subscriptions.targets(event, &survey).next().is_some();
        if !wanted(Event::Signal) && !wanted(Event::Digest) {
            continue;
        }
        let tally = store.tally(survey.clone(), None, &zone).await?;
        let mut messages = Vec::new();
        for (event, key, data) in told(&tally, &survey, zone.day(now_ms)) {
            let of = |target| Message::of_figures(event, target, &survey, (&key, data.clone()), now_ms);
            messages.extend(subscriptions.targets(event, &survey).map(of));
        }
        store.tell(messages).await?;
    }
    Ok(())
}

/// What the counts say, each with what makes it the same when it is found again.
fn told(tally: &goodword_core::Tally, survey: &str, today: Day) -> Vec<(Event, String, String)> {
    let mut told = Vec::new();
    for change in figures::changes(tally, survey, today) {
        let key = format!("{} {}", change.period, change.figure);
        told.extend(serde_json::to_string(&change).ok().map(|data| (Event::Signal, key, data)));
    }
    if let Some(week) = figures::week(tally, survey, today) {
        told.extend(serde_json::to_string(&week).ok().map(|data| (Event::Digest, week.period, data)));
    }
    told
}
