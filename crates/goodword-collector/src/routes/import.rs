//! `POST /v1/responses` with `application/x-ndjson`: an owner's import, read as it arrives.

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;

use crate::body;
use crate::caller::Caller;
use crate::import::{Import, Report};
use crate::problem::Details;
use crate::shared::Shared;
use crate::token::Scope;

pub(super) async fn import(shared: &Shared, headers: &HeaderMap, body: Body) -> Result<Response, Details> {
    let token = Caller::new(shared, Method::POST, headers).require(Scope::Write, None).await?;
    let (mut import, mut parts) = (Import::new(shared.store.clone(), token.survey), body::parts(body));
    while let Some(part) = parts.next().await {
        let pushed = match part {
            Ok(part) => import.push(&part).await.map_err(Details::from),
            Err(details) => Err(details),
        };
        pushed.map_err(|details| details.detail(unfinished(import.report())))?;
    }
    match import.finish().await {
        Ok(report) => Ok(Json(report).into_response()),
        Err((error, report)) => Err(Details::from(error).detail(unfinished(&report))),
    }
}

fn unfinished(report: &Report) -> String {
    let known = report.stored + report.already;
    format!("{known} lines of it are stored. Send all of it again: what is stored is not stored twice.")
}
