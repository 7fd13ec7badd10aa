//! Signing in: a token becomes a cookie that only this collector's own pages can use.

use axum::body::Body;
use axum::http::{Method, Request, header};
use goodword_collector::config::Config;
use goodword_collector::token::{Scope, Secret};

use crate::collector::{Collector, Reply};

const HOST: &str = "127.0.0.1:8787";
const OWN: &str = "http://127.0.0.1:8787";

fn loopback() -> Collector {
    Collector::with(&Config { loopback: true, ..Config::default() })
}

fn public(url: &str) -> Collector {
    Collector::with(&Config { public_url: Some(url.parse().unwrap()), ..Config::default() })
}

async fn sign_in(collector: &Collector, token: &str, origin: &str) -> Reply {
    let request = Request::post("/v1/session")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::HOST, HOST)
        .header(header::ORIGIN, origin);
    collector.send(request.body(Body::empty()).unwrap()).await
}

/// The name and value that a browser sends back.
fn pair(reply: &Reply) -> String {
    reply.header(header::SET_COOKIE).split(';').next().unwrap().to_owned()
}

async fn ask(collector: &Collector, method: Method, path: &str, cookie: &str, origin: Option<&str>) -> Reply {
    let mut request =
        Request::builder().method(method).uri(path).header(header::COOKIE, cookie).header(header::HOST, HOST);
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    collector.send(request.header(header::CONTENT_TYPE, "application/json").body(Body::from("{}")).unwrap()).await
}

