//! What has to go is gone, and who brings it again is told.

use axum::http::Method;
use goodword_collector::token::Scope;
use serde_json::{Value, json};

use crate::collector::{Collector, ID, id, response};

async fn erase(collector: &Collector, body: Value) -> Value {
    let token = collector.token(&[Scope::Admin]).await;
    let reply = collector.ask_json(Method::POST, "/v1/erase", &token, &body).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.json()["erased"].clone()
}

/// Stores six responses: two of a person by contact, two by a field, and the same id in two surveys.
async fn six() -> Collector {
    let collector = Collector::new();
    for number in 0..6 {
        let mut body = response(&id(number));
        match number {
            0 | 1 => body["follow_up"] = json!({"contact": "Person@shop.example", "within_hours": 24}),
            2 | 3 => body["fields"] = json!({"customer": "c-7"}),
            _ => body["survey"] = "other".into(),
        }
        assert_eq!(collector.post(&body).await.status, 201);
    }
    let mut twin = response(&id(0));
    twin["survey"] = "other".into();
    assert_eq!(collector.post(&twin).await.status, 201);
    collector
}

#[tokio::test]
async fn a_person_is_erased_by_contact_or_by_field() {
    let collector = six().await;
    assert_eq!(erase(&collector, json!({"contact": "nobody@shop.example"})).await, 0);
    assert_eq!(erase(&collector, json!({"contact": " person@SHOP.example"})).await, 2);
    assert_eq!(erase(&collector, json!({"field": {"name": "customer", "value": "c-8"}})).await, 0);
    assert_eq!(erase(&collector, json!({"field": {"name": "customer", "value": "c-7"}, "survey": "other"})).await, 0);
    assert_eq!(erase(&collector, json!({"field": {"name": "customer", "value": "c-7"}})).await, 2);
    assert_eq!((collector.stored("support").await.len(), collector.stored("other").await.len()), (0, 3));
}

#[tokio::test]
async fn a_late_retry_of_what_was_erased_is_told_so() {
    let collector = Collector::new();
    assert_eq!(collector.post(&response(ID)).await.status, 201);
    let token = collector.token(&[Scope::Admin]).await;
    let path = format!("/v1/responses/{ID}");
    assert_eq!(collector.ask(Method::DELETE, &path, &token).await.json(), json!({"erased": 1}));
    collector.post(&response(ID)).await.problem(410, "erased");
    let mut later = response(ID);
    later["seq"] = 2.into();
    collector.post(&later).await.problem(410, "erased");
    assert_eq!(collector.stored("support").await, [] as [Value; 0]);
    collector.ask(Method::DELETE, &path, &token).await.problem(404, "not-found");
    let report = collector.import(&token, response(ID).to_string()).await.json();
    assert_eq!(report["bad"][0]["reason"], "id: this response was erased", "{report}");
}

#[tokio::test]
async fn where_two_surveys_hold_an_id_one_must_be_named() {
    let collector = six().await;
    let token = collector.token(&[Scope::Admin]).await;
    let path = format!("/v1/responses/{}", id(0));
    collector.ask(Method::DELETE, &path, &token).await.problem(409, "several-surveys");
    collector.ask(Method::DELETE, &format!("{path}?survey=missing"), &token).await.problem(404, "not-found");
    assert_eq!(
        collector.ask(Method::DELETE, &format!("{path}?survey=other"), &token).await.json(),
        json!({"erased": 1})
    );
    assert_eq!((collector.stored("support").await.len(), collector.stored("other").await.len()), (4, 2));
}

#[tokio::test]
async fn a_token_of_one_survey_erases_nothing_elsewhere() {
    let collector = six().await;
    let token = collector.token_for(&[Scope::Admin], Some("other")).await;
    let all = json!({"field": {"name": "customer", "value": "c-7"}});
    let reply = collector.ask_json(Method::POST, "/v1/erase", &token, &all).await;
    assert_eq!(reply.json(), json!({"erased": 0}));
    let named = json!({"contact": "a@b.example", "survey": "support"});
    collector.ask_json(Method::POST, "/v1/erase", &token, &named).await.problem(403, "forbidden");
    let twin = format!("/v1/responses/{}", id(0));
    assert_eq!(collector.ask(Method::DELETE, &twin, &token).await.json(), json!({"erased": 1}));
    assert_eq!((collector.stored("support").await.len(), collector.stored("other").await.len()), (4, 2));
}

#[tokio::test]
async fn what_names_nobody_or_everybody_is_refused() {
    let collector = Collector::new();
    let token = collector.token(&[Scope::Admin]).await;
    for body in [
        json!({}),
        json!({"contact": ""}),
        json!({"all": true}),
        json!({"contact": "a", "field": {"name": "a", "value": 1}}),
    ] {
        collector.ask_json(Method::POST, "/v1/erase", &token, &body).await.problem(422, "invalid-request");
    }
}

#[tokio::test]
async fn what_a_reader_keeps_in_the_log_is_said_and_overwritten_when_it_ends() {
    let collector = Collector::new();
    for number in 0..100 {
        let mut body = response(&id(number));
        body["follow_up"] = json!({"contact": "Secretive.Person@shop.example"});
        assert_eq!(collector.post(&body).await.status, 201);
    }
    let file = collector.folder.path().join("goodword.db");
    let reader = rusqlite::Connection::open(&file).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let _: i64 = reader.query_row("SELECT count(*) FROM response", [], |row| row.get(0)).unwrap();
    let token = collector.token(&[Scope::Admin]).await;
    let person = json!({"contact": "secretive.person@shop.example"});
    let reply = collector.ask_json(Method::POST, "/v1/erase", &token, &person).await;
    assert_eq!(reply.json(), json!({"erased": 100, "pending": true}));
    reader.execute_batch("COMMIT").unwrap();
    drop(reader);
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        if !collector.store.is_erasure_pending() {
            break;
        }
    }
    for name in ["goodword.db", "goodword.db-wal"] {
        let bytes = std::fs::read(collector.folder.path().join(name)).unwrap();
        assert!(!bytes.windows(9).any(|part| part == b"Secretive"), "{name}");
    }
    assert_eq!(collector.ask_json(Method::POST, "/v1/erase", &token, &person).await.json(), json!({"erased": 0}));
}

#[tokio::test]
async fn what_is_known_of_a_person_is_counted_and_exported_before_it_goes() {
    let collector = six().await;
    let token = collector.token(&[Scope::Admin]).await;
    let ask = async |path: &str, body: Value| collector.ask_json(Method::POST, path, &token, &body).await;
    let person = json!({"contact": "person@shop.example"});
    let preview = ask("/v1/erase", json!({"contact": "person@shop.example", "preview": true})).await;
    assert_eq!(preview.json(), json!({"found": 2}));
    let export = ask("/v1/subject", person.clone()).await;
    assert_eq!((export.status.as_u16(), export.header("content-type")), (200, "application/x-ndjson"));
    let ids: Vec<_> =
        export.text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone()).collect();
    assert_eq!(ids, [id(0), id(1)]);
    let field = json!({"field": {"name": "customer", "value": "c-7"}, "survey": "other"});
    assert_eq!(ask("/v1/subject", field).await.text, "");
    assert_eq!(erase(&collector, person.clone()).await, 2);
    assert_eq!(ask("/v1/subject", person).await.text, "");
}
