//! What every handler may reach.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;
use tokio::sync::Semaphore;

use crate::config::Config;
use crate::http::rate_limits::RateLimits;
use crate::store::Store;

/// A handle on what all requests share: every request takes some, and one count is cheaper than one for each part.
#[derive(Clone)]
pub(crate) struct AppState(Arc<Shared>);

/// The store, and the settings of the application.
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) config: Arc<Config>,
    /// What is left of the memory for bodies.
    pub(crate) bodies: Arc<Semaphore>,
    /// What has come lately, by whom.
    pub(crate) limits: RateLimits,
}

impl AppState {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl FromRef<AppState> for Store {
    fn from_ref(state: &AppState) -> Self {
        state.store.clone()
    }
}

impl FromRef<AppState> for Arc<Config> {
    fn from_ref(state: &AppState) -> Self {
        Self::clone(&state.config)
    }
}
