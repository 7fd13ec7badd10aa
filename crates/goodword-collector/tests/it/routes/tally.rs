//! The tally says what a tally of the export says.

use axum::http::{Method, Request, header};
use goodword_collector::token::Scope;
use goodword_collector::zone::zone_named;
use goodword_core::columns::Filter;
use goodword_core::{Columns, Segment, Tally, reader};
use serde_json::json;

use crate::collector::{Collector, Reply, id, response};

const DEFINITION: &str = r#"{"id":"support","questions":[{"id":"agreed","kind":"consent"}],"segments":["plan"]}"#;

async fn tally(collector: &Collector, query: &str) -> Reply {
    let token = collector.token(&[Scope::Read]).await;
    collector.ask(Method::GET, &format!("/v1/surveys/support/tally?{query}"), &token).await
}

async fn thirty() -> Collector {
    let collector = Collector::new();
    assert_eq!(collector.put_survey("support", DEFINITION).await.status, 201);
    for number in 0..30_u64 {
        let mut body = response(&id(number));
        body["submitted_at"] = format!("2026-03-{:02}T{:02}:30:00Z", 1 + number % 9, number % 24).into();
        body["answers"] = json!({"recommend": number % 11, "empathy": 1 + number % 5, "promise": "kept"});
        body["context"] = json!({"device": if number % 3 == 0 { "mobile" } else { "desktop" }});
        body["fields"] = json!({"plan": format!("p{}", number % 2)});
        assert_eq!(collector.post(&body).await.status, 201);
    }
    collector
}

#[tokio::test]
async fn it_is_the_tally_of_the_export_in_every_zone_and_by_every_segment() {
    let collector = thirty().await;
    let token = collector.token(&[Scope::Read]).await;
    let export = collector.ask(Method::GET, "/v1/surveys/support/responses", &token).await.text;
    for (query, segment, tz) in [
        ("by=day", None, "UTC"),
        ("by=day,device&tz=Asia/Kathmandu", Some("device"), "Asia/Kathmandu"),
        ("by=plan,day&tz=America/Los_Angeles", Some("fields.plan"), "America/Los_Angeles"),
    ] {
        let zone = zone_named(tz).unwrap();
        let by: Vec<_> = segment.map(|segment| Segment::parse(segment).unwrap()).into_iter().collect();
        let mut columns = Columns::with(&by);
        for line in reader::read(export.as_bytes()) {
            columns.read(line);
        }
        columns.dedupe();
        let replied: Tally = serde_json::from_str(&tally(&collector, query).await.text).unwrap();
        let expect = columns.tally_where(&Filter::default(), &by, &zone).unwrap();
        assert_eq!((&replied.total, replied.responses), (&expect.total, 30), "{query}");
        assert_eq!(replied.days.is_empty(), !query.contains("day"), "{query}");
        assert_eq!((&replied.days, &replied.by), (&expect.days, &expect.by), "{query}");
    }
    let plain: Tally = serde_json::from_str(&tally(&collector, "").await.text).unwrap();
    assert!(plain.days.is_empty());
}

#[tokio::test]
async fn anything_else_is_refused_by_name() {
    let collector = thirty().await;
    for (query, field) in [
        ("by=week", "by"),
        ("by=device,locale", "by"),
        ("by=fields.other", "by"),
        ("tz=Mars/Base", "tz"),
        ("by=day&by=device", "by"),
        ("since=2026-03-01", ""),
    ] {
        assert_eq!(
            tally(&collector, query).await.problem(400, "invalid-query")["problems"][0]["field"],
            field,
            "{query}"
        );
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let collector = thirty().await;
    let token = collector.token(&[Scope::Read]).await;
    let known = async |etag: &str| {
        let request = Request::get("/v1/surveys/support/tally?by=day")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::IF_NONE_MATCH, etag);
        collector.send(request.body(axum::body::Body::empty()).unwrap()).await
    };
    let etag = tally(&collector, "by=day").await.header(header::ETAG).to_owned();
    assert_eq!(known(&etag).await.status, 304);
    assert_eq!(collector.post(&response(&id(99))).await.status, 201);
    assert_eq!(known(&etag).await.status, 200);
}
