//! `GET /v1/surveys/{survey}/responses`: the stored responses, written as they are read.

pub(crate) mod query;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use goodword_core::{Problem, ResponseId, SurveyId};

use self::query::{ExportQuery, ExportRequest};
use crate::export::Export;
use crate::http::auth::Caller;
use crate::http::etag;
use crate::http::path::SurveyName;
use crate::http::problem::ProblemDetails;
use crate::http::query::{behind, invalid};
use crate::http::query_schema::SurveyPath;
use crate::http::schema::{Refused, ResponseSchema};
use crate::store::{ResponseFilter, Store};

/// The responses of a survey in order of first storage. `Link: rel="next"` is the address of whatever is stored behind
/// them: who follows it again and again has everything, once.
#[utoipa::path(get, path = "/v1/surveys/{survey}/responses", tag = "responses",
    security(("token" = []), ("session" = [])), params(SurveyPath, ExportQuery),
    responses((status = 200, description = "The responses", content(
            (ResponseSchema = "application/x-ndjson"), (Vec<ResponseSchema> = "application/json"),
            (String = "text/csv"))),
        (status = 304, description = "Nothing has changed"), (status = "4XX", response = Refused)))]
pub(crate) async fn get(
    State(store): State<Store>,
    survey: SurveyName,
    uri: Uri,
    headers: HeaderMap,
    caller: Caller,
) -> Result<Response, ProblemDetails> {
    let survey = caller.require_rows(survey).await?;
    let request = ExportRequest::parse(&uri)?;
    let revision = store.revision(survey.to_string()).await?;
    let after = after(&store, &survey, request.after).await?;
    let etag = etag::of(&[survey.as_str(), &revision.changes.to_string(), uri.query().unwrap_or_default()]);
    // What is stored while this is written comes behind the link.
    let last = revision.last.filter(|(position, _)| *position > after);
    let through = last.map_or(after, |(position, _)| position);
    let filter = ResponseFilter { after, through, ..request.filter(&survey) };
    let known = etag::is_known(&headers, &etag);
    let mut reply = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        stream(store, filter, &request, (&survey, revision.changes))
    };
    let next = last.map(|(_, id)| id).or(request.after);
    let next = next.map(|id| format!("<{}?{}>; rel=\"next\"", uri.path(), behind(&uri, &id.to_text())));
    set(&mut reply, header::ETAG, Some(etag));
    set(&mut reply, header::LINK, next);
    set(&mut reply, header::CACHE_CONTROL, Some("private, no-cache".to_owned()));
    Ok(reply)
}

fn set(reply: &mut Response, name: HeaderName, value: Option<String>) {
    if let Some(value) = value.and_then(|value| value.try_into().ok()) {
        reply.headers_mut().insert(name, value);
    }
}

fn stream(
    store: Store,
    filter: ResponseFilter,
    request: &ExportRequest,
    (survey, changes): (&SurveyId, i64),
) -> Response {
    let name = format!("attachment; filename=\"{survey}.{}\"", request.format.as_str());
    let headers = [(header::CONTENT_TYPE, request.format.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    let export = Export::new(store, filter, request.format, request.end).with_bom(request.bom).with_changes(changes);
    (headers, Body::from_stream(export.into_stream())).into_response()
}

async fn after(store: &Store, survey: &SurveyId, id: Option<ResponseId>) -> Result<i64, ProblemDetails> {
    let Some(id) = id else { return Ok(0) };
    let position = store.position(survey.to_string(), id).await?;
    position.ok_or_else(|| invalid(Problem::new("after", "must be the id of a response that is stored in this survey")))
}
