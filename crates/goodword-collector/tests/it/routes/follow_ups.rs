//! Promises of an answer: kept in sight until they are kept.

use axum::http::Method;
use goodword_collector::token::Scope;
use serde_json::{Value, json};

use crate::collector::{Collector, Reply, id, response};

async fn list(collector: &Collector, query: &str) -> Vec<Value> {
    let token = collector.token(&[Scope::Read]).await;
    let reply = collector.ask(Method::GET, &format!("/v1/surveys/support/follow-ups{query}"), &token).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.json()["follow_ups"].as_array().unwrap().clone()
}

async fn change(collector: &Collector, number: u64, body: Value) -> Reply {
    let token = collector.token(&[Scope::Admin]).await;
    collector.ask_json(Method::PATCH, &format!("/v1/responses/{}/follow-up", id(number)), &token, &body).await
}

/// Three promises, for 48, 1 and 24 hours, and a response without one.
async fn four() -> Collector {
    let collector = Collector::new();
    for (number, hours) in [(0, Some(48)), (1, Some(1)), (2, None), (3, Some(24))] {
        let mut body = response(&id(number));
        if let Some(hours) = hours {
            body["follow_up"] = json!({"contact": format!("{number}@shop.example"), "within_hours": hours,
                "state": "answered", "due_at": "2020-01-01T00:00:00Z", "answered_at": "2020-01-01T00:00:00Z"});
        }
        assert_eq!(collector.post(&body).await.status, 201);
    }
    collector
}

fn ids(listed: &[Value]) -> Vec<&str> {
    listed.iter().map(|promise| promise["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_one_due_first_comes_first_whatever_the_public_said_about_it() {
    let collector = four().await;
    let listed = list(&collector, "").await;
    assert_eq!(ids(&listed), [id(1), id(3), id(0)]);
    assert_eq!((&listed[0]["contact"], &listed[0]["state"]), (&"1@shop.example".into(), &"open".into()));
    assert!(listed[0]["due_at"].as_str().unwrap() > "2025", "{listed:?}");
    assert!(listed[0].get("answered_at").is_none_or(Value::is_null), "{listed:?}");
}

#[tokio::test]
async fn a_promise_that_is_kept_leaves_the_open_ones_and_is_exported_as_kept() {
    let collector = four().await;
    let reply = change(&collector, 3, json!({"state": "answered"})).await;
    assert_eq!(reply.json(), json!({"id": id(3), "survey": "support", "state": "answered"}), "{reply:?}");
    assert_eq!(ids(&list(&collector, "?state=open").await), [id(1), id(0)]);
    let answered = list(&collector, "?state=answered").await;
    assert_eq!(ids(&answered), [id(3)]);
    assert!(answered[0]["answered_at"].as_str().unwrap() > "2025", "{answered:?}");
    let stored = collector.stored("support").await;
    let exported = stored.iter().find(|stored| stored["id"] == id(3)).unwrap();
    assert_eq!(
        (&exported["follow_up"]["state"], &exported["follow_up"]["contact"]),
        (&"answered".into(), &"3@shop.example".into())
    );
    assert_eq!(change(&collector, 3, json!({"state": "open"})).await.status, 200);
    assert_eq!(list(&collector, "?state=open").await.len(), 3);
    assert_eq!(
        collector
            .post(&{
                let mut again = response(&id(3));
                again["follow_up"] = json!({"contact": "3@shop.example", "within_hours": 24});
                again
            })
            .await
            .status,
        200,
        "a late retry still finds itself"
    );
}

#[tokio::test]
async fn what_is_not_there_or_not_understood_is_told() {
    let collector = four().await;
    change(&collector, 2, json!({"state": "answered"})).await.problem(404, "not-found");
    change(&collector, 9, json!({"state": "answered"})).await.problem(404, "not-found");
    for body in [json!({"state": "done"}), json!({}), json!({"state": "open", "note": 1})] {
        change(&collector, 1, body).await.problem(422, "invalid-request");
    }
    let token = collector.token(&[Scope::Read]).await;
    let wrong = collector.ask(Method::GET, "/v1/surveys/support/follow-ups?state=late", &token).await;
    assert_eq!(wrong.problem(400, "invalid-query")["problems"][0]["field"], "state");
    let forbidden = format!("/v1/responses/{}/follow-up", id(1));
    collector
        .ask_json(Method::PATCH, &forbidden, &token, &json!({"state": "answered"}))
        .await
        .problem(403, "forbidden");
}

#[tokio::test]
async fn promises_are_listed_a_page_at_a_time() {
    let collector = four().await;
    // One without hours is due at no time: it comes first.
    let mut body = response(&id(9));
    body["follow_up"] = json!({"contact": "9@shop.example"});
    assert_eq!(collector.post(&body).await.status, 201);
    let token = collector.token(&[Scope::Read]).await;
    let (mut path, mut listed) = ("/v1/surveys/support/follow-ups?limit=1&state=open".to_owned(), Vec::new());
    loop {
        let reply = collector.ask(Method::GET, &path, &token).await;
        let page = reply.json()["follow_ups"].as_array().unwrap().clone();
        listed.extend(page.iter().map(|one| one["id"].as_str().unwrap().to_owned()));
        let link = reply.header("link").strip_prefix('<').and_then(|link| link.split_once('>'));
        let Some((next, _)) = link else { break };
        next.clone_into(&mut path);
    }
    assert_eq!(listed, [id(9), id(1), id(3), id(0)]);
    let path = format!("/v1/surveys/support/follow-ups?after={}", id(77));
    collector.ask(Method::GET, &path, &token).await.problem(400, "invalid-query");
}
