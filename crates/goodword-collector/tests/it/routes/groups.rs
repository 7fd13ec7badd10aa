//! A survey among colleagues tells of groups; single responses are for whoever has the scope for them.

use axum::http::{Method, Request, header};
use goodword_collector::token::Scope;
use goodword_core::Tally;
use serde_json::{Value, json};

use crate::collector::{Collector, Reply, id, response};

const SETTINGS: &str = "/v1/surveys/support/settings";
const TALLY: &str = "/v1/surveys/support/tally";

/// Five of sales and two of the lab have answered, one of them with a contact.
async fn seven() -> Collector {
    let collector = Collector::new();
    let settings = json!({"min_group": 3, "group_by": "department"});
    assert_eq!(set(&collector, Method::PUT, settings).await.status, 200);
    for number in 0..7 {
        let mut body = response(&id(number));
        body["fields"] = json!({"department": if number < 5 { "sales" } else { "lab" }, "staff": number});
        if number == 0 {
            body["follow_up"] = json!({"contact": "ann@b.example", "within_hours": 24});
        }
        assert_eq!(collector.post(&body).await.status, 201);
    }
    collector
}

async fn set(collector: &Collector, method: Method, settings: Value) -> Reply {
    let token = collector.token(&[Scope::Admin]).await;
    collector.ask_json(method, SETTINGS, &token, &settings).await
}

async fn get(collector: &Collector, path: &str, scopes: &[Scope]) -> Reply {
    let token = collector.token(scopes).await;
    collector.ask(Method::GET, path, &token).await
}

#[tokio::test]
async fn single_responses_need_a_scope_of_their_own() {
    let collector = seven().await;
    for path in [
        "/v1/surveys/support/responses",
        "/v1/surveys/support/responses?format=csv",
        "/v1/surveys/support/responses?format=json&since=2026-01-01",
        "/v1/surveys/support/follow-ups",
        "/v1/surveys/support/follow-ups?state=open",
    ] {
        for scopes in [&[Scope::Read][..], &[Scope::Admin], &[Scope::Admin, Scope::Read, Scope::Write]] {
            let problem = get(&collector, path, scopes).await.problem(403, "forbidden");
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains("fewer than 3 people") && detail.contains("`raw`"), "{detail}");
        }
        for scopes in [&[Scope::Raw][..], &[Scope::Admin, Scope::Raw]] {
            assert_eq!(get(&collector, path, scopes).await.status, 200, "{path}");
        }
        assert_eq!(get(&collector, &path.replace("support", "other"), &[Scope::Read]).await.status, 200);
        get(&collector, path, &[Scope::Write]).await.problem(403, "forbidden");
    }
}

#[tokio::test]
async fn what_is_known_of_a_person_needs_it_too() {
    let collector = seven().await;
    let ask = async |scopes: &[Scope], body: Value| {
        let token = collector.token(scopes).await;
        collector.ask_json(Method::POST, "/v1/subject", &token, &body).await
    };
    let sales = json!({"field": {"name": "department", "value": "sales"}});
    ask(&[Scope::Admin], sales.clone()).await.problem(403, "forbidden");
    ask(&[Scope::Admin], json!({"contact": "ann@b.example", "survey": "support"})).await.problem(403, "forbidden");
    assert_eq!(ask(&[Scope::Admin], json!({"contact": "ann@b.example", "survey": "other"})).await.status, 200);
    let all = ask(&[Scope::Admin, Scope::Raw], sales).await;
    assert_eq!((all.status.as_u16(), all.text.lines().count()), (200, 5));
}

#[tokio::test]
async fn there_is_one_tally_whatever_is_asked() {
    let collector = seven().await;
    let plain = get(&collector, TALLY, &[Scope::Read]).await;
    let tally: Tally = serde_json::from_str(&plain.text).unwrap();
    assert_eq!((tally.responses, tally.left_out, tally.min_group), (5, 2, Some(3)));
    let by = tally.by.values().next().unwrap();
    assert_eq!(by.values.keys().collect::<Vec<_>>(), ["sales"]);
    for query in ["by=day", "by=department", "by=fields.department,day&tz=Asia/Kathmandu", "tz=UTC"] {
        let reply = get(&collector, &format!("{TALLY}?{query}"), &[Scope::Read]).await;
        assert_eq!((&reply.text, reply.header(header::ETAG)), (&plain.text, plain.header(header::ETAG)), "{query}");
    }
    for query in
        ["by=device", "by=day,quality", "by=fields.staff", "by=staff", "by=order", "tz=Mars/Base", "since=2026-01-01"]
    {
        get(&collector, &format!("{TALLY}?{query}"), &[Scope::Raw]).await.problem(400, "invalid-query");
    }
    let token = collector.token(&[Scope::Read]).await;
    let known = Request::get(TALLY)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::IF_NONE_MATCH, plain.header(header::ETAG));
    assert_eq!(collector.send(known.body(axum::body::Body::empty()).unwrap()).await.status, 304);
}

#[tokio::test]
async fn what_was_promised_to_those_who_answered_holds() {
    let collector = seven().await;
    for loosened in [
        json!({"min_group": null}),
        json!({"min_group": null, "group_by": null}),
        json!({"group_by": null}),
        json!({"group_by": "staff"}),
    ] {
        let problem = set(&collector, Method::PATCH, loosened).await.problem(422, "invalid-settings");
        assert!(["min_group", "group_by"].contains(&problem["problems"][0]["field"].as_str().unwrap()), "{problem}");
    }
    // A `PUT` brings back to its default what it leaves out.
    set(&collector, Method::PUT, json!({"closed": true})).await.problem(422, "invalid-settings");
    assert_eq!(set(&collector, Method::PATCH, json!({"min_group": 4})).await.status, 200);
    set(&collector, Method::PATCH, json!({"min_group": 3})).await.problem(422, "invalid-settings");
    let settings = get(&collector, SETTINGS, &[Scope::Admin]).await.json();
    assert_eq!((&settings["min_group"], &settings["group_by"]), (&4.into(), &"fields.department".into()));
    let token = collector.token(&[Scope::Admin]).await;
    let everybody = json!({"field": {"name": "department", "value": "sales"}});
    assert_eq!(collector.ask_json(Method::POST, "/v1/erase", &token, &everybody).await.json(), json!({"erased": 5}));
    for number in 5..7 {
        collector.ask(Method::DELETE, &format!("/v1/responses/{}", id(number)), &token).await;
    }
    // Nobody is left to whom anything was promised.
    assert_eq!(set(&collector, Method::PUT, json!({})).await.status, 200);
}

#[tokio::test]
async fn a_survey_that_has_answers_tells_of_them_from_then_on() {
    let collector = Collector::new();
    for number in 0..4 {
        assert_eq!(collector.post(&response(&id(number))).await.status, 201);
    }
    assert_eq!(set(&collector, Method::PUT, json!({"min_group": 3})).await.status, 200);
    let tally: Tally = serde_json::from_str(&get(&collector, TALLY, &[Scope::Read]).await.text).unwrap();
    assert_eq!((tally.responses, tally.left_out, tally.by.len()), (4, 0, 0));
}
