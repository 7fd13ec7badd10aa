//! Write keys, origins and closing: who may post to a survey, and what everybody else is told.

use axum::body::Body;
use axum::http::{Method, Request, header};
use goodword_collector::config::Config;
use goodword_collector::store::PublicSurveys;
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
async fn a_key_of_one_survey_closes_no_other() {
    let collector = Collector::new();
    let mut other = response(ID);
    other["survey"] = "other".into();
    assert_eq!(collector.post(&other).await.status, 201);
    let token = collector.token_for(&[Scope::Admin], Some("support")).await;
    let keys = json!({"keys": [KEY]});
    assert_eq!(collector.ask_json(Method::PUT, "/v1/surveys/support/settings", &token, &keys).await.status, 200);
    for (number, survey) in [(7, "other"), (8, "new")] {
        other["id"] = id(number).into();
        other["survey"] = survey.into();
        assert_eq!(collector.post(&other).await.status, 201, "{survey}");
    }
}

#[tokio::test]
async fn where_only_known_surveys_are_taken_a_made_up_one_takes_nothing() {
    let collector = Collector::with(&Config { surveys: PublicSurveys::Known, ..Config::default() });
    let body = |number: u64, survey: &str| {
        let mut body = response(&id(number));
        body["survey"] = survey.into();
        body
    };
    for made_up in ["defined", "set", "imported", "made-up"] {
        collector.post(&body(1, made_up)).await.problem(404, "unknown-survey");
    }
    let definition = r#"{"id":"defined","questions":[{"id":"agreed","kind":"consent"}]}"#;
    assert_eq!(collector.put_survey("defined", definition).await.status, 201);
    let admin = collector.token(&[Scope::Admin]).await;
    let set = collector.ask_json(Method::PUT, "/v1/surveys/set/settings", &admin, &json!({})).await;
    assert_eq!(set.status, 200);
    collector.import(&admin, body(2, "imported").to_string()).await;
    for known in ["defined", "set", "imported"] {
        assert_eq!(collector.post(&body(3, known)).await.status, 201, "{known}");
    }
    // A survey stays known when its answers go.
    let erase = json!({"field": {"name": "none", "value": 1}});
    assert_eq!(collector.ask_json(Method::POST, "/v1/erase", &admin, &erase).await.status, 200);
    for number in [2, 3] {
        let path = format!("/v1/responses/{}?survey=imported", id(number));
        assert_eq!(collector.ask(Method::DELETE, &path, &admin).await.status, 200);
    }
    assert_eq!(collector.post(&body(4, "imported")).await.status, 201);
    collector.post(&body(5, "made-up")).await.problem(404, "unknown-survey");
}

#[tokio::test]
async fn the_public_begins_a_thousand_surveys_and_no_more() {
    let collector = Collector::new();
    let lines: Vec<_> = (0..1000)
        .map(|number| {
            let mut body = response(&id(number));
            body["survey"] = format!("s{number}").into();
            body.to_string()
        })
        .collect();
    let token = collector.token(&[Scope::Write]).await;
    assert_eq!(collector.import(&token, lines.join("\n")).await.json()["stored"], 1000);
    collector.post(&response(ID)).await.problem(404, "unknown-survey");
    let mut known = response(ID);
    known["survey"] = "s7".into();
    assert_eq!(collector.post(&known).await.status, 201);
    // Asked for by name, every one is taken.
    let app =
        goodword_collector::app(collector.store.clone(), &Config { surveys: PublicSurveys::Any, ..Config::default() });
    let collector = Collector { app, ..collector };
    assert_eq!(collector.post(&response(ID)).await.status, 201);
}

