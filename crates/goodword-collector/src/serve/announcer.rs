//! Who is told of the time: by the file of settings, and by the settings of surveys, which change while it runs.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::config::{Network, survey_targets};
use crate::notify::{Dispatcher, Targets};
use crate::store::{Store, SurveyWebhook};

/// So often it is looked whether the settings of a survey have changed.
const LOOK: Duration = Duration::from_secs(1);

/// What the file of settings says.
#[derive(Debug, Clone, Default)]
struct Configured {
    targets: Targets,
    allowed: Vec<Network>,
}

/// Has people told.
#[derive(Clone)]
pub(super) struct Announcer {
    store: Store,
    dispatcher: Arc<Dispatcher>,
    configured: Arc<Mutex<Configured>>,
}

impl Announcer {
    /// Has these told from now on, and those of the surveys. `allowed` are networks of the house that may be reached.
    pub(super) fn start(store: Store, targets: Targets, allowed: Vec<Network>) -> Self {
        let all = all(&store, &targets, &allowed);
        let configured = Arc::new(Mutex::new(Configured { targets, allowed }));
        let announcer = Self { dispatcher: Arc::new(Dispatcher::start(store.clone(), all)), store, configured };
        tokio::spawn(announcer.clone().follow());
        announcer
    }

    /// Has these told instead of those that the file named before.
    pub(super) fn set(&self, targets: Targets, allowed: Vec<Network>) {
        *self.configured.lock().unwrap_or_else(PoisonError::into_inner) = Configured { targets, allowed };
        self.announce();
    }

    fn announce(&self) {
        let Configured { targets, allowed } = self.configured.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.dispatcher.set(all(&self.store, &targets, &allowed));
    }

    async fn follow(self) {
        let mut known = webhooks(&self.store);
        loop {
            tokio::time::sleep(LOOK).await;
            let now = webhooks(&self.store);
            if now != known {
                known = now;
                self.announce();
            }
        }
    }
}

fn all(store: &Store, targets: &Targets, allowed: &[Network]) -> Targets {
    targets.iter().cloned().chain(survey_targets(&store.settings(), allowed)).collect()
}

fn webhooks(store: &Store) -> Vec<(String, SurveyWebhook)> {
    let mut all: Vec<_> = store.settings().webhooks().map(|(survey, of)| (survey.clone(), of.clone())).collect();
    all.sort_by(|(a, x), (b, y)| (a, &x.name).cmp(&(b, &y.name)));
    all
}
