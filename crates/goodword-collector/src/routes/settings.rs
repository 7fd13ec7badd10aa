//! `/v1/surveys/{survey}/settings`: who may post, and how long answers are kept.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use goodword_core::{Problem, Segment, SurveyId};
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::config::{Origin, survey_target};
use crate::http::auth::Caller;
use crate::http::etag;
use crate::http::incoming::IncomingBody;
use crate::http::path::SurveyName;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::query_schema::SurveyPath;
use crate::http::schema::Refused;
use crate::store::{Identity, MIN_GROUPS, Settings, Store, SurveyWebhook};
use crate::token::Scope;

/// A change is tried so often where others change the same.
const ATTEMPTS: usize = 5;
/// So many keys and origins are taken.
const ENTRIES: usize = 100;
/// So many are told of one survey.
const WEBHOOKS: usize = 10;
/// Why a promise to those who have answered holds.
const LOOSENED: &str = "may be raised only, and group_by stays as it is, since somebody has answered: they were promised \
    that. Ask again in another survey";
/// A hundred years, in days.
const DAYS: u32 = 36_500;

/// Who may post to a survey, and how long its answers are kept.
#[derive(Deserialize, ToSchema)]
#[schema(as = Settings)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct SettingsSchema {
    /// Write keys. With one or more, a response must name one of them. They are public: they stand in pages.
    #[serde(default)]
    #[schema(max_items = 100)]
    keys: Vec<KeySchema>,
    /// Pages of these origins may post; with none, pages of every origin.
    #[serde(default)]
    #[schema(max_items = 100)]
    origins: Vec<OriginSchema>,
    /// Responses are erased so many days after they were received; `null` keeps them.
    #[schema(minimum = 1, maximum = 36_500)]
    retention_days: Option<u32>,
    /// Takes no more responses.
    #[serde(default)]
    closed: bool,
    /// Takes only responses to versions and questions that are defined.
    #[serde(default)]
    strict: bool,
    /// Who answers: `open` asks nobody, `invited` an invitation that is used once, `signed` a JWT of your back end.
    #[serde(default)]
    identity: IdentitySchema,
    /// Refuses answers of which it is not proven who gave them, instead of storing them marked as such.
    #[serde(default)]
    require_identity: bool,
    /// What your back end signs with (HS256); two while one takes the place of the other.
    #[serde(default)]
    #[schema(max_items = 2)]
    signing_secrets: Vec<SecretSchema>,
    /// Who is told of what happens to this survey, beside those whom the collector's own settings name.
    #[serde(default)]
    #[schema(max_items = 10)]
    webhooks: Vec<WebhookSchema>,
    /// Nothing is told of fewer people than that, by whatever is read with the scope `read`: for surveys among colleagues.
    /// Once somebody has answered it can be raised, and neither lowered nor taken away.
    #[schema(minimum = 3, maximum = 1000)]
    min_group: Option<u32>,
    /// What sets the groups apart: `device`, `locale`, `survey_version` or the name of a hidden field. Without it all who
    /// answer are one group. It stays once somebody has answered.
    #[schema(max_length = 200)]
    group_by: Option<String>,
}

/// An address that is told of a survey.
#[derive(Deserialize, ToSchema)]
#[schema(as = Webhook)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct WebhookSchema {
    /// What it is called among those of its survey.
    #[schema(pattern = "^[A-Za-z0-9_-]{1,40}$")]
    name: String,
    /// Where messages are posted to; in a private network only where the collector's `webhook-allow` names it.
    #[schema(pattern = "^https?://", max_length = 2048)]
    url: String,
    /// `whsec_` and 24 to 64 bytes in base64; several while one takes the other's place.
    #[serde(default)]
    #[schema(max_items = 2)]
    secrets: Vec<String>,
    /// The names of events; without them, those that need a person.
    #[serde(default)]
    #[schema(max_items = 10)]
    events: Vec<String>,
    /// `standard`, or `text` for a chat.
    format: Option<String>,
    /// Whether 302 or 303 says that it arrived.
    #[serde(default)]
    accept_redirect: bool,
}

/// Who answers.
#[derive(Deserialize, ToSchema, Default)]
#[schema(as = Identity, rename_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub(crate) enum IdentitySchema {
    #[default]
    Open,
    Invited,
    Signed,
}

/// A secret of 32 to 200 printable characters of ASCII.
#[derive(Deserialize, ToSchema)]
#[schema(as = SigningSecret, pattern = "^[!-~]{32,200}$")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct SecretSchema(String);

