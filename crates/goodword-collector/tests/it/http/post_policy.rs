//! Write keys, origins and closing: who may post to a survey, and what everybody else is told.

use axum::body::Body;
use axum::http::{Method, Request, header};
use goodword_collector::config::Config;
use goodword_collector::token::Scope;
use serde_json::{Value, json};

use crate::collector::{Collector, ID, Reply, id, response};

const KEY: &str = "gw_pub_0123456789abcdef";
const NEXT: &str = "gw_pub_fedcba9876543210";

async fn with(settings: Value) -> Collector {
    let collector = Collector::new();
    set(&collector, settings).await;
    collector
}

async fn set(collector: &Collector, settings: Value) {
    let token = collector.token(&[Scope::Admin]).await;
    let reply = collector.ask_json(Method::PUT, "/v1/surveys/support/settings", &token, &settings).await;
    assert_eq!(reply.status, 200, "{reply:?}");
}

async fn post(collector: &Collector, number: u64, key: Option<&str>, origin: Option<&str>) -> Reply {
    let mut body = response(&id(number));
    if let Some(key) = key {
        body["key"] = key.into();
    }
    let mut request = Request::post("/v1/responses").header(header::CONTENT_TYPE, "application/json");
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    collector.send(request.body(Body::from(body.to_string())).unwrap()).await
}

#[tokio::test]
async fn without_keys_everybody_may_post_and_a_key_is_never_stored() {
    let collector = Collector::new();
    assert_eq!(post(&collector, 1, None, None).await.status, 201);
    assert_eq!(post(&collector, 2, Some("anything"), None).await.status, 201);
    set(&collector, json!({"keys": [KEY]})).await;
    assert_eq!(post(&collector, 3, Some(KEY), None).await.status, 201);
    let stored = collector.stored("support").await;
    assert!(stored.len() == 3 && stored.iter().all(|stored| stored.get("key").is_none()), "{stored:?}");
}

#[tokio::test]
async fn with_keys_only_who_names_one_may_post_and_an_import_needs_none() {
    let collector = with(json!({"keys": [KEY, NEXT]})).await;
    for wrong in [None, Some(""), Some("gw_pub_0123456789abcdeF"), Some("gw_pub_0123456789abcdef0")] {
        let reply = post(&collector, 1, wrong, None).await;
        if wrong != Some("") {
            reply.problem(403, "write-key");
        }
        assert!(!reply.text.contains(KEY), "{reply:?}");
    }
    assert_eq!(collector.stored("support").await, [] as [Value; 0]);
    for (number, key) in [(1, KEY), (2, NEXT)] {
        assert_eq!(post(&collector, number, Some(key), None).await.status, 201);
    }
    set(&collector, json!({"keys": [NEXT]})).await;
    post(&collector, 3, Some(KEY), None).await.problem(403, "write-key");
    let token = collector.token(&[Scope::Write]).await;
    let report = collector.import(&token, response(&id(9)).to_string()).await.json();
    assert_eq!(report["stored"], 1);
}

#[tokio::test]
async fn where_keys_are_configured_a_made_up_survey_takes_nothing() {
    let collector = with(json!({"keys": [KEY]})).await;
    let mut body = response(ID);
    body["survey"] = "made-up".into();
    collector.post(&body).await.problem(404, "unknown-survey");
    let definition = r#"{"id":"made-up","questions":[{"id":"agreed","kind":"consent"}]}"#;
    assert_eq!(collector.put_survey("made-up", definition).await.status, 201);
    assert_eq!(collector.post(&body).await.status, 201);
}

#[tokio::test]
async fn an_origin_list_keeps_other_pages_out_and_says_so_where_they_can_read_it() {
    let collector = with(json!({"origins": ["https://shop.example", "https://*.shop.example"]})).await;
    for (number, origin) in ["https://shop.example", "https://www.shop.example"].into_iter().enumerate() {
        assert_eq!(post(&collector, number as u64, None, Some(origin)).await.status, 201, "{origin}");
    }
    for origin in ["https://evil.example", "http://shop.example", "https://shop.example.evil", "null"] {
        let reply = post(&collector, 7, None, Some(origin)).await;
        reply.problem(403, "origin");
        assert_eq!(reply.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*", "{origin}");
    }
    assert_eq!(post(&collector, 8, None, None).await.status, 201, "a program names no origin");
}

#[tokio::test]
async fn pages_of_the_collector_itself_may_post_whatever_the_list_says() {
    let public_url = Some("https://feedback.shop.example".parse().unwrap());
    let collector = Collector::with(&Config { public_url, ..Config::default() });
    set(&collector, json!({"origins": ["https://shop.example"]})).await;
    assert_eq!(post(&collector, 1, None, Some("https://feedback.shop.example")).await.status, 201);
    post(&collector, 2, None, Some("https://other.example")).await.problem(403, "origin");
}

#[tokio::test]
async fn a_closed_survey_says_so_and_keeps_what_it_has() {
    let collector = Collector::new();
    assert_eq!(post(&collector, 1, None, None).await.status, 201);
    set(&collector, json!({"closed": true})).await;
    post(&collector, 2, None, None).await.problem(410, "closed");
    assert_eq!(collector.stored("support").await.len(), 1);
    set(&collector, json!({})).await;
    assert_eq!(post(&collector, 2, None, None).await.status, 201);
}

#[tokio::test]
async fn settings_are_read_as_they_were_written_and_what_is_wrong_is_named() {
    let collector = Collector::new();
    let token = collector.token(&[Scope::Admin]).await;
    let path = "/v1/surveys/support/settings";
    let empty = json!({"keys": [], "origins": [], "retention_days": null, "closed": false});
    assert_eq!(collector.ask(Method::GET, path, &token).await.json(), empty);
    let settings = json!({"keys": [KEY], "origins": ["https://shop.example"], "retention_days": 30, "closed": false});
    assert_eq!(collector.ask_json(Method::PUT, path, &token, &settings).await.json(), settings);
    assert_eq!(collector.ask(Method::GET, path, &token).await.json(), settings);
    for (wrong, field) in [
        (json!({"keys": ["Confidential"]}), "keys"),
        (json!({"origins": ["Confidential"]}), "origins"),
        (json!({"retention_days": 0}), "retention_days"),
        (json!({"Confidential": 1}), ""),
        (json!({"keys": "Confidential"}), ""),
    ] {
        let reply = collector.ask_json(Method::PUT, path, &token, &wrong).await;
        assert_eq!(reply.problem(422, "invalid-settings")["problems"][0]["field"], field, "{wrong}");
        assert!(!reply.text.contains("Confidential"), "{reply:?}");
    }
    collector.ask_json(Method::PUT, path, &token, &json!([[KEY]])).await.problem(400, "not-json");
    assert_eq!(collector.ask(Method::GET, path, &token).await.json(), settings);
}
