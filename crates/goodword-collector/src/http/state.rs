//! What every handler may reach.

use std::sync::Arc;

use axum::extract::FromRef;
use tokio::sync::Semaphore;

use crate::config::Config;
use crate::http::rate_limits::RateLimits;
use crate::store::Store;

/// The store, and the settings of the application.
#[derive(Clone)]
pub(crate) struct AppState {
    pub(crate) store: Store,
    pub(crate) config: Arc<Config>,
    /// What is left of the memory for bodies.
    pub(crate) bodies: Arc<Semaphore>,
    /// What has come lately, by whom.
    pub(crate) limits: Arc<RateLimits>,
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
