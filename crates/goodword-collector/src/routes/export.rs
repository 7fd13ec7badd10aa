//! `GET /v1/surveys/{survey}/responses`: the stored responses, written as they are read.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use goodword_core::{Problem, ResponseId, SurveyId};

use super::query::Asked;
use crate::auth;
use crate::export::Export;
use crate::problem::{Details, Kind};
use crate::store::{Filter, Store};
use crate::token::Scope;

pub(super) async fn get(
    State(store): State<Store>,
    Path(survey): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Details> {
    auth::require(&store, &headers, Scope::Read, Some(&survey)).await?;
    let survey = SurveyId::parse(&survey).map_err(|_| Details::new(Kind::NotFound))?;
    let asked = Asked::of(&uri)?;
    let filter = Filter {
        since_ms: asked.since_ms.unwrap_or(i64::MIN),
        until_ms: asked.until_ms.unwrap_or(i64::MAX),
        after: after(&store, &survey, asked.after).await?,
        ..Filter::all(survey.as_str())
    };
    let name = format!("attachment; filename=\"{survey}.{}\"", asked.format.as_str());
    let headers = [(header::CONTENT_TYPE, asked.format.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    let export = Export::new(store, filter, asked.format, asked.end);
    Ok((headers, Body::from_stream(export.into_stream())).into_response())
}

async fn after(store: &Store, survey: &SurveyId, id: Option<ResponseId>) -> Result<i64, Details> {
    let Some(id) = id else { return Ok(0) };
    let position = store.position(survey.to_string(), id).await?;
    position.ok_or_else(|| {
        let problem = Problem::new("after", "must be the id of a response that is stored in this survey");
        Details::new(Kind::InvalidQuery).problems(vec![problem])
    })
}