/// Which settings of a survey change, and into what; `null` is the default.
#[derive(Deserialize, ToSchema)]
#[schema(as = SettingsChange)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct SettingsChangeSchema {
    #[schema(max_items = 100)]
    keys: Option<Vec<KeySchema>>,
    #[schema(max_items = 100)]
    origins: Option<Vec<OriginSchema>>,
    #[schema(minimum = 1, maximum = 36_500)]
    retention_days: Option<u32>,
    closed: Option<bool>,
    strict: Option<bool>,
    identity: Option<IdentitySchema>,
    require_identity: Option<bool>,
    #[schema(max_items = 2)]
    signing_secrets: Option<Vec<SecretSchema>>,
    #[schema(max_items = 10)]
    webhooks: Option<Vec<WebhookSchema>>,
    #[schema(minimum = 3, maximum = 1000)]
    min_group: Option<u32>,
    #[schema(max_length = 200)]
    group_by: Option<String>,
}

/// A public write key.
#[derive(Deserialize, ToSchema)]
#[schema(as = Key, pattern = "^gw_pub_[A-Za-z0-9_-]{8,100}$")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct KeySchema(String);

/// Scheme and host of pages, or, as `https://*.shop.example`, of everything below a host.
#[derive(Deserialize, ToSchema)]
#[schema(as = Origin, pattern = "^https?://(\\*\\.)?[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?$")]
#[expect(dead_code, reason = "only described")]
pub(crate) struct OriginSchema(String);

/// The settings of a survey; those of one that has none are the defaults.
#[utoipa::path(get, path = "/v1/surveys/{survey}/settings", tag = "surveys", security(("token" = []), ("session" = [])),
    params(SurveyPath),
    responses((status = 200, body = SettingsSchema), (status = "4XX", response = Refused)))]
pub(crate) async fn get(
    State(store): State<Store>,
    survey: SurveyName,
    caller: Caller,
) -> Result<SettingsReply, ProblemDetails> {
    let survey = caller.require_survey(Scope::Admin, survey).await?;
    Ok(reply(store.stored_settings(survey.as_str()).await?))
}

/// Replaces the settings of a survey: what is left out is back at its default. With `If-Match` only where they are still
/// what they were. Keys take effect at once; several collectors on one database agree within seconds.
#[utoipa::path(put, path = "/v1/surveys/{survey}/settings", tag = "surveys", security(("token" = []), ("session" = [])),
    params(SurveyPath), request_body = SettingsSchema,
    responses((status = 200, body = SettingsSchema), (status = "4XX", response = Refused)))]
pub(crate) async fn put(
    State(store): State<Store>,
    survey: SurveyName,
    caller: Caller,
    headers: HeaderMap,
    body: IncomingBody,
) -> Result<SettingsReply, ProblemDetails> {
    let survey = caller.require_survey(Scope::Admin, survey).await?;
    let settings = parse(&body.object().await?).map_err(invalid)?;
    change(&store, &survey, &headers, |_| Ok(settings.clone())).await
}

/// Changes those settings of a survey that are named; `null` brings one back to its default. With `If-Match` only where
/// they are still what they were.
#[utoipa::path(patch, path = "/v1/surveys/{survey}/settings", tag = "surveys",
    security(("token" = []), ("session" = [])), params(SurveyPath), request_body = SettingsChangeSchema,
    responses((status = 200, body = SettingsSchema), (status = "4XX", response = Refused)))]
pub(crate) async fn patch(
    State(store): State<Store>,
    survey: SurveyName,
    caller: Caller,
    headers: HeaderMap,
    body: IncomingBody,
) -> Result<SettingsReply, ProblemDetails> {
    let survey = caller.require_survey(Scope::Admin, survey).await?;
    let text = body.object().await?;
    change(&store, &survey, &headers, |before| merged(before, &text).map_err(invalid)).await
}

type SettingsReply = ([(HeaderName, String); 1], Json<Settings>);

fn reply(settings: Settings) -> SettingsReply {
    ([(header::ETAG, tag(&settings))], Json(settings))
}

fn tag(settings: &Settings) -> String {
    etag::of(&[&serde_json::to_string(settings).unwrap_or_default()])
}

