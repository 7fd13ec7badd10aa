//! Surveys: which there are, and how each is defined.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use goodword_core::{Problem, Survey, SurveyId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::listing;
use crate::http::auth::Caller;
use crate::http::etag;
use crate::http::incoming::IncomingBody;
use crate::http::path::SurveyName;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::query::{QueryPairs, invalid};
use crate::http::query_schema::SurveyPath;
use crate::http::schema::Refused;
use crate::store::{Definition, Store, SurveyCount};
use crate::token::Scope;

/// Surveys by name.
#[derive(Serialize, ToSchema)]
#[schema(as = Surveys)]
pub(crate) struct SurveyList {
    #[schema(value_type = Vec<SurveySchema>)]
    surveys: Vec<SurveyCount>,
}

#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct SurveyListQuery {
    /// Behind this name.
    #[param(pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    after: Option<String>,
    /// At most so many.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u32>,
}

#[derive(ToSchema)]
#[schema(as = Survey)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct SurveySchema {
    id: String,
    responses: u64,
}

/// A survey definition: what is asked. It holds nothing private.
#[derive(ToSchema)]
#[schema(as = Definition)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct DefinitionSchema {
    /// The name in the address.
    id: String,
    version: Option<String>,
    questions: Vec<BTreeMap<String, Value>>,
}

/// A definition is stored.
#[derive(Serialize, ToSchema)]
#[schema(as = Defined)]
pub(crate) struct DefinitionReply {
    id: String,
    version: Option<String>,
}

/// The surveys that have a definition or responses, by name, as far as the token reaches: a thousand, or `limit`, at a
/// time. `Link: rel="next"` is the address of the next ones.
#[utoipa::path(get, path = "/v1/surveys", tag = "surveys", security(("token" = []), ("session" = [])),
    params(SurveyListQuery),
    responses((status = 200, body = SurveyList), (status = "4XX", response = Refused)))]
pub(crate) async fn list(State(store): State<Store>, uri: Uri, caller: Caller) -> Result<Response, ProblemDetails> {
    let token = caller.require(Scope::Read, None).await?;
    let query = QueryPairs::of(&uri, &["after", "limit"])?;
    let after = query.get("after");
    if after.is_some_and(|after| SurveyId::of(after).is_none()) {
        return Err(invalid(Problem::new("after", "must be the name of a survey")));
    }
    let after = after.unwrap_or_default().to_owned();
    let most = listing::limit(&query)?;
    let surveys = match token.survey {
        Some(only) => store.survey(&only).await?.filter(|only| only.id > after).into_iter().collect(),
        None => store.surveys_behind(after, most).await?,
    };
    let last = surveys.get(most - 1).map(|last| last.id.clone());
    Ok((listing::next(&uri, last), Json(SurveyList { surveys })).into_response())
}

/// The latest definition of a survey. Public: it holds nothing private, and its name stands in pages.
#[utoipa::path(get, path = "/v1/surveys/{survey}", tag = "surveys", params(SurveyPath),
    responses((status = 200, body = DefinitionSchema), (status = 304, description = "Nothing has changed"),
        (status = "4XX", response = Refused)))]
pub(crate) async fn get(
    State(store): State<Store>,
    survey: SurveyName,
    headers: HeaderMap,
) -> Result<Response, ProblemDetails> {
    let unknown = || ProblemDetails::new(ProblemType::NotFound);
    let survey = survey.get().ok_or_else(unknown)?.to_string();
    let definition = store.definition(survey).await?.ok_or_else(unknown)?;
    let etag = definition.etag();
    let known = etag::is_known(&headers, &etag);
    let headers = [(header::ETAG, etag), (header::CACHE_CONTROL, "public, max-age=60".to_owned())];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let media_type = (header::CONTENT_TYPE, "application/json");
    Ok((headers, [media_type], definition.body).into_response())
}

/// Stores a definition as the latest of its survey; responses to its version are checked against it. With `If-Match` only
/// where the latest still is the one that was read.
#[utoipa::path(put, path = "/v1/surveys/{survey}", tag = "surveys", security(("token" = []), ("session" = [])),
    params(SurveyPath), request_body = DefinitionSchema,
    responses((status = 200, body = DefinitionReply), (status = 201, body = DefinitionReply),
        (status = "4XX", response = Refused)))]
pub(crate) async fn put(
    State(store): State<Store>,
    survey: SurveyName,
    caller: Caller,
    headers: HeaderMap,
    body: IncomingBody,
) -> Result<Response, ProblemDetails> {
    let survey = caller.require_survey(Scope::Admin, survey).await?.to_string();
    let body = body.json().await?.to_owned();
    let defined =
        parse(&survey, &body).map_err(|problems| ProblemDetails::new(ProblemType::InvalidSurvey).problems(problems))?;
    let version = defined.version.clone().unwrap_or_default();
    let definition = Definition { survey, version, body };
    let etag = definition.etag();
    let first = change(&store, definition, &headers).await?;
    let status = if first { StatusCode::CREATED } else { StatusCode::OK };
    let reply = DefinitionReply { id: defined.id, version: defined.version };
    Ok((status, [(header::ETAG, etag)], Json(reply)).into_response())
}

/// Stores a definition unless the latest is another than `If-Match` names; whether it is the first of its version.
async fn change(store: &Store, definition: Definition, headers: &HeaderMap) -> Result<bool, ProblemDetails> {
    if !headers.contains_key(header::IF_MATCH) {
        return Ok(store.put_definition(definition).await?);
    }
    let changed = || ProblemDetails::new(ProblemType::PreconditionFailed);
    let known = store.definition(definition.survey.clone()).await?.ok_or_else(changed)?;
    if !etag::may_change(headers, &known.etag()) {
        return Err(changed());
    }
    store.change_definition(definition, known).await?.ok_or_else(changed)
}

fn parse(survey: &str, body: &str) -> Result<Survey, Vec<Problem>> {
    let defined = Survey::parse(body)?;
    if defined.id == survey { Ok(defined) } else { Err(vec![Problem::new("id", "must be the name in the address")]) }
}
