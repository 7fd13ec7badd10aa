//! `POST /v1/responses`: one response from anybody, or many from an owner.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::import;
use crate::acceptance::{PostPolicy, accept_post, read_post};
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::schema::{Refused, ResponseSchema};
use crate::http::state::AppState;
use crate::http::submission::Submission;
use crate::store::Outcome;
use crate::{clock, identity};

/// The response is on disk.
#[derive(Serialize, ToSchema)]
#[schema(as = Stored)]
pub(crate) struct SubmitReply {
    /// Its id.
    #[schema(format = "uuid")]
    id: String,
}

/// Stores one response: from anybody, unless the survey has write keys or origins. `text/plain` holding JSON is taken as
/// well. With `application/x-ndjson` and a token it is an import: one response on a line, 64 kB each, read as it arrives.
#[utoipa::path(post, path = "/v1/responses", tag = "responses", security((), ("token" = []), ("session" = [])),
    request_body = ResponseSchema,
    responses((status = 201, body = SubmitReply, description = "It is on disk"),
        (status = 200, body = SubmitReply, description = "It was stored before, or a higher seq of it is now"),
        (status = "4XX", response = Refused), (status = "5XX", response = Refused)))]
pub(crate) async fn post(State(state): State<AppState>, submission: Submission) -> Result<Response, ProblemDetails> {
    match submission {
        Submission::One { text, origin, deadline } => {
            let reply = tokio::time::timeout_at(deadline, submit_one(&state, &text, origin.as_deref())).await;
            reply.unwrap_or_else(|_| Err(ProblemDetails::new(ProblemType::Slow)))
        }
        Submission::Many { parts, body } => import::import(&state, &parts, body).await,
    }
}

async fn submit_one(state: &AppState, text: &str, origin: Option<&str>) -> Result<Response, ProblemDetails> {
    let store = &state.store;
    let (settings, definitions) = (store.settings(), store.definitions());
    let policy = PostPolicy { settings: &settings, definitions: &definitions, origin };
    let (response, write_key) = read_post(text, policy)?;
    let survey = response.survey.as_str();
    state.limits.survey(survey, write_key.as_deref())?;
    if !store.admits(survey, state.config.surveys).await? {
        return Err(ProblemDetails::new(ProblemType::UnknownSurvey));
    }
    let identity = identity::judge(store, settings.get(survey), &response).await?;
    let row = accept_post(response, identity, clock::now_ms());
    let id = row.id().to_text();
    let outcome = store.put(vec![row]).await?.first().copied();
    metrics::counter!("goodword_responses_total", "outcome" => outcome.map_or("none", name)).increment(1);
    let status = match outcome {
        Some(Outcome::Conflict) => return Err(ProblemDetails::new(ProblemType::IdConflict)),
        Some(Outcome::Erased) => return Err(ProblemDetails::new(ProblemType::Erased)),
        Some(Outcome::Created) => StatusCode::CREATED,
        _ => StatusCode::OK,
    };
    Ok((status, Json(SubmitReply { id })).into_response())
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
