//! `/v1/targets`: who is told of what happens, and how it stands with them.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::config::survey_targets;
use crate::http::auth::Caller;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::schema::Refused;
use crate::http::state::AppState;
use crate::notify::{TargetStatus, statuses};
use crate::token::Scope;

/// Who is told.
#[derive(Serialize, ToSchema)]
pub(crate) struct TargetList {
    targets: Vec<TargetStatus>,
}

/// Who is told of what happens, by the settings of the collector and of surveys: what waits for them, and whether they fail or are disabled.
/// It takes a token that reaches every survey.
#[utoipa::path(get, path = "/v1/targets", tag = "targets", security(("token" = []), ("session" = [])),
    responses((status = 200, body = TargetList), (status = "4XX", response = Refused)))]
pub(crate) async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<TargetList>, ProblemDetails> {
    if caller.require(Scope::Admin, None).await?.survey.is_some() {
        return Err(ProblemDetails::new(ProblemType::Forbidden).detail("It needs a token that reaches every survey."));
    }
    let of_surveys = survey_targets(&state.store.settings(), &[]);
    let targets: Vec<_> = state.config.targets.iter().cloned().chain(of_surveys).collect();
    Ok(Json(TargetList { targets: statuses(&state.store, &targets).await? }))
}