/// Makes the settings what `made` says of those that are stored, unless they are not those that are meant. Whoever else
/// changes them meanwhile loses nothing: then it is made again of what they left.
async fn change(
    store: &Store,
    survey: &SurveyId,
    headers: &HeaderMap,
    made: impl Fn(&Settings) -> Result<Settings, ProblemDetails>,
) -> Result<SettingsReply, ProblemDetails> {
    for _ in 0..ATTEMPTS {
        let before = store.stored_settings(survey.as_str()).await?;
        if !etag::may_change(headers, &tag(&before)) {
            return Err(ProblemDetails::new(ProblemType::PreconditionFailed));
        }
        let settings = made(&before)?;
        if before.is_loosened_by(&settings) && store.revision(survey.to_string()).await?.responses > 0 {
            return Err(invalid(vec![Problem::new("min_group", LOOSENED)]));
        }
        if store.change_settings(survey.to_string(), settings.clone(), before).await? {
            return Ok(reply(settings));
        }
    }
    Err(ProblemDetails::new(ProblemType::Busy))
}

fn invalid(problems: Vec<Problem>) -> ProblemDetails {
    ProblemDetails::new(ProblemType::InvalidSettings).problems(problems)
}

/// What is named in `text` in the place of what was before.
pub(crate) fn merged(before: &Settings, text: &str) -> Result<Settings, Vec<Problem>> {
    let mut settings = serde_json::to_value(before).unwrap_or_default();
    let changes: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    if let Some(settings) = settings.as_object_mut() {
        for (name, value) in changes {
            match value {
                Value::Null if settings.contains_key(&name) => drop(settings.remove(&name)),
                value => drop(settings.insert(name, value)),
            }
        }
    }
    parse(&settings.to_string())
}

