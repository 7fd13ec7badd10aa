//! All that is done to tell people, for the targets of the time.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::delivery::Delivery;
use super::retry::Pace;
use super::target::{Targets, subscriptions};
use super::{follow_ups, signals};
use crate::clock;
use crate::store::Store;

/// What was told, or given up, is remembered for so long: it can be told again, and is not told twice.
const REMEMBERED: i64 = 30 * 24 * 60 * 60 * 1000;
const TIDY: Duration = Duration::from_hours(1);

/// Tells people until it is dropped.
pub struct Dispatcher {
    store: Store,
    targets: watch::Sender<Targets>,
}

impl Dispatcher {
    /// Tells these from now on.
    pub fn start(store: Store, targets: Targets) -> Self {
        Self::at_pace(store, targets, Pace::default())
    }

    /// As [`Dispatcher::start`], trying again sooner or later.
    pub fn at_pace(store: Store, targets: Targets, pace: Pace) -> Self {
        store.subscribe(subscriptions(&targets));
        let (sender, receiver) = watch::channel(targets);
        tokio::spawn(run(store.clone(), receiver, pace));
        Self { store, targets: sender }
    }

    /// Tells these instead.
    pub fn set(&self, targets: Targets) {
        self.store.subscribe(subscriptions(&targets));
        self.targets.send_replace(targets);
    }
}

/// Ends with the dispatcher. What is under way when the targets change is claimed again, so it may be told twice.
async fn run(store: Store, mut targets: watch::Receiver<Targets>, pace: Pace) {
    loop {
        let mut tasks = JoinSet::new();
        let now = targets.borrow_and_update().clone();
        if !now.is_empty() {
            tasks.spawn(follow_ups::watch(store.clone()));
            tasks.spawn(signals::watch(store.clone()));
            tasks.spawn(tidy(store.clone()));
        }
        for target in now {
            tasks.spawn(Delivery::new(store.clone(), target, pace).run());
        }
        if targets.changed().await.is_err() {
            return;
        }
    }
}

async fn tidy(store: Store) {
    loop {
        if let Err(error) = store.engine().forget_messages(clock::now_ms() - REMEMBERED).await {
            tracing::warn!("messages of long ago could not be removed: {error}");
        }
        tokio::time::sleep(TIDY).await;
    }
}
