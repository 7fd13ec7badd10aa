//! Any bytes as what stands in an address. What is taken is written, and read back as the same.

use std::str;

use axum::http::Uri;
use goodword_core::{FieldName, ResponseId, Segment, Survey, SurveyId, Timestamp};
use serde_json::{Map, Value};
use url::form_urlencoded;

use crate::export::ExportFormat;
use crate::http::query::{QueryPairs, behind};
use crate::routes::export::query::ExportRequest;
use crate::routes::link;
use crate::routes::listing;
use crate::routes::tally::Grouping;
use crate::{time, zone};

/// What the link's page is asked about.
const DEFINITION: &str = r#"{"id":"shop","version":"1","segments":["plan","fields.order"],"questions":[
    {"id":"effort","kind":"scale","min":1,"max":7},{"id":"why","kind":"choice","options":["price","speed"]},
    {"id":"more","kind":"text"},{"id":"may","kind":"consent"}]}"#;

/// Bytes as the query of an address, or as a value in one; the first says of which.
pub fn query(bytes: &[u8]) {
    let Some((parser, rest)) = super::choice(bytes, &[export, list, tally, page, moment, names]) else { return };
    if let Ok(text) = str::from_utf8(rest) {
        parser(text);
    }
}

fn uri(query: &str) -> Option<Uri> {
    format!("/v1/surveys/support/responses?{query}").parse().ok()
}

fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// An export that is understood can be asked for in the one way that is written here.
fn export(text: &str) {
    let Some(Ok(request)) = uri(text).map(|uri| ExportRequest::parse(&uri)) else { return };
    let time = |ms| Timestamp::from_unix_ms(ms).as_str().to_owned();
    let writable = |ms: Option<i64>| ms.is_none_or(|ms| Timestamp::from_unix_ms(ms).unix_ms() == ms);
    if !writable(request.since_ms) || !writable(request.until_ms) {
        return;
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("format", request.format.as_str());
    query.extend_pairs(request.since_ms.map(|ms| ("since", time(ms))));
    query.extend_pairs(request.until_ms.map(|ms| ("until", time(ms))));
    query.extend_pairs(request.after.map(|id| ("after", id.to_text())));
    query.extend_pairs(request.end.then_some(("end", "1")));
    query.extend_pairs(request.bom.then_some(("bom", "1")));
    let again = ExportRequest::parse(&uri(&query.finish()).unwrap());
    assert!(!request.end || request.format == ExportFormat::Ndjson);
    assert_eq!(again.ok(), Some(request), "{text}");
}

/// What stands behind a page is asked for like that page, whatever else was said; and no page is larger than may be.
fn list(text: &str) {
    let Some(asked) = uri(text) else { return };
    if let Ok(query) = QueryPairs::of(&asked, &["after", "limit"]) {
        assert!(query.iter().count() <= 2 && query.iter().all(|(name, _)| ["after", "limit"].contains(&name.as_str())));
        assert!(listing::limit(&query).is_ok_and(|limit| (1..=1_000).contains(&limit)) || query.get("limit").is_some());
    }
    let after = "a.b_c-1";
    let next = uri(&behind(&asked, after)).unwrap();
    let kept = |query: &str| pairs(query).into_iter().filter(|(name, _)| name != "after").collect::<Vec<_>>();
    let (before, found) = (asked.query().unwrap_or_default(), next.query().unwrap());
    assert_eq!([kept(before), vec![("after".to_owned(), after.to_owned())]].concat(), pairs(found), "{text}");
    assert_eq!(behind(&next, after), found);
}

/// Counts are set apart by what is offered, and nothing else; the zone is one of the database's.
fn tally(text: &str) {
    let (by, name) = text.split_once('\n').unwrap_or((text, "UTC"));
    let offered = ["plan".to_owned(), "fields.order".to_owned()];
    if let Ok(grouping) = Grouping::read(by, &offered) {
        let field = |segment: &Segment| match segment {
            Segment::Field(name) => ["plan", "order"].contains(&name.as_str()),
            Segment::Question(_) => false,
            _ => true,
        };
        assert!(grouping.segment.iter().all(field), "{by}");
        let words = grouping.segment.iter().map(ToString::to_string).chain(grouping.day.then(|| "day".to_owned()));
        let written = words.collect::<Vec<_>>().join(",");
        assert_eq!(Grouping::read(&written, &offered).ok(), Some(grouping), "{by}");
    }
    if let Ok(zone) = zone::zone_named(name) {
        assert_eq!(zone::zone_named(zone.name()).as_ref(), Ok(&zone), "{name}");
    }
}

/// Whatever is asked, the page is the same but for attributes of one element, each with a name and a value that may be there.
fn page(text: &str) {
    let (survey, defined) = (SurveyId::parse("shop").unwrap(), Survey::parse(DEFINITION).unwrap());
    let (bare, page) =
        (link::page(&survey, Some(&defined), None, &[]), link::page(&survey, Some(&defined), None, &pairs(text)));
    let marks = |text: &str| text.matches(['<', '>']).count();
    assert_eq!(marks(&bare), marks(&page), "{page}");
    let (_, element) = page.split_once("<good-word ").unwrap();
    let (mut rest, _) = element.split_once("></good-word>").unwrap();
    while !rest.is_empty() {
        let (name, behind) = rest.split_once("=\"").unwrap();
        let (value, behind) = behind.split_once('"').unwrap();
        attribute(name.trim_start(), value, &pairs(text));
        rest = behind;
    }
}

fn attribute(name: &str, value: &str, asked: &[(String, String)]) {
    let value = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    match name {
        "endpoint" => assert_eq!(value, "../v1/responses"),
        "config" => assert_eq!(value, "../v1/surveys/shop"),
        "survey" => assert_eq!(value, "shop"),
        "answers" => {
            let answers: Map<String, Value> = serde_json::from_str(&value).unwrap();
            assert!(answers.keys().all(|name| ["effort", "why"].contains(&name.as_str())), "{value}");
        }
        "field-plan" | "field-order" => {
            assert!(asked.iter().any(|(asked, said)| name == format!("field-{asked}") && *said == value), "{value}");
        }
        _ => panic!("{name} is no attribute that an address may set"),
    }
}

/// A time that is understood is one that can be written, but for those that an offset leads out of all years.
fn moment(text: &str) {
    match time::parse(text) {
        Ok(ms) => {
            let written = Timestamp::from_unix_ms(ms);
            assert_eq!(time::parse(written.as_str()), Ok(written.unix_ms()), "{text}");
            assert!(written.unix_ms().abs_diff(ms) <= 86_400_000, "{text}");
        }
        Err(problem) => super::fit(&[problem]),
    }
}

/// A name is text that is safe wherever it stands, and an id has one spelling.
fn names(text: &str) {
    if let Some(survey) = SurveyId::of(text) {
        assert!(survey.as_str() == text && text.len() <= 64 && !text.contains(['/', '"', '<', '%', ' ', '\0']));
    }
    if let Some(field) = FieldName::of(text) {
        assert_eq!(field.as_str(), text);
    }
    if let Ok(id) = ResponseId::parse(text) {
        assert_eq!((ResponseId::parse(&id.to_text()), id.to_text().len()), (Ok(id), 36), "{text}");
    }
}
