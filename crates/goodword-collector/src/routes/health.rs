//! Whether the process lives, and whether it can do its work.

use std::sync::Arc;

use axum::extract::State;

use crate::config::Config;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::schema::Refused;
use crate::store::Store;

/// Whether the process lives.
#[utoipa::path(get, path = "/livez", tag = "health", responses((status = 200, body = String)))]
pub(crate) async fn live() -> &'static str {
    "live\n"
}

/// Whether a response can be stored now.
///
/// Ready is who can store a response now. The last writes tell, and how long one has waited; where they do not, something
/// is stored that nobody keeps, once a second at most: who asks often costs nothing.
#[utoipa::path(get, path = "/readyz", tag = "health",
    responses((status = 200, body = String), (status = 503, response = Refused)))]
pub(crate) async fn ready(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
) -> Result<&'static str, ProblemDetails> {
    if config.stopping.is_set() {
        return Err(ProblemDetails::new(ProblemType::NotReady).detail("It is about to stop."));
    }
    match store.ready().await {
        Ok(()) => Ok("ready\n"),
        Err(error) => {
            tracing::warn!("not ready: {error}");
            Err(ProblemDetails::new(ProblemType::NotReady))
        }
    }
}
