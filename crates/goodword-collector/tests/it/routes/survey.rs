//! Definitions: stored by the owner, read by anybody, and every response checked against its own.

use axum::body::Body;
use axum::http::{Method, Request, header};
use goodword_collector::token::Scope;
use serde_json::{Value, json};

use crate::collector::{Collector, ID, id, response};

const V1: &str = r#"{"id":"support","version":"1","questions":[{"id":"effort","kind":"scale","min":1,"max":7}], "theme": {"accent":"teal"}}"#;
const V2: &str = r#"{"id":"support","version":"2","questions":[{"id":"speed","kind":"scale","min":1,"max":3}]}"#;

async fn get(collector: &Collector, known: &str) -> crate::collector::Reply {
    let request = Request::get("/v1/surveys/support").header(header::IF_NONE_MATCH, known);
    collector.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_latest_definition_is_public_word_for_word() {
    let collector = Collector::new();
    get(&collector, "").await.problem(404, "not-found");
    for (definition, version) in [(V1, "1"), (V2, "2")] {
        let put = collector.put_survey("support", definition).await;
        assert_eq!((put.status.as_u16(), put.json()), (201, json!({"id": "support", "version": version})));
        let got = get(&collector, "").await;
        assert_eq!((got.status.as_u16(), got.text.as_str()), (200, definition));
        assert_eq!(got.header(header::CONTENT_TYPE), "application/json");
        assert_eq!(got.header(header::CACHE_CONTROL), "public, max-age=60");
        assert_eq!(got.header(header::ETAG), put.header(header::ETAG));
    }
    assert_eq!(collector.put_survey("support", V1).await.status, 200);
    assert_eq!(get(&collector, "").await.text, V1);
}

#[tokio::test]
async fn who_knows_the_definition_is_not_sent_it_again() {
    let collector = Collector::new();
    let etag = collector.put_survey("support", V1).await.header(header::ETAG).to_owned();
    for known in [etag.as_str(), &format!("W/{etag}"), &format!("\"other\", {etag}"), "*"] {
        let reply = get(&collector, known).await;
        assert_eq!((reply.status.as_u16(), reply.text.as_str()), (304, ""), "{known}");
        assert_eq!(reply.header(header::ETAG), etag);
    }
    assert_eq!(get(&collector, "\"other\"").await.status, 200);
}

#[tokio::test]
async fn a_bad_definition_is_refused_with_path_and_rule() {
    let collector = Collector::new();
    let check = async |definition: &str, field: &str| {
        let problem = collector.put_survey("support", definition).await.problem(422, "invalid-survey");
        assert_eq!(problem["problems"][0]["field"], field, "{problem}");
    };
    check(r#"{"id":"support","questions":[{"id":"a","kind":"scale","min":3,"max":3}]}"#, "questions[0].max").await;
    check(r#"{"id":"other","questions":[{"id":"a","kind":"consent"}]}"#, "id").await;
    check("[]", "").await;
    get(&collector, "").await.problem(404, "not-found");
}

#[tokio::test]
async fn a_definition_is_changed_only_where_it_is_the_one_that_was_read() {
    let collector = Collector::new();
    let token = collector.token(&[Scope::Admin]).await;
    let put = async |definition: &str, known: &str| {
        let request = Request::put("/v1/surveys/support")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::IF_MATCH, known);
        collector.send(request.body(Body::from(definition.to_owned())).unwrap()).await
    };
    put(V1, "*").await.problem(412, "precondition-failed");
    let first = collector.put_survey("support", V1).await.header(header::ETAG).to_owned();
    let second = put(V2, &first).await;
    assert_eq!(second.status, 201);
    put(V1, &first).await.problem(412, "precondition-failed");
    assert_eq!(get(&collector, "").await.text, V2);
    let tags = format!("\"other\", {}", second.header(header::ETAG));
    assert_eq!(put(V1, &tags).await.status, 200);
    assert_eq!(put(V2, "*").await.status, 200);
}

/// A response with these answers to that version gets `status`.
async fn check(collector: &Collector, number: u64, version: Value, answers: Value, status: u16) {
    let mut body = response(&id(number));
    (body["survey_version"], body["answers"]) = (version.clone(), answers.clone());
    let reply = collector.post(&body).await;
    assert_eq!(reply.status.as_u16(), status, "{version} {answers}: {reply:?}");
}

#[tokio::test]
async fn a_response_is_checked_against_the_version_that_it_answers() {
    let collector = Collector::new();
    for definition in [V1, V2] {
        assert_eq!(collector.put_survey("support", definition).await.status, 201);
    }
    check(&collector, 1, json!("1"), json!({"effort": 7, "recommend": 9}), 201).await;
    check(&collector, 2, json!("1"), json!({"effort": 8}), 422).await;
    check(&collector, 3, json!("1"), json!({"speed": 1}), 422).await;
    check(&collector, 4, json!("2"), json!({"speed": 3}), 201).await;
    check(&collector, 5, json!("2"), json!({"speed": "fast"}), 422).await;
    check(&collector, 6, json!("3"), json!({"anything": "goes", "why": ["a"]}), 201).await;
    check(&collector, 7, Value::Null, json!({"anything": 1}), 201).await;
    assert_eq!(collector.stored("support").await.len(), 4);
}

#[tokio::test]
async fn an_import_is_checked_too() {
    let collector = Collector::new();
    collector.put_survey("support", V1).await;
    let mut bad = response(ID);
    (bad["survey_version"], bad["answers"]) = ("1".into(), json!({"effort": 8}));
    let token = collector.token(&[Scope::Write]).await;
    let report = collector.import(&token, bad.to_string()).await.json();
    assert_eq!(report["bad"], json!([{"line": 1, "reason": "answers.effort: must be a whole number from 1 to 7"}]));
}

#[tokio::test]
async fn surveys_are_listed_by_name_with_their_counts() {
    let collector = Collector::new();
    collector.put_survey("later", r#"{"id":"later","questions":[{"id":"a","kind":"consent"}]}"#).await;
    for number in 0..3 {
        assert_eq!(collector.post(&response(&id(number))).await.status, 201);
    }
    let token = collector.token(&[Scope::Read]).await;
    let surveys = collector.ask(Method::GET, "/v1/surveys", &token).await.json();
    assert_eq!(surveys, json!({"surveys": [{"id": "later", "responses": 0}, {"id": "support", "responses": 3}]}));
}

#[tokio::test]
async fn surveys_are_listed_a_page_at_a_time() {
    let collector = Collector::new();
    let token = collector.token(&[Scope::Admin]).await;
    for (number, survey) in ["c", "a", "e", "b"].into_iter().enumerate() {
        let mut body = response(&id(number as u64));
        body["survey"] = survey.into();
        assert_eq!(collector.post(&body).await.status, 201);
    }
    let defined = r#"{"id":"d","questions":[{"id":"a","kind":"consent"}]}"#;
    assert_eq!(collector.put_survey("d", defined).await.status, 201);
    let (mut path, mut pages) = ("/v1/surveys?limit=2".to_owned(), Vec::new());
    loop {
        let reply = collector.ask(Method::GET, &path, &token).await;
        let names = reply.json()["surveys"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
        pages.push(names);
        let Some(next) = reply.header(header::LINK).strip_prefix('<').and_then(|link| link.split_once('>')) else {
            break;
        };
        next.0.clone_into(&mut path);
    }
    assert_eq!(json!(pages), json!([["a", "b"], ["c", "d"], ["e"]]));
    let only = collector.token_for(&[Scope::Read], Some("d")).await;
    let listed = collector.ask(Method::GET, "/v1/surveys", &only).await.json();
    assert_eq!(listed, json!({"surveys": [{"id": "d", "responses": 0}]}));
    assert_eq!(collector.ask(Method::GET, "/v1/surveys?after=d", &only).await.json(), json!({"surveys": []}));
    for wrong in ["limit=0", "limit=1001", "limit=x", "after=%00", "page=2"] {
        collector.ask(Method::GET, &format!("/v1/surveys?{wrong}"), &token).await.problem(400, "invalid-query");
    }
}
