//! Address and method → handler.

use axum::routing::{get, post};
use axum::{Router, middleware};

use crate::limit;
use crate::shared::Shared;

pub(crate) use query::moment;

mod export;
pub(crate) mod files;
mod health;
mod import;
mod post;
mod query;
mod survey;

pub(crate) fn routes() -> Router<Shared> {
    let quick = Router::new()
        .route("/v1/surveys", get(survey::list))
        .route("/v1/surveys/{survey}", get(survey::get).put(survey::put))
        .route("/v1/surveys/{survey}/responses", get(export::get))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route_layer(middleware::from_fn(limit::layer));
    // An import takes as long as it takes.
    Router::new().route("/v1/responses", post(post::post)).merge(quick)
}
