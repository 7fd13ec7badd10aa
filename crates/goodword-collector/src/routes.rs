//! Address and method → handler.

use axum::routing::{delete, get, patch, post};
use axum::{Router, middleware};

use crate::http::state::AppState;
use crate::http::timeout;

pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod files;
pub(crate) mod follow_ups;
pub(crate) mod health;
mod import;
pub(crate) mod link;
pub(crate) mod listing;
mod response_key;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod submit;
pub(crate) mod survey;
pub(crate) mod tally;
pub(crate) mod targets;

pub(crate) fn routes() -> Router<AppState> {
    let quick = Router::new()
        .route("/v1/surveys", get(survey::list))
        .route("/v1/surveys/{survey}", get(survey::get).put(survey::put))
        .route("/v1/surveys/{survey}/responses", get(export::get))
        .route("/v1/surveys/{survey}/settings", get(settings::get).put(settings::put).patch(settings::patch))
        .route("/v1/surveys/{survey}/follow-ups", get(follow_ups::list))
        .route("/v1/responses/{id}/follow-up", patch(follow_ups::answer))
        .route("/v1/session", post(session::begin).delete(session::end))
        .route("/v1/sessions", get(session::list))
        .route("/v1/sessions/{id}", delete(session::end_other))
        .route("/v1/targets", get(targets::list))
        .route("/s/{survey}", get(link::get))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route_layer(middleware::from_fn(timeout::layer));
    // These take as long as they take.
    Router::new()
        .route("/v1/responses", post(submit::post))
        .route("/v1/responses/{id}", delete(erase::delete))
        .route("/v1/erase", post(erase::erase))
        .route("/v1/subject", post(erase::export))
        .route("/v1/surveys/{survey}/tally", get(tally::get))
        .merge(quick)
}
