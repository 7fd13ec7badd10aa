//! `DELETE /v1/responses/{id}` and `POST /v1/erase`: what has to go; `POST /v1/subject`: what is known of a person.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use goodword_core::{Problem, SurveyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::response_key::ResponseKey;
use crate::export::{Export, ExportFormat};
use crate::http::auth::Caller;
use crate::http::incoming::IncomingBody;
use crate::http::path::ResponseName;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::query_schema::{ResponsePath, SurveyQuery};
use crate::http::schema::{Refused, ResponseSchema};
use crate::store::{Store, Subject};
use crate::token::{Scope, Token};

/// How many responses are gone.
#[derive(Serialize, ToSchema)]
#[schema(as = Erased)]
pub(crate) struct EraseReply {
    /// The number of them.
    erased: u64,
    /// True where somebody who reads the database keeps them in its log on disk. They are overwritten seconds after who
    /// reads has ended; the log of the collector says when.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pending: bool,
}

impl EraseReply {
    fn of(store: &Store, erased: u64) -> Self {
        Self { erased, pending: store.is_erasure_pending() }
    }
}

/// Erases one response. Who sends it again later is told that it was erased.
#[utoipa::path(delete, path = "/v1/responses/{id}", tag = "responses",
    security(("token" = []), ("session" = [])), params(ResponsePath, SurveyQuery),
    responses((status = 200, body = EraseReply), (status = "4XX", response = Refused)))]
pub(crate) async fn delete(
    State(store): State<Store>,
    id: ResponseName,
    uri: Uri,
    caller: Caller,
) -> Result<Json<EraseReply>, ProblemDetails> {
    let ResponseKey { survey, id } = ResponseKey::find(&store, &caller, &uri, id).await?;
    let erased = store.erase_response(survey, id).await?;
    Ok(Json(EraseReply::of(&store, erased.into())))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EraseRequest {
    contact: Option<String>,
    field: Option<HiddenField>,
    survey: Option<String>,
    preview: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HiddenField {
    name: String,
    value: Value,
}

/// Whose responses to erase.
#[derive(Deserialize, ToSchema)]
#[schema(as = Erase)]
#[serde(untagged)]
#[expect(dead_code, reason = "only described")]
pub(crate) enum EraseSchema {
    Contact(ByContact),
    Field(ByField),
}

/// Who left this to be reached by; case does not matter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct ByContact {
    #[schema(min_length = 1)]
    contact: String,
    /// In this survey only.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    survey: Option<String>,
    /// Erases nothing, and says how many it would be.
    preview: Option<bool>,
}

/// Whose hidden field has this value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct ByField {
    field: FieldSchema,
    /// In this survey only.
    #[schema(pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
    survey: Option<String>,
    /// Erases nothing, and says how many it would be.
    preview: Option<bool>,
}

/// A hidden field.
#[derive(Deserialize, ToSchema)]
#[schema(as = Field)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct FieldSchema {
    name: String,
    value: FieldValue,
}

#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only described")]
pub(crate) enum FieldValue {
    Text(String),
    Number(f64),
    Truth(bool),
    List(Vec<String>),
}

/// What an erasure would find.
#[derive(Serialize, ToSchema)]
#[schema(as = Found)]
pub(crate) struct PreviewReply {
    /// How many responses are that person's.
    found: u64,
}

/// How many responses are gone, or, with `preview`, would be.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ErasedOrFound)]
pub(crate) enum ErasureReply {
    Erased(EraseReply),
    Found(PreviewReply),
}

/// Erases every response of a person: by the contact they left, or by a hidden field. With `preview` it erases nothing, and
/// replies how many were `found`.
#[utoipa::path(post, path = "/v1/erase", tag = "responses", security(("token" = []), ("session" = [])),
    request_body = EraseSchema,
    responses((status = 200, body = ErasureReply), (status = "4XX", response = Refused)))]
pub(crate) async fn erase(
    State(store): State<Store>,
    caller: Caller,
    body: IncomingBody,
) -> Result<Json<ErasureReply>, ProblemDetails> {
    let Request { subject, survey, preview, .. } = request(&caller, body).await?;
    if preview {
        return Ok(Json(ErasureReply::Found(PreviewReply { found: store.count(subject, survey).await? })));
    }
    let erased = store.erase(subject, survey).await?;
    Ok(Json(ErasureReply::Erased(EraseReply::of(&store, erased))))
}

