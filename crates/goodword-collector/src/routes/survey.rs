//! Surveys: which there are, and how each is defined.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use goodword_core::{Problem, Survey};
use serde::Serialize;

use crate::caller::Caller;
use crate::problem::{Details, Kind};
use crate::store::{Definition, Store, SurveyCount};
use crate::token::Scope;
use crate::{body, etag, openapi};

#[derive(Serialize)]
struct Surveys {
    surveys: Vec<SurveyCount>,
}

#[derive(Serialize)]
struct Stored<'a> {
    id: &'a str,
    version: Option<&'a str>,
}

/// The surveys that have a definition or responses, by name, as far as the token reaches.
#[utoipa::path(get, path = "/v1/surveys", tag = "surveys", security(("token" = []), ("session" = [])),
    responses((status = 200, body = openapi::Surveys), (status = "4XX", response = openapi::Refused)))]
pub(crate) async fn list(State(store): State<Store>, caller: Caller) -> Result<Response, Details> {
    let token = caller.require(Scope::Read, None).await?;
    let mut surveys = store.surveys().await?;
    surveys.retain(|survey| token.survey.as_ref().is_none_or(|only| *only == survey.id));
    Ok(Json(Surveys { surveys }).into_response())
}

/// The latest definition of a survey. Public: it holds nothing private, and its name stands in pages.
#[utoipa::path(get, path = "/v1/surveys/{survey}", tag = "surveys", params(openapi::SurveyName),
    responses((status = 200, body = openapi::Definition), (status = 304, description = "Nothing has changed"),
        (status = "4XX", response = openapi::Refused)))]
pub(crate) async fn get(
    State(store): State<Store>,
    Path(survey): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Details> {
    let definition = store.definition(survey).await?.ok_or_else(|| Details::new(Kind::NotFound))?;
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
    params(openapi::SurveyName), request_body = openapi::Definition,
    responses((status = 200, body = openapi::Defined), (status = 201, body = openapi::Defined),
        (status = "4XX", response = openapi::Refused)))]
pub(crate) async fn put(
    State(store): State<Store>,
    Path(survey): Path<String>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Details> {
    caller.require(Scope::Admin, Some(&survey)).await?;
    let body = body::json(&headers, body).await?;
    let defined = read(&survey, &body).map_err(|problems| Details::new(Kind::InvalidSurvey).problems(problems))?;
    let version = defined.version.clone().unwrap_or_default();
    let definition = Definition { survey, version, body };
    let etag = definition.etag();
    let first = store.put_definition(definition).await?;
    let status = if first { StatusCode::CREATED } else { StatusCode::OK };
    let stored = Stored { id: &defined.id, version: defined.version.as_deref() };
    Ok((status, [(header::ETAG, etag)], Json(stored)).into_response())
}

fn read(survey: &str, body: &str) -> Result<Survey, Vec<Problem>> {
    let defined = Survey::parse(body)?;
    if defined.id == survey { Ok(defined) } else { Err(vec![Problem::new("id", "must be the name in the address")]) }
}