#[tokio::test]
async fn a_token_becomes_a_cookie_and_goes_again() {
    let collector = loopback();
    let token = collector.token(&[Scope::Read]).await;
    let begun = sign_in(&collector, &token, OWN).await;
    assert_eq!(begun.status, 201, "{begun:?}");
    let cookie = begun.header(header::SET_COOKIE);
    assert!(cookie.starts_with("goodword=") && !cookie.contains(&token), "{cookie}");
    assert!(cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"), "{cookie}");
    assert_eq!(begun.json()["scopes"], serde_json::json!(["read"]));
    let cookie = pair(&begun);
    assert_eq!(ask(&collector, Method::GET, "/v1/surveys", &cookie, None).await.status, 200);
    ask(&collector, Method::GET, "/v1/surveys/a/settings", &cookie, None).await.problem(403, "forbidden");
    let ended = ask(&collector, Method::DELETE, "/v1/session", &cookie, Some(OWN)).await;
    assert_eq!((ended.status.as_u16(), ended.text.as_str()), (204, ""));
    assert!(ended.header(header::SET_COOKIE).starts_with("goodword=; Path=/; Max-Age=0"), "{ended:?}");
    ask(&collector, Method::GET, "/v1/surveys", &cookie, None).await.problem(401, "unauthorized");
    assert_eq!(ask(&collector, Method::DELETE, "/v1/session", "", Some(OWN)).await.status, 204);
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let collector = public("https://feedback.shop.example");
    let token = collector.token(&[Scope::Read]).await;
    let begun = sign_in(&collector, &token, "https://feedback.shop.example").await;
    let cookie = begun.header(header::SET_COOKIE);
    assert!(cookie.starts_with("__Host-goodword="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"), "{cookie}");
    assert_eq!(ask(&collector, Method::GET, "/v1/surveys", &pair(&begun), None).await.status, 200);
    let other = pair(&begun).replace("__Host-", "");
    ask(&collector, Method::GET, "/v1/surveys", &other, None).await.problem(401, "unauthorized");
}

#[tokio::test]
async fn where_a_cookie_could_be_overheard_there_is_none_and_a_token_still_works() {
    for collector in [Collector::new(), public("http://feedback.shop.example")] {
        let token = collector.token(&[Scope::Read]).await;
        let refused = sign_in(&collector, &token, OWN).await;
        let problem = refused.problem(403, "no-session");
        assert!(problem["detail"].as_str().unwrap().contains("--public-url https://"), "{problem}");
        assert_eq!(refused.header(header::SET_COOKIE), "");
        assert_eq!(collector.ask(Method::GET, "/v1/surveys", &token).await.status, 200);
        sign_in(&collector, "gw_sec_0", OWN).await.problem(401, "unauthorized");
    }
}

#[tokio::test]
async fn another_sites_page_can_neither_sign_in_nor_use_a_session() {
    let collector = loopback();
    let token = collector.token(&[Scope::Admin]).await;
    for origin in ["https://evil.example", "http://127.0.0.1:9999", "null"] {
        sign_in(&collector, &token, origin).await.problem(403, "origin");
    }
    let cookie = pair(&sign_in(&collector, &token, OWN).await);
    for (method, path) in [
        (Method::PUT, "/v1/surveys/support/settings"),
        (Method::POST, "/v1/erase"),
        (Method::DELETE, "/v1/responses/0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11"),
        (Method::DELETE, "/v1/session"),
    ] {
        for origin in [None, Some("https://evil.example"), Some("null")] {
            ask(&collector, method.clone(), path, &cookie, origin).await.problem(403, "origin");
        }
    }
    ask(&collector, Method::GET, "/v1/surveys", &cookie, Some("https://evil.example")).await.problem(403, "origin");
    let own = ask(&collector, Method::PUT, "/v1/surveys/support/settings", &cookie, Some(OWN)).await;
    assert_eq!(own.status, 200, "{own:?}");
}

#[tokio::test]
async fn a_session_ends_with_its_token_and_a_wrong_bearer_is_not_saved_by_a_cookie() {
    let collector = loopback();
    let token = collector.token(&[Scope::Read]).await;
    let cookie = pair(&sign_in(&collector, &token, OWN).await);
    let request =
        Request::get("/v1/surveys").header(header::COOKIE, &cookie).header(header::AUTHORIZATION, "Bearer gw_sec_0");
    collector.send(request.body(Body::empty()).unwrap()).await.problem(401, "unauthorized");
    assert!(collector.store.revoke(Secret::hash(&token)).await.unwrap());
    ask(&collector, Method::GET, "/v1/surveys", &cookie, None).await.problem(401, "unauthorized");
}

#[tokio::test]
async fn who_may_administer_sees_the_sessions_and_ends_them() {
    let collector = loopback();
    let (reader, admin) = (collector.token(&[Scope::Read]).await, collector.token(&[Scope::Admin]).await);
    let cookie = pair(&sign_in(&collector, &reader, OWN).await);
    sign_in(&collector, &admin, OWN).await;
    let list = async |token: &str| {
        let reply = collector.ask(Method::GET, "/v1/sessions", token).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        assert!(!reply.text.contains(cookie.split('=').nth(1).unwrap()), "no secret is listed");
        reply.json()["sessions"].as_array().unwrap().clone()
    };
    let sessions = list(&admin).await;
    assert_eq!(sessions.len(), 2);
    let local = collector.token_for(&[Scope::Admin], Some("shop")).await;
    assert!(list(&local).await.is_empty(), "a token of one survey sees its own only");
    let tokens = collector.store.tokens().await.unwrap();
    let reading = tokens.iter().find(|token| token.hash == Secret::hash(&reader)).unwrap().id();
    let session = sessions.iter().find(|session| session["token"] == reading.as_str()).unwrap();
    let path = format!("/v1/sessions/{}", session["id"].as_str().unwrap());
    collector.ask(Method::DELETE, &path, &local).await.problem(404, "not-found");
    assert_eq!(collector.ask(Method::DELETE, &path, &admin).await.status, 204);
    collector.ask(Method::DELETE, &path, &admin).await.problem(404, "not-found");
    ask(&collector, Method::GET, "/v1/surveys", &cookie, None).await.problem(401, "unauthorized");
    assert_eq!(list(&admin).await.len(), 1);
}
