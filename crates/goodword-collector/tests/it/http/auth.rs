//! Who may do what, told before anything is looked up.

use axum::http::{Method, header};
use goodword_collector::token::{Scope, Secret};

use crate::collector::{Collector, ID, response};

/// Every route that asks for a token, and the scope that opens it.
const ROUTES: [(Method, &str, Scope); 14] = [
    (Method::GET, "/v1/surveys", Scope::Read),
    (Method::GET, "/v1/surveys/support/responses", Scope::Read),
    (Method::GET, "/v1/surveys/support/tally", Scope::Read),
    (Method::GET, "/v1/surveys/support/follow-ups", Scope::Read),
    (Method::PUT, "/v1/surveys/support", Scope::Admin),
    (Method::GET, "/v1/surveys/support/settings", Scope::Admin),
    (Method::PUT, "/v1/surveys/support/settings", Scope::Admin),
    (Method::DELETE, "/v1/responses/0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c12?survey=support", Scope::Admin),
    (Method::PATCH, "/v1/responses/0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c12/follow-up?survey=support", Scope::Admin),
    (Method::PATCH, "/v1/surveys/support/settings", Scope::Admin),
    (Method::POST, "/v1/erase", Scope::Admin),
    (Method::POST, "/v1/subject", Scope::Admin),
    (Method::GET, "/v1/sessions", Scope::Admin),
    (Method::DELETE, "/v1/sessions/00000000", Scope::Admin),
];

#[tokio::test]
async fn each_route_opens_to_its_scope_and_to_admin_only() {
    let collector = Collector::new();
    for scope in [Scope::Read, Scope::Write, Scope::Admin] {
        let token = collector.token(&[scope]).await;
        for (method, path, needed) in ROUTES {
            let reply = collector.ask(method, path, &token).await;
            if scope == needed || scope == Scope::Admin {
                assert!(![401, 403].contains(&reply.status.as_u16()), "{path} with {scope:?}: {reply:?}");
            } else {
                reply.problem(403, "forbidden");
                assert!(reply.header(header::WWW_AUTHENTICATE).contains("insufficient_scope"));
            }
        }
        let reply = collector.import(&token, "").await;
        assert_eq!(reply.status.as_u16(), if scope == Scope::Read { 403 } else { 200 }, "{scope:?}");
    }
}

#[tokio::test]
async fn without_a_token_or_with_a_wrong_one_nothing_is_told() {
    let collector = Collector::new();
    assert_eq!(collector.post(&response(ID)).await.status, 201);
    let good = collector.token(&[Scope::Admin]).await;
    let unknown = Secret::random().unwrap();
    let wrong = ["", "gw_sec_", unknown.as_str(), &good[..good.len() - 1], &format!("{good}0"), &good.to_uppercase()];
    for token in wrong {
        for (method, path, _) in ROUTES {
            let existing = collector.ask(method.clone(), path, token).await;
            existing.problem(401, "unauthorized");
            assert!(existing.header(header::WWW_AUTHENTICATE).starts_with("Bearer"));
            let missing = collector.ask(method, &path.replace("support", "missing"), token).await;
            let told = |reply: &crate::collector::Reply| {
                let mut problem = reply.json();
                problem["instance"].take();
                (reply.status, problem)
            };
            assert_eq!(told(&existing), told(&missing), "{path}");
        }
        collector.import(token, response(ID).to_string()).await.problem(401, "unauthorized");
    }
}

#[tokio::test]
async fn a_revoked_token_opens_nothing() {
    let collector = Collector::new();
    let token = collector.token(&[Scope::Read]).await;
    assert_eq!(collector.ask(Method::GET, "/v1/surveys", &token).await.status, 200);
    assert!(collector.store.revoke(Secret::hash(&token)).await.unwrap());
    assert!(!collector.store.revoke(Secret::hash(&token)).await.unwrap());
    collector.ask(Method::GET, "/v1/surveys", &token).await.problem(401, "unauthorized");
}

#[tokio::test]
async fn a_token_for_one_survey_reaches_no_other() {
    let collector = Collector::new();
    let mut other = response(ID);
    other["survey"] = "other".into();
    for body in [&response(ID), &other] {
        assert_eq!(collector.post(body).await.status, 201);
    }
    let token = collector.token_for(&[Scope::Read, Scope::Write], Some("support")).await;
    assert_eq!(collector.ask(Method::GET, "/v1/surveys/support/responses", &token).await.status, 200);
    collector.ask(Method::GET, "/v1/surveys/other/responses", &token).await.problem(403, "forbidden");
    let surveys = collector.ask(Method::GET, "/v1/surveys", &token).await.json();
    assert_eq!(surveys, serde_json::json!({"surveys": [{"id": "support", "responses": 1}]}));
    let report = collector.import(&token, format!("{}\n{other}\n", response(ID))).await.json();
    assert_eq!((&report["already"], &report["bad"][0]["line"]), (&1.into(), &2.into()), "{report}");
}
