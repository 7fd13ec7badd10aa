//! Surveys: which there are, and how each is defined.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use goodword_core::{Problem, Survey};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::http::auth::Caller;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::query_schema::SurveyPath;
use crate::http::schema::Refused;
use crate::http::{body, etag};
use crate::store::{Definition, Store, SurveyCount};
use crate::token::Scope;

/// Surveys by name.
#[derive(Serialize, ToSchema)]
#[schema(as = Surveys)]
pub(crate) struct SurveyList {
    #[schema(value_type = Vec<SurveySchema>)]
    surveys: Vec<SurveyCount>,
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

/// The surveys that have a definition or responses, by name, as far as the token reaches.
#[utoipa::path(get, path = "/v1/surveys", tag = "surveys", security(("token" = []), ("session" = [])),
    responses((status = 200, body = SurveyList), (status = "4XX", response = Refused)))]
pub(crate) async fn list(State(store): State<Store>, caller: Caller) -> Result<Response, ProblemDetails> {
    let token = caller.require(Scope::Read, None).await?;
    let mut surveys = store.surveys().await?;
    surveys.retain(|survey| token.survey.as_ref().is_none_or(|only| *only == survey.id));
    Ok(Json(SurveyList { surveys }).into_response())
}

/// The latest definition of a survey. Public: it holds nothing private, and its name stands in pages.
#[utoipa::path(get, path = "/v1/surveys/{survey}", tag = "surveys", params(SurveyPath),
    responses((status = 200, body = DefinitionSchema), (status = 304, description = "Nothing has changed"),
        (status = "4XX", response = Refused)))]
pub(crate) async fn get(
    State(store): State<Store>,
    Path(survey): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ProblemDetails> {
    let definition = store.definition(survey).await?.ok_or_else(|| ProblemDetails::new(ProblemType::NotFound))?;
    let etag = definition.etag();
    let known = etag::is_known(&headers, &etag);
    let headers = [(header::ETAG, etag), (header::CACHE_CONTROL, "public, max-age=60".to_owned())];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let media_type = (header::CONTENT_TYPE, "application/json");
    Ok((headers, [media_type], definition.body).into_response())
}

/// Stores a definition as the latest of its survey; responses to its version are checked against it.
#[utoipa::path(put, path = "/v1/surveys/{survey}", tag = "surveys", security(("token" = []), ("session" = [])),
    params(SurveyPath), request_body = DefinitionSchema,
    responses((status = 200, body = DefinitionReply), (status = 201, body = DefinitionReply),
        (status = "4XX", response = Refused)))]
pub(crate) async fn put(
    State(store): State<Store>,
    Path(survey): Path<String>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ProblemDetails> {
    caller.require(Scope::Admin, Some(&survey)).await?;
    let body = body::json(&headers, body).await?;
    let defined =
        parse(&survey, &body).map_err(|problems| ProblemDetails::new(ProblemType::InvalidSurvey).problems(problems))?;
    let version = defined.version.clone().unwrap_or_default();
    let definition = Definition { survey, version, body };
    let etag = definition.etag();
    let first = store.put_definition(definition).await?;
    let status = if first { StatusCode::CREATED } else { StatusCode::OK };
    let reply = DefinitionReply { id: defined.id, version: defined.version };
    Ok((status, [(header::ETAG, etag)], Json(reply)).into_response())
}

fn parse(survey: &str, body: &str) -> Result<Survey, Vec<Problem>> {
    let defined = Survey::parse(body)?;
    if defined.id == survey { Ok(defined) } else { Err(vec![Problem::new("id", "must be the name in the address")]) }
}
