//! `POST /v1/responses` with `application/x-ndjson`: an owner's import, read as it arrives.

use axum::Json;
use axum::body::Body;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;

use crate::http::auth::Caller;
use crate::http::body;
use crate::http::problem::ProblemDetails;
use crate::http::state::AppState;
use crate::import::{Import, ImportReport};
use crate::token::Scope;

pub(super) async fn import(state: &AppState, parts: &Parts, body: Body) -> Result<Response, ProblemDetails> {
    let token = Caller::of(parts, state).require(Scope::Write, None).await?;
    body::check_encoding(&parts.headers)?;
    let (mut import, mut parts) = (Import::new(state.store.clone(), token.survey), body::parts(body));
    while let Some(part) = parts.next().await {
        let pushed = match part {
            Ok(part) => import.push(&part).await.map_err(ProblemDetails::from),
            Err(details) => Err(details),
        };
        pushed.map_err(|details| details.detail(unfinished(import.report())))?;
    }
    match import.finish().await {
        Ok(report) => Ok(Json(report).into_response()),
        Err((error, report)) => Err(ProblemDetails::from(error).detail(unfinished(&report))),
    }
}

fn unfinished(report: &ImportReport) -> String {
    let known = report.stored + report.already;
    format!("{known} lines of it are stored. Send all of it again: what is stored is not stored twice.")
}