pub(crate) fn parse(text: &str) -> Result<Settings, Vec<Problem>> {
    // What serde says may repeat what was sent.
    let mut settings: Settings = serde_json::from_str(text).map_err(|_| {
        vec![Problem::whole(
            "must be an object of keys, origins (lists of texts), retention_days, closed, strict, identity (open, \
             invited or signed), require_identity, signing_secrets, webhooks, min_group and group_by only",
        )]
    })?;
    let found = [keys(&settings.keys), origins(&settings.origins), days(settings.retention_days), secrets(&settings)];
    let found = found.into_iter().flatten().chain(groups(&settings));
    let problems: Vec<_> = found.chain(webhooks(&settings.webhooks)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    for origin in &mut settings.origins {
        // As a browser sends it.
        *origin = origin.parse().map_or_else(|_| origin.clone(), |origin: Origin| origin.to_string());
    }
    settings.group_by = settings.group_by.as_deref().and_then(segment).map(|segment| segment.to_string());
    Ok(settings)
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
    let fits = |text: &String| text.parse().is_ok_and(|origin: Origin| origin != Origin::Any);
    (origins.len() > ENTRIES || !origins.iter().all(fits)).then(|| Problem::new("origins", rule))
}

fn days(days: Option<u32>) -> Option<Problem> {
    let fits = days.is_none_or(|days| (1..=DAYS).contains(&days));
    (!fits).then(|| Problem::new("retention_days", "must be a whole number from 1 to 36500, or null"))
}

/// What is wrong with the smallest group.
fn groups(settings: &Settings) -> Vec<Problem> {
    let (least, most) = MIN_GROUPS;
    let size = settings.min_group.is_some_and(|size| !(least..=most).contains(&size));
    let by = settings.group_by.as_deref().is_some_and(|name| settings.min_group.is_none() || segment(name).is_none());
    let told = settings.min_group.is_some() && !settings.webhooks.is_empty();
    let problems = [
        size.then(|| Problem::new("min_group", format!("must be a whole number from {least} to {most}, or null"))),
        by.then(|| {
            let rule = "must be device, locale, survey_version or the name of a hidden field, and needs a min_group";
            Problem::new("group_by", rule)
        }),
        told.then(|| Problem::new("webhooks", "must be none where there is a min_group: they tell of single answers")),
    ];
    problems.into_iter().flatten().collect()
}

/// What sets groups apart: no answer, and nothing that follows from answers.
fn segment(name: &str) -> Option<Segment> {
    match name {
        "device" | "locale" | "survey_version" => Segment::parse(name).ok(),
        _ => Segment::parse(&format!("fields.{}", name.strip_prefix("fields.").unwrap_or(name))).ok(),
    }
}

/// Shorter ones than what HS256 makes could be guessed (RFC 7518 §3.2).
fn secrets(settings: &Settings) -> Option<Problem> {
    let secrets = &settings.signing_secrets;
    let fits =
        |secret: &String| (32..=200).contains(&secret.len()) && secret.bytes().all(|byte| byte.is_ascii_graphic());
    let rule = match (settings.identity, secrets.len()) {
        (Identity::Signed, 0) => "must name the secret that your back end signs with",
        (_, 3..) => "must be at most two secrets",
        _ if !secrets.iter().all(fits) => "must be secrets of 32 to 200 printable characters of ASCII",
        _ => return None,
    };
    Some(Problem::new("signing_secrets", rule))
}

/// What is wrong with who is told.
fn webhooks(webhooks: &[SurveyWebhook]) -> Vec<Problem> {
    let too_many = webhooks.len() > WEBHOOKS;
    let twice =
        webhooks.iter().enumerate().any(|(at, one)| webhooks.iter().take(at).any(|other| other.name == one.name));
    let whole = |rule: &'static str| Problem::new("webhooks", rule);
    let wrong = webhooks.iter().enumerate().filter_map(|(at, of)| {
        // Where it may be is decided when it is told: only then is it known which address its name has.
        let error = survey_target("a", of, &[]).err()?;
        Some(Problem::new(format!("webhooks[{at}]"), error.to_string()))
    });
    let all = too_many.then(|| whole("must be at most 10")).into_iter();
    all.chain(twice.then(|| whole("must each have a name of their own"))).chain(wrong.take(WEBHOOKS)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Result<(), &str>) {
        let field = parse(text).map(|_| ()).map_err(|problems| problems[0].field.clone());
        assert_eq!(field, expect.map_err(str::to_owned), "{text}");
    }

    #[test]
    fn each_setting_has_its_rule() {
        check("{}", Ok(()));
        check(r#"{"keys":["gw_pub_12345678"],"origins":["https://*.shop.example","http://127.0.0.1:1"]}"#, Ok(()));
        check(r#"{"retention_days":30,"closed":true,"strict":true}"#, Ok(()));
        check(r#"{"retention_days":null}"#, Ok(()));
        check(r#"{"keys":["gw_sec_12345678"]}"#, Err("keys"));
        check(r#"{"keys":["gw_pub_short"]}"#, Err("keys"));
        check(r#"{"origins":["shop.example"]}"#, Err("origins"));
        check(r#"{"origins":["https://*"]}"#, Err("origins"));
        check(r#"{"origins":["https://shop.example/"]}"#, Err("origins"));
        check(r#"{"retention_days":0}"#, Err("retention_days"));
        check(r#"{"retention_days":36501}"#, Err("retention_days"));
        check(r#"{"retention":1}"#, Err(""));
        check(r#"{"min_group":7,"group_by":"department"}"#, Ok(()));
        check(r#"{"min_group":3,"group_by":"fields.department"}"#, Ok(()));
        check(r#"{"min_group":2}"#, Err("min_group"));
        check(r#"{"min_group":1001}"#, Err("min_group"));
        check(r#"{"group_by":"department"}"#, Err("group_by"));
        check(r#"{"min_group":7,"group_by":"a b"}"#, Err("group_by"));
        let secret = "0123456789abcdef0123456789abcdef";
        check(&format!(r#"{{"identity":"signed","signing_secrets":["{secret}"]}}"#), Ok(()));
        check(r#"{"identity":"invited","require_identity":true}"#, Ok(()));
        check(r#"{"identity":"signed"}"#, Err("signing_secrets"));
        check(r#"{"signing_secrets":["short"]}"#, Err("signing_secrets"));
        check(&format!(r#"{{"signing_secrets":["{secret}","{secret}","{secret}"]}}"#), Err("signing_secrets"));
        check(r#"{"identity":"known"}"#, Err(""));
        let key = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
        let one =
            format!(r#"{{"name":"desk","url":"https://desk.example/in","secrets":["{key}"],"events":["response"]}}"#);
        check(&format!(r#"{{"webhooks":[{one}]}}"#), Ok(()));
        check(&format!(r#"{{"webhooks":[{one},{one}]}}"#), Err("webhooks"));
        check(&format!(r#"{{"webhooks":[{}]}}"#, one.replace("https", "ftp")), Err("webhooks[0]"));
        check(&format!(r#"{{"webhooks":[{}]}}"#, one.replace(key, "Confidential")), Err("webhooks[0]"));
        check(&format!(r#"{{"webhooks":[{}]}}"#, one.replace("response", "everything")), Err("webhooks[0]"));
        check(&format!(r#"{{"webhooks":[{}]}}"#, one.replace("\"desk\"", "\"a/b\"")), Err("webhooks[0]"));
        check(r#"{"webhooks":[{"name":"a","secret_file":"/etc/passwd"}]}"#, Err(""));
        check(&format!(r#"{{"min_group":7,"webhooks":[{one}]}}"#), Err("webhooks"));
    }
}
