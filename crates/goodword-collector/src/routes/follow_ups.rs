//! Promises made to visitors: which are due, and that one is kept.

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use goodword_core::{Problem, ResponseId, SurveyId};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::listing;
use super::response_key::ResponseKey;
use crate::http::auth::Caller;
use crate::http::incoming::IncomingBody;
use crate::http::path::{ResponseName, SurveyName};
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::query::{QueryPairs, invalid};
use crate::http::query_schema::{ResponsePath, SurveyPath, SurveyQuery};
use crate::http::schema::Refused;
use crate::store::{FollowUpFilter, Store};

const STATES: [&str; 2] = ["open", "answered"];

#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FollowUpQuery {
    /// Only those that are `open`, or `answered`.
    #[param(pattern = "^(open|answered)$")]
    state: Option<String>,
    /// Behind the follow-up of this response.
    #[param(format = "uuid")]
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
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

/// The promises of a survey, the one due first first: a thousand, or `limit`, at a time. `Link: rel="next"` is the
/// address of the next ones.
#[utoipa::path(get, path = "/v1/surveys/{survey}/follow-ups", tag = "follow-ups",
    security(("token" = []), ("session" = [])), params(SurveyPath, FollowUpQuery),
    responses((status = 200, body = FollowUpList), (status = "4XX", response = Refused)))]
pub(crate) async fn list(
    State(store): State<Store>,
    survey: SurveyName,
    uri: Uri,
    caller: Caller,
) -> Result<Response, ProblemDetails> {
    let survey = caller.require_rows(survey).await?;
    let query = QueryPairs::of(&uri, &["state", "after", "limit"])?;
    let state = query.get("state").map(str::to_owned);
    if state.as_ref().is_some_and(|state| !STATES.contains(&state.as_str())) {
        return Err(invalid(Problem::new("state", "must be open or answered")));
    }
    let (after, limit) = (after(&store, &survey, query.get("after")).await?, listing::limit(&query)?);
    let follow_ups = store.follow_ups(FollowUpFilter { survey: survey.to_string(), state, limit, after }).await?;
    let last = follow_ups.get(limit - 1).map(|last| last.id.clone());
    Ok((listing::next(&uri, last), Json(json!({ "follow_ups": follow_ups }))).into_response())
}

/// Behind which of the stored responses the list begins.
async fn after(store: &Store, survey: &SurveyId, id: Option<&str>) -> Result<Option<ResponseId>, ProblemDetails> {
    let Some(text) = id else { return Ok(None) };
    let unknown = || invalid(Problem::new("after", "must be the id of a response that is stored in this survey"));
    let id = ResponseId::parse(text).map_err(|_| unknown())?;
    store.position(survey.to_string(), id).await?.ok_or_else(unknown)?;
    Ok(Some(id))
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
    id: ResponseName,
    uri: Uri,
    caller: Caller,
    body: IncomingBody,
) -> Result<Json<Value>, ProblemDetails> {
    let ResponseKey { survey, id } = ResponseKey::find(&store, &caller, &uri, id).await?;
    let text = body.object().await?;
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
