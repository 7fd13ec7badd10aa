//! Surveys: which there are, and how each is defined.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use goodword_core::{Problem, Survey};
use serde::Serialize;

use crate::auth;
use crate::body::{self, Media};
use crate::problem::{Details, Kind};
use crate::store::{Definition, Store, SurveyCount};
use crate::token::Scope;

#[derive(Serialize)]
struct Surveys {
    surveys: Vec<SurveyCount>,
}

#[derive(Serialize)]
struct Stored<'a> {
    id: &'a str,
    version: Option<&'a str>,
}

pub(super) async fn list(State(store): State<Store>, headers: HeaderMap) -> Result<Response, Details> {
    let token = auth::require(&store, &headers, Scope::Read, None).await?;
    let mut surveys = store.surveys().await?;
    surveys.retain(|survey| token.survey.as_ref().is_none_or(|only| *only == survey.id));
    Ok(Json(Surveys { surveys }).into_response())
}

/// Public: a definition holds nothing private, and its name stands in pages.
pub(super) async fn get(
    State(store): State<Store>,
    Path(survey): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Details> {
    let definition = store.definition(survey).await?.ok_or_else(|| Details::new(Kind::NotFound))?;
    let etag = definition.etag();
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|value| names(value, &etag));
    let headers = [(header::ETAG, etag), (header::CACHE_CONTROL, "public, max-age=60".to_owned())];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let media_type = (header::CONTENT_TYPE, "application/json");
    Ok((headers, [media_type], definition.body).into_response())
}

/// Whether `If-None-Match` names the tag; the comparison is weak (RFC 9110 §13.1.2).
fn names(value: &HeaderValue, etag: &str) -> bool {
    let tags = value.to_str().unwrap_or_default().split(',').map(str::trim);
    tags.into_iter().any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

pub(super) async fn put(
    State(store): State<Store>,
    Path(survey): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Details> {
    auth::require(&store, &headers, Scope::Admin, Some(&survey)).await?;
    if Media::of(&headers) != Some(Media::Json) {
        return Err(Details::new(Kind::MediaType).detail("Send application/json."));
    }
    let body = body::text(&headers, body).await?;
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
