//! Cross-origin headers stand on every reply, whatever it says.

use axum::body::Body;
use axum::http::{Request, header};
use goodword_collector::config::{Config, Origins};

use crate::collector::{Collector, ID, Reply, response};

/// Requests with the status that each gets.
fn requests() -> Vec<(u16, Request<Body>)> {
    let post = |media_type: &str, body: String| {
        Request::post("/v1/responses").header(header::CONTENT_TYPE, media_type).body(Body::from(body)).unwrap()
    };
    let get = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    let mut conflict = response(ID);
    conflict["answers"]["recommend"] = 1.into();
    vec![
        (201, post("application/json", response(ID).to_string())),
        (200, post("text/plain", response(ID).to_string())),
        (409, post("application/json", conflict.to_string())),
        (400, post("application/json", String::new())),
        (422, post("application/json", "{}".to_owned())),
        (413, post("application/json", " ".repeat(70_000))),
        (415, post("text/html", String::new())),
        (401, post("application/x-ndjson", String::new())),
        (401, get("/v1/surveys")),
        (404, get("/v1/surveys/unknown")),
        (404, get("/nothing/here")),
        (405, Request::delete("/v1/responses").body(Body::empty()).unwrap()),
        (200, get("/livez")),
        (200, get("/readyz")),
    ]
}

async fn ask(collector: &Collector, mut request: Request<Body>, origin: &str) -> Reply {
    request.headers_mut().insert(header::ORIGIN, origin.parse().unwrap());
    collector.send(request).await
}

#[tokio::test]
async fn every_status_comes_with_them() {
    let collector = Collector::new();
    for (status, request) in requests() {
        let what = format!("{} {}", request.method(), request.uri());
        let reply = ask(&collector, request, "https://shop.example").await;
        assert_eq!(reply.status.as_u16(), status, "{what}");
        assert_eq!(reply.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*", "{what}");
        let exposed = reply.header(header::ACCESS_CONTROL_EXPOSE_HEADERS).to_lowercase();
        assert!(["retry-after", "location", "etag"].iter().all(|name| exposed.contains(name)), "{what}: {exposed}");
        assert_eq!(reply.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{what}");
        assert_eq!(reply.header(header::REFERRER_POLICY), "no-referrer", "{what}");
    }
}

#[tokio::test]
async fn a_list_lets_only_its_own_in() {
    let only = Origins::new(vec!["https://shop.example".parse().unwrap(), "https://a.example".parse().unwrap()]);
    let collector = Collector::with(&Config { origins: only, ..Config::default() });
    for (status, request) in requests() {
        let reply = ask(&collector, request, "https://shop.example").await;
        assert_eq!(reply.status.as_u16(), status);
        assert_eq!(reply.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "https://shop.example");
        assert!(reply.header(header::VARY).to_lowercase().contains("origin"));
    }
    let stranger = ask(&collector, requests().remove(1).1, "https://other.example").await;
    assert_eq!(stranger.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "");
}

#[tokio::test]
async fn a_preflight_passes_for_content_type_and_authorization() {
    let collector = Collector::new();
    for path in ["/v1/responses", "/v1/surveys/support/responses", "/goodword.js"] {
        let request = Request::options(path)
            .header(header::ORIGIN, "https://shop.example")
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type");
        let reply = collector.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
        assert_eq!(reply.header(header::ACCESS_CONTROL_MAX_AGE), "7200");
        assert!(reply.header(header::ACCESS_CONTROL_ALLOW_METHODS).contains("POST"));
        let headers = reply.header(header::ACCESS_CONTROL_ALLOW_HEADERS).to_lowercase();
        assert!(headers.contains("content-type") && headers.contains("authorization"), "{headers}");
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_which_are_right() {
    let collector = Collector::new();
    let reply = collector.send(Request::delete("/v1/responses").body(Body::empty()).unwrap()).await;
    reply.problem(405, "method-not-allowed");
    assert_eq!(reply.header(header::ALLOW), "POST");
    collector.send(Request::get("/v1/nothing").body(Body::empty()).unwrap()).await.problem(404, "not-found");
}
