//! Definitions, settings and the last use of tokens in memory, so that a post waits for no look-up.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use super::engine::{Engine, Hash};
use super::{Definition, Definitions, Error, Settings, SettingsSnapshot};

/// Another process's changes are looked for this often.
const LOOK: Duration = Duration::from_secs(2);
/// A token's use is noted at most this often, in milliseconds.
const TOUCH: i64 = 60_000;

pub(super) struct Cache {
    configs: RwLock<(Definitions, SettingsSnapshot)>,
    touched: Mutex<HashMap<Hash, i64>>,
}

impl Cache {
    pub(super) fn new(definitions: Vec<Definition>, settings: Vec<(String, Settings)>) -> Self {
        let configs = (Definitions::new(definitions), SettingsSnapshot::new(settings));
        Self { configs: RwLock::new(configs), touched: Mutex::default() }
    }

    pub(super) fn definitions(&self) -> Definitions {
        self.configs.read().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    pub(super) fn settings(&self) -> SettingsSnapshot {
        self.configs.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    pub(super) async fn read(&self, engine: &dyn Engine) -> Result<(), Error> {
        let (definitions, settings) = (engine.definitions().await?, engine.settings().await?);
        let configs = (Definitions::new(definitions), SettingsSnapshot::new(settings));
        *self.configs.write().unwrap_or_else(PoisonError::into_inner) = configs;
        Ok(())
    }

    /// Whether a token's use is worth a note.
    pub(super) fn touches(&self, hash: Hash, now_ms: i64) -> bool {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        let last = touched.entry(hash).or_insert(i64::MIN);
        let worth = now_ms.saturating_sub(*last) >= TOUCH;
        if worth {
            *last = now_ms;
        }
        worth
    }
}

/// Reads anew what another process changed, for as long as the store is held.
pub(super) fn watch(cache: &Arc<Cache>, engine: &Arc<dyn Engine>) {
    let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
    let (cache, engine) = (Arc::downgrade(cache), Arc::downgrade(engine));
    runtime.spawn(async move {
        let mut seen = None;
        loop {
            tokio::time::sleep(LOOK).await;
            let (Some(cache), Some(engine)) = (cache.upgrade(), engine.upgrade()) else { break };
            let Ok(generation) = engine.generation().await else { continue };
            if seen != Some(generation) && cache.read(&*engine).await.is_ok() {
                seen = Some(generation);
            }
        }
    });
}
