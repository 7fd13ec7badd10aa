//! Promises made to visitors: which are due, and that one is kept.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use goodword_core::{Problem, SurveyId};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::response_key::ResponseKey;
use crate::http::auth::Caller;
use crate::http::body;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::query::{QueryPairs, invalid};
use crate::http::query_schema::{ResponsePath, SurveyPath, SurveyQuery};
use crate::http::schema::Refused;
use crate::store::{FollowUpFilter, Store};
use crate::token::Scope;

/// So many are listed: whoever has more open promises than that reads them as they are kept.
const LISTED: usize = 1000;
const STATES: [&str; 2] = ["open", "answered"];

#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpQuery {
    /// Only those that are `open`, or `answered`.
    #[param(pattern = "^(open|answered)$")]
    state: Option<String>,
}

/// Promises, the one due first first.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpList {
    follow_ups: Vec<FollowUpSchema>,
}

#[derive(ToSchema)]
#[schema(as = FollowUp)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpSchema {
    #[schema(format = "uuid")]
    id: String,
    contact: Option<String>,
    state: StateSchema,
    #[schema(format = DateTime)]
    due_at: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = State, rename_all = "lowercase")]
pub(crate) enum StateSchema {
    Open,
    Answered,
}

/// The promises of a survey, the one due first first.
#[utoipa::path(get, path = "/v1/surveys/{survey}/follow-ups", tag = "follow-ups",
    security(("token" = []), ("session" = [])), params(SurveyPath, FollowUpQuery),
    responses((status = 200, body = FollowUpList), (status = "4XX", response = Refused)))]
pub(crate) async fn list(
    State(store): State<Store>,
    Path(survey): Path<String>,
    uri: Uri,
    caller: Caller,
) -> Result<Json<Value>, ProblemDetails> {
    caller.require(Scope::Read, Some(&survey)).await?;
    let survey = SurveyId::parse(&survey).map_err(|_| ProblemDetails::new(ProblemType::NotFound))?;
    let query = QueryPairs::of(&uri, &["state"])?;
    let state = query.get("state").map(str::to_owned);
    if state.as_ref().is_some_and(|state| !STATES.contains(&state.as_str())) {
        return Err(invalid(Problem::new("state", "must be open or answered")));
    }
    let filter = FollowUpFilter { survey: survey.to_string(), state, limit: LISTED };
    Ok(Json(json!({ "follow_ups": store.follow_ups(filter).await? })))
}

/// That a promise was kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpChange {
    state: StateSchema,
}

#[derive(ToSchema)]
#[schema(as = FollowUpChanged)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpReply {
    #[schema(format = "uuid")]
    id: String,
    survey: String,
    state: StateSchema,
}

/// The body of such a change, read by hand: its refusal repeats nothing of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FollowUpUpdate {
    state: String,
}

/// Says that a promise was kept, or, with `open`, that it was not after all.
#[utoipa::path(patch, path = "/v1/responses/{id}/follow-up", tag = "follow-ups",
    security(("token" = []), ("session" = [])), params(ResponsePath, SurveyQuery),
    request_body = FollowUpChange,
    responses((status = 200, body = FollowUpReply), (status = "4XX", response = Refused)))]
pub(crate) async fn answer(
    State(store): State<Store>,
    Path(id): Path<String>,
    uri: Uri,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Value>, ProblemDetails> {
    let ResponseKey { survey, id } = ResponseKey::find(&store, &caller, &uri, &id).await?;
    let text = body::object(&headers, body).await?;
    let change: Option<FollowUpUpdate> =
        serde_json::from_str(&text).ok().filter(|change: &FollowUpUpdate| STATES.contains(&change.state.as_str()));
    let Some(change) = change else {
        let problem = Problem::new("state", "must be open or answered, and nothing else may be said");
        return Err(ProblemDetails::new(ProblemType::InvalidRequest).problems(vec![problem]));
    };
    if !store.set_follow_up(survey.clone(), id, &change.state).await? {
        return Err(ProblemDetails::new(ProblemType::NotFound).detail("This response asks for no answer."));
    }
    Ok(Json(json!({ "id": id.to_text(), "survey": survey, "state": change.state })))
}
