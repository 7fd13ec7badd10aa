//! `/v1/surveys/{survey}/settings`: who may post, and how long answers are kept.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use goodword_core::{Problem, SurveyId};

use crate::body;
use crate::caller::Caller;
use crate::config::Origin;
use crate::problem::{Details, Kind};
use crate::store::{Settings, Store};
use crate::token::Scope;

/// So many keys and origins are taken.
const ENTRIES: usize = 100;
/// A hundred years.
const DAYS: u32 = 36_500;

/// The settings of a survey; those of one that has none are the defaults.
#[utoipa::path(get, path = "/v1/surveys/{survey}/settings", tag = "surveys", security(("token" = []), ("session" = [])),
    params(crate::openapi::SurveyName),
    responses((status = 200, body = crate::openapi::Settings), (status = "4XX", response = crate::openapi::Refused)))]
pub(crate) async fn get(
    State(store): State<Store>,
    Path(survey): Path<String>,
    caller: Caller,
) -> Result<Json<Settings>, Details> {
    caller.require(Scope::Admin, Some(&survey)).await?;
    let survey = SurveyId::parse(&survey).map_err(|_| Details::new(Kind::NotFound))?;
    Ok(Json(store.settings().get(survey.as_str()).cloned().unwrap_or_default()))
}

/// Replaces the settings of a survey. Keys take effect at once; several collectors on one database agree within seconds.
#[utoipa::path(put, path = "/v1/surveys/{survey}/settings", tag = "surveys", security(("token" = []), ("session" = [])),
    params(crate::openapi::SurveyName), request_body = crate::openapi::Settings,
    responses((status = 200, body = crate::openapi::Settings), (status = "4XX", response = crate::openapi::Refused)))]
pub(crate) async fn put(
    State(store): State<Store>,
    Path(survey): Path<String>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Settings>, Details> {
    caller.require(Scope::Admin, Some(&survey)).await?;
    let survey = SurveyId::parse(&survey).map_err(|_| Details::new(Kind::NotFound))?;
    let settings = read(&body::object(&headers, body).await?)
        .map_err(|problems| Details::new(Kind::InvalidSettings).problems(problems))?;
    store.put_settings(survey.to_string(), settings.clone()).await?;
    Ok(Json(settings))
}

fn read(text: &str) -> Result<Settings, Vec<Problem>> {
    // What serde says may repeat what was sent.
    let settings: Settings = serde_json::from_str(text).map_err(|_| {
        vec![Problem::whole("must be an object of keys, origins (lists of texts), retention_days and closed only")]
    })?;
    let problems: Vec<_> = [keys(&settings.keys), origins(&settings.origins), days(settings.retention_days)]
        .into_iter()
        .flatten()
        .collect();
    if problems.is_empty() { Ok(settings) } else { Err(problems) }
}

fn keys(keys: &[String]) -> Option<Problem> {
    let rule = "must be at most 100 keys: gw_pub_ and 8 to 100 letters, digits, - or _";
    let fits = |key: &String| {
        key.strip_prefix("gw_pub_").is_some_and(|rest| {
            (8..=100).contains(&rest.len())
                && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        })
    };
    (keys.len() > ENTRIES || !keys.iter().all(fits)).then(|| Problem::new("keys", rule))
}

fn origins(origins: &[String]) -> Option<Problem> {
    let rule = "must be at most 100 origins such as https://shop.example or https://*.shop.example";
    let fits = |text: &String| text.replacen("://*.", "://", 1).parse::<Origin>().is_ok();
    (origins.len() > ENTRIES || !origins.iter().all(fits)).then(|| Problem::new("origins", rule))
}

fn days(days: Option<u32>) -> Option<Problem> {
    let fits = days.is_none_or(|days| (1..=DAYS).contains(&days));
    (!fits).then(|| Problem::new("retention_days", "must be a whole number from 1 to 36500, or null"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<(), &str>) {
        let told = read(text).map(|_| ()).map_err(|problems| problems[0].field.clone());
        assert_eq!(told, expect.map_err(str::to_owned), "{text}");
    }

    #[test]
    fn each_setting_has_its_rule() {
        check("{}", Ok(()));
        check(r#"{"keys":["gw_pub_12345678"],"origins":["https://*.shop.example","http://127.0.0.1:1"]}"#, Ok(()));
        check(r#"{"retention_days":30,"closed":true}"#, Ok(()));
        check(r#"{"retention_days":null}"#, Ok(()));
        check(r#"{"keys":["gw_sec_12345678"]}"#, Err("keys"));
        check(r#"{"keys":["gw_pub_short"]}"#, Err("keys"));
        check(r#"{"origins":["shop.example"]}"#, Err("origins"));
        check(r#"{"origins":["https://*"]}"#, Err("origins"));
        check(r#"{"origins":["https://shop.example/"]}"#, Err("origins"));
        check(r#"{"retention_days":0}"#, Err("retention_days"));
        check(r#"{"retention_days":36501}"#, Err("retention_days"));
        check(r#"{"retention":1}"#, Err(""));
    }
}
