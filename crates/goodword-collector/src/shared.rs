//! What every handler may reach.

use std::sync::Arc;

use axum::extract::FromRef;

use crate::config::Config;
use crate::store::Store;

/// The store, and what the owner decided.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) config: Arc<Config>,
}

impl FromRef<Shared> for Store {
    fn from_ref(shared: &Shared) -> Self {
        shared.store.clone()
    }
}

impl FromRef<Shared> for Arc<Config> {
    fn from_ref(shared: &Shared) -> Self {
        Self::clone(&shared.config)
    }
}