#[tokio::test]
async fn a_strict_survey_takes_only_what_is_defined() {
    let collector = Collector::new();
    let definition = r#"{"id":"support","version":"1","questions":[{"id":"effort","kind":"scale","min":1,"max":7}]}"#;
    assert_eq!(collector.put_survey("support", definition).await.status, 201);
    let body = |version: Value, answers: Value| {
        let mut body = response(ID);
        body["survey_version"] = version;
        body["answers"] = answers;
        body
    };
    let loose = body("nope".into(), json!({"effort": 99, "junk": "x"}));
    assert_eq!(collector.post(&loose).await.status, 201);
    set(&collector, json!({"strict": true})).await;
    let fields = |reply: Reply| -> Vec<String> {
        let problem = reply.problem(422, "invalid-response");
        problem["problems"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(fields(collector.post(&loose).await), ["survey_version", "answers.effort", "answers.junk"]);
    assert_eq!(fields(collector.post(&body(Value::Null, json!({"recommend": 9}))).await), ["survey_version"]);
    assert_eq!(fields(collector.post(&body("1".into(), json!({"effort": 99}))).await), ["answers.effort"]);
    let mut fits = body("1".into(), json!({"effort": 7, "recommend": 9}));
    fits["id"] = id(9).into();
    assert_eq!(collector.post(&fits).await.status, 201);
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
    let public_url = Some("https://feedback.shop.example".to_owned());
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
    let empty = json!({"keys": [], "origins": [], "retention_days": null, "closed": false, "strict": false,
        "identity": "open", "require_identity": false,
        "signing_secrets": [], "webhooks": [], "min_group": null, "group_by": null});
    assert_eq!(collector.ask(Method::GET, path, &token).await.json(), empty);
    let settings = json!({"keys": [KEY], "origins": ["https://shop.example"], "retention_days": 30, "closed": false, "strict": false,
        "identity": "signed", "require_identity": true, "signing_secrets": ["0123456789abcdef0123456789abcdef"], "webhooks": [],
        "min_group": 7, "group_by": "fields.department"});
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

#[tokio::test]
async fn a_patch_changes_what_it_names_and_nobody_overwrites_what_they_have_not_seen() {
    let collector = Collector::new();
    let token = collector.token(&[Scope::Admin]).await;
    let path = "/v1/surveys/support/settings";
    let send = async |method: Method, body: Value, known: Option<&str>| {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(known) = known {
            request = request.header(header::IF_MATCH, known);
        }
        let request = request
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        collector.send(request.body(Body::from(body.to_string())).unwrap()).await
    };
    let first = collector.ask(Method::GET, path, &token).await.header(header::ETAG).to_owned();
    let keyed = send(Method::PATCH, json!({"keys": [KEY], "retention_days": 30}), Some(&first)).await;
    assert_eq!(keyed.status, 200, "{keyed:?}");
    let second = keyed.header(header::ETAG).to_owned();
    assert_ne!(first, second);
    send(Method::PATCH, json!({"closed": true}), Some(&first)).await.problem(412, "precondition-failed");
    send(Method::PUT, json!({}), Some(&first)).await.problem(412, "precondition-failed");
    let patched = send(Method::PATCH, json!({"retention_days": null, "strict": true}), None).await.json();
    let expect = json!({"keys": [KEY], "origins": [], "retention_days": null, "closed": false, "strict": true,
        "identity": "open", "require_identity": false,
        "signing_secrets": [], "webhooks": [], "min_group": null, "group_by": null});
    assert_eq!(patched, expect);
    assert_eq!(collector.ask(Method::GET, path, &token).await.json(), expect);
    send(Method::PATCH, json!({"close": true}), None).await.problem(422, "invalid-settings");
    send(Method::PATCH, json!({"origins": ["https://shop.example:443"]}), Some("*")).await;
    let stored = collector.ask(Method::GET, path, &token).await.json();
    assert_eq!(stored["origins"], json!(["https://shop.example"]), "as a browser sends it");
    // In a list the star is no tag, and means nothing.
    send(Method::PUT, json!({}), Some("\"x\", *")).await.problem(412, "precondition-failed");
    assert_eq!(send(Method::PUT, json!({}), Some("*")).await.status, 200);
}
