//! Single responses, and whatever has to go.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use goodword_core::{Problem, ResponseId, SurveyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::query::Pairs;
use crate::body;
use crate::caller::Caller;
use crate::problem::{Details, Kind};
use crate::store::{Store, Subject};
use crate::token::Scope;

/// How many responses are gone.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct Erased {
    /// The number of them.
    erased: u64,
}

/// Where one response is kept.
pub(super) struct Place {
    pub(super) survey: String,
    pub(super) id: ResponseId,
}

/// Finds the response of an address, for who may administer it. Two surveys may hold one id; then `?survey=` decides.
pub(super) async fn place(store: &Store, caller: &Caller, uri: &Uri, id: &str) -> Result<Place, Details> {
    let asked = Pairs::of(uri, &["survey"]);
    let named = asked.as_ref().ok().and_then(|asked| asked.get("survey")).map(str::to_owned);
    let within = caller.require_within(Scope::Admin, named).await?;
    asked?;
    let id = ResponseId::parse(id).map_err(|_| Details::new(Kind::NotFound))?;
    let mut holders = store.holders(id).await?;
    holders.retain(|survey| within.as_ref().is_none_or(|only| only == survey));
    match <[String; 1]>::try_from(holders) {
        Ok([survey]) => Ok(Place { survey, id }),
        Err(none) if none.is_empty() => Err(Details::new(Kind::NotFound)),
        Err(_) => Err(Details::new(Kind::SeveralSurveys)),
    }
}

/// Erases one response. Who sends it again later is told that it was erased.
#[utoipa::path(delete, path = "/v1/responses/{id}", tag = "responses",
    security(("token" = []), ("session" = [])), params(crate::openapi::ResponsePath, crate::openapi::SurveyQuery),
    responses((status = 200, body = Erased), (status = "4XX", response = crate::openapi::Refused)))]
pub(crate) async fn delete(
    State(store): State<Store>,
    Path(id): Path<String>,
    uri: Uri,
    caller: Caller,
) -> Result<Json<Erased>, Details> {
    let Place { survey, id } = place(&store, &caller, &uri, &id).await?;
    Ok(Json(Erased { erased: u64::from(store.erase_response(survey, id).await?) }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    contact: Option<String>,
    field: Option<Field>,
    survey: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    name: String,
    value: Value,
}

/// Erases every response of a person: by the contact they left, or by a hidden field.
#[utoipa::path(post, path = "/v1/erase", tag = "responses", security(("token" = []), ("session" = [])),
    request_body = crate::openapi::Erase,
    responses((status = 200, body = Erased), (status = "4XX", response = crate::openapi::Refused)))]
pub(crate) async fn erase(
    State(store): State<Store>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Erased>, Details> {
    let token = caller.require(Scope::Admin, None).await?;
    let (subject, survey) = read(&body::object(&headers, body).await?)
        .map_err(|problem| Details::new(Kind::InvalidRequest).problems(vec![problem]))?;
    let survey = match survey {
        Some(survey) => caller.require_within(Scope::Admin, Some(survey)).await?,
        None => token.survey,
    };
    Ok(Json(Erased { erased: store.erase(subject, survey).await? }))
}

fn read(text: &str) -> Result<(Subject, Option<String>), Problem> {
    let whole =
        || Problem::whole(r#"must be {"contact": text} or {"field": {"name", "value"}}, and optionally survey"#);
    let asked: Asked = serde_json::from_str(text).map_err(|_| whole())?;
    if asked.survey.as_ref().is_some_and(|survey| SurveyId::parse(survey).is_err()) {
        return Err(Problem::new("survey", "must be the name of a survey"));
    }
    let subject = match (asked.contact, asked.field) {
        (Some(contact), None) if !contact.is_empty() => Subject::Contact(contact),
        (None, Some(Field { name, value })) if is_value(&value) => Subject::Field { name, value },
        _ => return Err(whole()),
    };
    Ok((subject, asked.survey))
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
        let check = |text: &str, expect| assert_eq!(read(text).is_ok(), expect, "{text}");
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
