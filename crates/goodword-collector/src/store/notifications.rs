//! Who is told of what, for as long as a store is open; and the sign that there is something to tell.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch;

use super::row::Rows;
use super::settings::SettingsSnapshot;
use super::subscription::Subscriptions;

/// Shared by all handles on a store. As long as nobody is told of anything it costs a response one look.
#[derive(Default)]
pub(super) struct Notifications {
    subscriptions: RwLock<Arc<Subscriptions>>,
    written: watch::Sender<u64>,
}

impl Notifications {
    pub(super) fn set(&self, subscriptions: Subscriptions) {
        *self.subscriptions.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(subscriptions);
    }

    pub(super) fn subscriptions(&self) -> Arc<Subscriptions> {
        Arc::clone(&self.subscriptions.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives each row what is to be told of it, which is nothing where only groups are told of; true where that is anything.
    pub(super) fn address(&self, rows: &mut Rows, settings: &SettingsSnapshot) -> bool {
        let subscriptions = self.subscriptions();
        if subscriptions.is_empty() {
            return false;
        }
        let of_groups = |survey: &str| settings.get(survey).is_some_and(|settings| settings.min_group.is_some());
        for row in rows.iter_mut().filter(|row| !of_groups(row.survey())) {
            row.tell(subscriptions.messages(row));
        }
        rows.iter().any(|row| !row.messages().is_empty())
    }

    /// There is something to tell.
    pub(super) fn wake(&self) {
        self.written.send_modify(|n| *n = n.wrapping_add(1));
    }

    /// Changes whenever something to tell was written by this process.
    pub(super) fn written(&self) -> watch::Receiver<u64> {
        self.written.subscribe()
    }
}
