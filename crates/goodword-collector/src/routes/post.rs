//! `POST /v1/responses`: one response from anybody, or many from an owner.

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use goodword_core::Problem;
use goodword_core::object::Object;
use serde::Serialize;

use super::import;
use crate::admission::{Door, admit};
use crate::body::{self, Media};
use crate::gate::Gate;
use crate::problem::{Details, Kind};
use crate::shared::Shared;
use crate::store::{Outcome, Row};
use crate::{clock, limit, openapi};

#[derive(Serialize)]
struct Stored {
    id: String,
}

/// Stores one response: from anybody, unless the survey has write keys or origins. `text/plain` holding JSON is taken as
/// well. With `application/x-ndjson` and a token it is an import: one response on a line, 64 kB each, read as it arrives.
#[utoipa::path(post, path = "/v1/responses", tag = "responses", security((), ("token" = []), ("session" = [])),
    request_body = openapi::Response,
    responses((status = 201, body = openapi::Stored, description = "It is on disk"),
        (status = 200, body = openapi::Stored, description = "It was stored before, or a higher seq of it is now"),
        (status = "4XX", response = openapi::Refused), (status = "5XX", response = openapi::Refused)))]
pub(crate) async fn post(State(shared): State<Shared>, request: Request) -> Result<Response, Details> {
    let (Parts { headers, .. }, body) = request.into_parts();
    match Media::of(&headers) {
        Some(Media::Json) => {
            let stored = tokio::time::timeout(limit::WHOLE, one(&shared, &headers, body)).await;
            stored.unwrap_or_else(|_| Err(Details::new(Kind::Slow)))
        }
        Some(Media::Ndjson) => import::import(&shared, &headers, body).await,
        None => Err(Details::new(Kind::MediaType)
            .detail("Send application/json, text/plain holding JSON, or, with a token, application/x-ndjson.")),
    }
}

async fn one(shared: &Shared, headers: &HeaderMap, body: Body) -> Result<Response, Details> {
    let row = row(&body::text(headers, body).await?, shared, headers)?;
    let id = row.id().to_text();
    let outcome = shared.store.put(vec![row]).await?.first().copied();
    metrics::counter!("goodword_responses_total", "outcome" => outcome.map_or("none", name)).increment(1);
    let status = match outcome {
        Some(Outcome::Conflict) => return Err(Details::new(Kind::IdConflict)),
        Some(Outcome::Erased) => return Err(Details::new(Kind::Erased)),
        Some(Outcome::Created) => StatusCode::CREATED,
        _ => StatusCode::OK,
    };
    Ok((status, Json(Stored { id })).into_response())
}

fn row(text: &str, shared: &Shared, headers: &HeaderMap) -> Result<Row, Details> {
    let response = goodword_core::Response::parse(text).map_err(|problems| refusal(text, problems))?;
    let (settings, definitions) = (shared.store.settings(), shared.store.definitions());
    Gate { settings: &settings, definitions: &definitions, config: &shared.config, headers }.pass(&response)?;
    admit(response, &definitions, Door::Public, clock::now_ms())
        .map_err(|problems| Details::new(Kind::InvalidResponse).problems(problems))
}

/// A body that is no object at all is refused otherwise than one whose fields are wrong.
fn refusal(text: &str, problems: Vec<Problem>) -> Details {
    let kind = if Object::parse(text).is_err() { Kind::NotJson } else { Kind::InvalidResponse };
    Details::new(kind).problems(problems)
}

fn name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Created => "created",
        Outcome::Replaced => "replaced",
        Outcome::Same => "same",
        Outcome::Older => "older",
        Outcome::Conflict => "conflict",
        Outcome::Erased => "erased",
    }
}
