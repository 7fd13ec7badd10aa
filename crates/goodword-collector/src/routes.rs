//! Address and method → handler.

use axum::Router;
use axum::routing::{get, post};

use crate::store::Store;

pub(crate) use query::moment;

mod export;
pub(crate) mod files;
mod health;
mod import;
mod post;
mod query;
mod survey;

pub(crate) fn routes() -> Router<Store> {
    Router::new()
        .route("/v1/responses", post(post::post))
        .route("/v1/surveys", get(survey::list))
        .route("/v1/surveys/{survey}", get(survey::get).put(survey::put))
        .route("/v1/surveys/{survey}/responses", get(export::get))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
}
