//! The whole application as one value: routes, files and what surrounds them.

use std::sync::Arc;

use axum::routing::get;
use axum::{Router, middleware};

use crate::config::Config;
use crate::http::rate_limits::RateLimits;
use crate::http::state::{AppState, Shared};
use crate::http::{body_budget, cors, request_log};
use crate::store::Store;
use crate::{openapi, routes};

/// Answers requests from `store`. Cross-origin headers are outermost, so that they stand on every reply.
pub fn app(store: Store, config: &Config) -> Router {
    let shared = Shared {
        store,
        config: Arc::new(config.clone()),
        bodies: body_budget::budget(),
        limits: RateLimits::new(&config.rate_limits),
    };
    let routes = routes::routes().route("/openapi.json", get(openapi::get)).with_state(AppState::new(shared));
    let routes = match routes::files::files(config) {
        Some(files) => routes.fallback_service(files),
        None => routes,
    };
    routes.layer(middleware::from_fn(request_log::layer)).layer(cors::layer(&config.origins))
}