/// Exports every response of a person as NDJSON, for who asks what is known of them. The person stands in the body, not in
/// an address, which logs on the way would keep. Where a survey tells of groups only it needs the scope `raw` too.
#[utoipa::path(post, path = "/v1/subject", tag = "responses", security(("token" = []), ("session" = [])),
    request_body = EraseSchema,
    responses((status = 200, description = "The responses", content((ResponseSchema = "application/x-ndjson"))),
        (status = "4XX", response = Refused)))]
pub(crate) async fn export(
    State(store): State<Store>,
    caller: Caller,
    body: IncomingBody,
) -> Result<Response, ProblemDetails> {
    let Request { subject, survey, token, .. } = request(&caller, body).await?;
    let surveys = store.named_or_all(survey).await?;
    for survey in &surveys {
        caller.require_raw(&token, survey)?;
    }
    let exports =
        surveys.into_iter().map(move |survey| Export::of(store.clone(), &survey, subject.clone()).into_stream());
    let lines = futures_util::stream::iter(exports).flatten();
    Ok(([(header::CONTENT_TYPE, ExportFormat::Ndjson.media_type())], Body::from_stream(lines)).into_response())
}

/// Whom a request is about, and in which survey.
pub(crate) struct Request {
    subject: Subject,
    survey: Option<String>,
    preview: bool,
    token: Token,
}

async fn request(caller: &Caller, body: IncomingBody) -> Result<Request, ProblemDetails> {
    let token = caller.require(Scope::Admin, None).await?;
    let (subject, survey, preview) = parse(&body.object().await?)
        .map_err(|problem| ProblemDetails::new(ProblemType::InvalidRequest).problems(vec![problem]))?;
    let survey = match survey {
        Some(survey) => caller.require_within(Scope::Admin, Some(survey)).await?,
        None => token.survey.clone(),
    };
    Ok(Request { subject, survey, preview, token })
}

pub(crate) fn parse(text: &str) -> Result<(Subject, Option<String>, bool), Problem> {
    let whole = || {
        Problem::whole(
            r#"must be {"contact": text} or {"field": {"name", "value"}}, and optionally survey and preview"#,
        )
    };
    let request: EraseRequest = serde_json::from_str(text).map_err(|_| whole())?;
    if request.survey.as_ref().is_some_and(|survey| SurveyId::parse(survey).is_err()) {
        return Err(Problem::new("survey", "must be the name of a survey"));
    }
    let subject = match (request.contact, request.field) {
        (Some(contact), None) if !contact.is_empty() => Subject::Contact(contact),
        (None, Some(HiddenField { name, value })) if is_value(&value) => Subject::Field { name, value },
        _ => return Err(whole()),
    };
    Ok((subject, request.survey, request.preview.unwrap_or(false)))
}

/// What a hidden field may hold.
fn is_value(value: &Value) -> bool {
    match value {
        Value::String(_) | Value::Number(_) | Value::Bool(_) => true,
        Value::Array(items) => items.iter().all(Value::is_string),
        Value::Null | Value::Object(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_erased_is_named_in_one_way() {
        let check = |text: &str, expect| assert_eq!(parse(text).is_ok(), expect, "{text}");
        check(r#"{"contact":"a@b.example"}"#, true);
        check(r#"{"field":{"name":"customer","value":7},"survey":"support"}"#, true);
        check(r#"{"contact":"a@b.example","field":{"name":"customer","value":7}}"#, false);
        check(r#"{"contact":""}"#, false);
        check(r#"{"field":{"name":"customer","value":null}}"#, false);
        check(r#"{"field":{"name":"customer","value":["a","b"]}}"#, true);
        check(r#"{"field":{"name":"customer","value":[1]}}"#, false);
        check(r#"{"field":{"name":"customer"}}"#, false);
        check(r#"{"contact":"a@b.example","survey":"a b"}"#, false);
        check(r#"{"contact":"a@b.example","all":true}"#, false);
        check("{}", false);
    }
}
