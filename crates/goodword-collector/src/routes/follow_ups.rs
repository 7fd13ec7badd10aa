//! Promises made to visitors: which are due, and that one is kept.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use goodword_core::{Problem, SurveyId};
use serde::Deserialize;
use serde_json::{Value, json};

use super::query::{Pairs, wrong};
use super::responses::{Place, place};
use crate::body;
use crate::caller::Caller;
use crate::problem::{Details, Kind};
use crate::store::{FollowUps, Store};
use crate::token::Scope;

/// So many are listed: whoever has more open promises than that reads them as they are kept.
const LISTED: usize = 1000;
const STATES: [&str; 2] = ["open", "answered"];

/// The promises of a survey, the one due first first.
#[utoipa::path(get, path = "/v1/surveys/{survey}/follow-ups", tag = "follow-ups",
    security(("token" = []), ("session" = [])), params(crate::openapi::SurveyName, crate::openapi::FollowUpQuery),
    responses((status = 200, body = crate::openapi::FollowUpList), (status = "4XX", response = crate::openapi::Refused)))]
pub(crate) async fn list(
    State(store): State<Store>,
    Path(survey): Path<String>,
    uri: Uri,
    caller: Caller,
) -> Result<Json<Value>, Details> {
    caller.require(Scope::Read, Some(&survey)).await?;
    let survey = SurveyId::parse(&survey).map_err(|_| Details::new(Kind::NotFound))?;
    let asked = Pairs::of(&uri, &["state"])?;
    let state = asked.get("state").map(str::to_owned);
    if state.as_ref().is_some_and(|state| !STATES.contains(&state.as_str())) {
        return Err(wrong(Problem::new("state", "must be open or answered")));
    }
    let asked = FollowUps { survey: survey.to_string(), state, limit: LISTED };
    Ok(Json(json!({ "follow_ups": store.follow_ups(asked).await? })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    state: String,
}

/// Says that a promise was kept, or, with `open`, that it was not after all.
#[utoipa::path(patch, path = "/v1/responses/{id}/follow-up", tag = "follow-ups",
    security(("token" = []), ("session" = [])), params(crate::openapi::ResponsePath, crate::openapi::SurveyQuery),
    request_body = crate::openapi::FollowUpChange,
    responses((status = 200, body = crate::openapi::FollowUpChanged), (status = "4XX", response = crate::openapi::Refused)))]
pub(crate) async fn answer(
    State(store): State<Store>,
    Path(id): Path<String>,
    uri: Uri,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Value>, Details> {
    let Place { survey, id } = place(&store, &caller, &uri, &id).await?;
    let text = body::object(&headers, body).await?;
    let change: Option<Change> =
        serde_json::from_str(&text).ok().filter(|change: &Change| STATES.contains(&change.state.as_str()));
    let Some(change) = change else {
        let problem = Problem::new("state", "must be open or answered, and nothing else may be said");
        return Err(Details::new(Kind::InvalidRequest).problems(vec![problem]));
    };
    if !store.set_follow_up(survey.clone(), id, &change.state).await? {
        return Err(Details::new(Kind::NotFound).detail("This response asks for no answer."));
    }
    Ok(Json(json!({ "id": id.to_text(), "survey": survey, "state": change.state })))
}
