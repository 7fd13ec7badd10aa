//! Whether the process lives, and whether it can do its work.

use std::sync::Arc;

use axum::extract::State;

use crate::config::Config;
use crate::problem::{Details, Kind};
use crate::store::Store;

/// Whether the process lives.
#[utoipa::path(get, path = "/livez", tag = "health", responses((status = 200, body = String)))]
pub(crate) async fn live() -> &'static str {
    "live\n"
}

/// Whether a response can be stored now.
///
/// Ready is who can commit a row now. It asks the disk each time: a full one may have been emptied since.
#[utoipa::path(get, path = "/readyz", tag = "health",
    responses((status = 200, body = String), (status = 503, response = crate::openapi::Refused)))]
pub(crate) async fn ready(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
) -> Result<&'static str, Details> {
    if config.stopping.begun() {
        return Err(Details::new(Kind::NotReady).detail("It is about to stop."));
    }
    match store.probe().await {
        Ok(()) => Ok("ready\n"),
        Err(error) => {
            tracing::warn!("not ready: {error}");
            Err(Details::new(Kind::NotReady))
        }
    }
}
