//! `GET /v1/surveys/{survey}/tally`: counts that can be added up, instead of the responses.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use goodword_core::{Problem, Segment, Survey, Zone};
use serde_json::Value;
use utoipa::ToSchema;

use crate::http::auth::Caller;
use crate::http::etag;
use crate::http::path::SurveyName;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::query::{QueryPairs, invalid};
use crate::http::query_schema::SurveyPath;
use crate::http::schema::Refused;
use crate::store::{Error, GroupRule, Store};
use crate::token::Scope;
use crate::{clock, zone};

/// By what a tally is set apart, as `by` names it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Grouping {
    pub(crate) day: bool,
    pub(crate) segment: Option<Segment>,
}

#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct TallyQuery {
    /// `day`, and at most one of `device`, `locale`, `page`, `survey_version`, `quality`, `identity`, `order`, or a name in the definition's
    /// `segments`; joined by commas.
    #[param(example = "day,device")]
    by: Option<String>,
    /// The zone in which days begin, by its name in the tz database.
    #[param(example = "Europe/Berlin")]
    tz: Option<String>,
}

/// Counts that can be added up; `goodword-core` reads them.
#[derive(ToSchema)]
#[schema(as = Tally, value_type = Object)]
#[expect(dead_code, reason = "only described")]
pub(crate) struct TallySchema(BTreeMap<String, Value>);

/// The counts of a survey: everything that the figures are made of, at the cost of a few kilobytes. Of a survey with a
/// `min_group` it is one tally, by what the survey groups by, whatever `by` and `tz` say: it has no days, its cells are true by
/// each question alone, and `left_out` are those of whom nothing is told.
#[utoipa::path(get, path = "/v1/surveys/{survey}/tally", tag = "responses", security(("token" = []), ("session" = [])),
    params(SurveyPath, TallyQuery),
    responses((status = 200, body = TallySchema), (status = 304),
        (status = "4XX", response = Refused)))]
pub(crate) async fn get(
    State(store): State<Store>,
    survey: SurveyName,
    uri: Uri,
    headers: HeaderMap,
    caller: Caller,
) -> Result<Response, ProblemDetails> {
    let survey = caller.require_survey(Scope::Read, survey).await?.to_string();
    let query = QueryPairs::of(&uri, &["by", "tz"])?;
    let zone = zone_named(query.get("tz").unwrap_or("UTC"))?;
    if let Some(rule) = store.group_rule(&survey) {
        return of_groups(&store, &survey, &rule, &query, &headers).await;
    }
    let grouping = Grouping::read(query.get("by").unwrap_or_default(), &segments(&store, &survey).await?)?;
    let revision = store.revision(survey.clone()).await?;
    let etag = etag::of(&[&survey, &revision.changes.to_string(), uri.query().unwrap_or_default()]);
    if etag::is_known(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response());
    }
    let mut tally = store.tally(survey, grouping.segment.as_ref(), &zone).await.map_err(refused)?;
    tally.until(clock::tomorrow(&zone));
    if !grouping.day {
        tally.days.clear();
    }
    Ok(([(header::ETAG, etag), (header::CACHE_CONTROL, "private, no-cache".to_owned())], Json(tally)).into_response())
}

fn refused(error: Error) -> ProblemDetails {
    match error {
        Error::Busy => ProblemDetails::new(ProblemType::Slow),
        error => error.into(),
    }
}

/// Of a survey that tells of groups only there is one tally, whatever is asked: two that differ would tell of fewer people.
async fn of_groups(
    store: &Store,
    survey: &str,
    rule: &GroupRule,
    query: &QueryPairs,
    headers: &HeaderMap,
) -> Result<Response, ProblemDetails> {
    let fields = rule.segment.iter().filter(|segment| matches!(segment, Segment::Field(_)));
    let offered: Vec<_> = fields.map(ToString::to_string).collect();
    let grouping = Grouping::read(query.get("by").unwrap_or_default(), &offered)?;
    if grouping.segment.is_some_and(|segment| Some(segment) != rule.segment) {
        return Err(invalid(Problem::new("by", "must be what the survey groups by: it tells of these groups only")));
    }
    let tally = store.disclosed(survey, rule).await.map_err(refused)?;
    let body = serde_json::to_string(&tally).unwrap_or_default();
    let headers_sent = [(header::ETAG, etag::of(&[&body])), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    if etag::is_known(headers, &headers_sent[0].1) {
        return Ok((StatusCode::NOT_MODIFIED, headers_sent).into_response());
    }
    Ok((headers_sent, [(header::CONTENT_TYPE, "application/json")], body).into_response())
}

fn zone_named(name: &str) -> Result<Zone, ProblemDetails> {
    zone::zone_named(name)
        .map_err(|_| invalid(Problem::new("tz", "must be a name of the tz database, such as Europe/Berlin or UTC")))
}

/// The hidden fields that the latest definition offers as segments.
async fn segments(store: &Store, survey: &str) -> Result<Vec<String>, ProblemDetails> {
    let definition = store.definition(survey.to_owned()).await?;
    let survey = definition.and_then(|definition| Survey::parse(&definition.body).ok());
    Ok(survey.map(|survey| survey.segments).unwrap_or_default())
}

impl Grouping {
    pub(crate) fn read(text: &str, offered: &[String]) -> Result<Self, ProblemDetails> {
        let rule = "must be day and at most one of device, locale, page, survey_version, quality, identity, order, or \
            a name in the definition's segments";
        let mut by = Self { day: false, segment: None };
        for word in text.split(',').filter(|_| !text.is_empty()) {
            let taken = match word {
                "day" => !std::mem::replace(&mut by.day, true),
                _ => segment(word, offered).is_some_and(|segment| by.segment.replace(segment).is_none()),
            };
            if !taken {
                return Err(invalid(Problem::new("by", rule)));
            }
        }
        Ok(by)
    }
}

fn segment(word: &str, offered: &[String]) -> Option<Segment> {
    let name = word.strip_prefix("fields.").unwrap_or(word);
    if offered.iter().any(|offered| offered.strip_prefix("fields.").unwrap_or(offered) == name) {
        return Segment::parse(&format!("fields.{name}")).ok();
    }
    Segment::parse(word).ok().filter(|segment| !matches!(segment, Segment::Field(_) | Segment::Question(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_is_by_day_and_one_segment_that_is_offered() {
        let check = |text: &str, expect: Option<(bool, Option<&str>)>| {
            let grouping = Grouping::read(text, &["plan".to_owned()]).ok();
            let by = grouping.map(|by| (by.day, by.segment.map(|segment| segment.to_string())));
            assert_eq!(by, expect.map(|(day, segment)| (day, segment.map(str::to_owned))), "{text}");
        };
        check("", Some((false, None)));
        check("day", Some((true, None)));
        check("device,day", Some((true, Some("device"))));
        check("plan", Some((false, Some("fields.plan"))));
        check("fields.plan", Some((false, Some("fields.plan"))));
        for wrong in
            ["day,day", "device,locale", "fields.other", "answers.city", "other", "week", ",", "day,", "Device"]
        {
            check(wrong, None);
        }
    }
}
