//! A collector on a database of its own, and what it replied.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use goodword_collector::config::Config;
use goodword_collector::store::Store;
use goodword_collector::token::{Scope, Scopes, Secret, Token};
use goodword_collector::{app, clock};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

pub const ID: &str = "0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11";

pub struct Collector {
    pub app: Router,
    pub store: Store,
    pub folder: TempDir,
}

#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

/// Random bytes are not needed to tell ids of a test apart.
pub fn id(number: u64) -> String {
    format!("0199f1c2-7c5e-7b3a-9d10-{number:012x}")
}

/// A response that is accepted.
pub fn response(id: &str) -> Value {
    json!({"id": id, "survey": "support", "submitted_at": "2026-03-14T09:26:53.589Z", "answers": {"recommend": 9}})
}

impl Collector {
    pub fn new() -> Self {
        Self::with(&Config::default())
    }

    pub fn with(config: &Config) -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::sqlite(&folder.path().join("goodword.db")).unwrap();
        Self { app: app(store.clone(), config), store, folder }
    }

    pub async fn send(&self, mut request: Request<Body>) -> Reply {
        request.headers_mut().entry(header::HOST).or_insert(header::HeaderValue::from_static("collector.example"));
        let (parts, body) = self.app.clone().oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        Reply { status: parts.status, headers: parts.headers, text }
    }

    pub async fn ask(&self, method: Method, path: &str, token: &str) -> Reply {
        let request =
            Request::builder().method(method).uri(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn ask_json(&self, method: Method, path: &str, token: &str, body: &Value) -> Reply {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.to_string().into()).unwrap()).await
    }

    pub async fn post(&self, body: &Value) -> Reply {
        self.post_text("application/json", body.to_string()).await
    }

    pub async fn post_text(&self, media_type: &str, body: impl Into<Body>) -> Reply {
        let request = Request::post("/v1/responses").header(header::CONTENT_TYPE, media_type);
        self.send(request.body(body.into()).unwrap()).await
    }

    pub async fn import(&self, token: &str, lines: impl Into<Body>) -> Reply {
        let request = Request::post("/v1/responses")
            .header(header::CONTENT_TYPE, "application/x-ndjson")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(lines.into()).unwrap()).await
    }

    pub async fn put_survey(&self, name: &str, definition: &str) -> Reply {
        let token = self.token(&[Scope::Admin]).await;
        let request = Request::put(format!("/v1/surveys/{name}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(definition.to_owned().into()).unwrap()).await
    }

    pub async fn token(&self, scopes: &[Scope]) -> String {
        self.token_for(scopes, None).await
    }

    pub async fn token_for(&self, scopes: &[Scope], survey: Option<&str>) -> String {
        let secret = Secret::random().unwrap();
        let token = Token {
            hash: Secret::hash(secret.as_str()),
            name: "a test".to_owned(),
            scopes: Scopes::new(scopes),
            survey: survey.map(str::to_owned),
            created_ms: clock::now_ms(),
            revoked_ms: None,
            expires_ms: None,
            used_ms: None,
        };
        self.store.put_token(token).await.unwrap();
        secret.as_str().to_owned()
    }

    /// Every stored response of a survey, as exported.
    pub async fn stored(&self, survey: &str) -> Vec<Value> {
        let token = self.token(&[Scope::Read]).await;
        self.stored_for(&token, survey).await
    }

    pub async fn stored_for(&self, token: &str, survey: &str) -> Vec<Value> {
        let reply = self.ask(Method::GET, &format!("/v1/surveys/{survey}/responses"), token).await;
        assert_eq!(reply.status, StatusCode::OK, "{reply:?}");
        reply.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Reply {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Checks that this is a refusal of that status and name, and gives its parts.
    #[track_caller]
    pub fn problem(&self, status: u16, name: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        assert_eq!(self.header(header::CONTENT_TYPE), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["type"], format!("urn:goodword:problem:{name}"));
        assert_eq!(problem["status"], status);
        assert!(problem["title"].as_str().unwrap().ends_with('.'));
        assert!(problem["instance"].as_str().unwrap().starts_with("urn:uuid:"));
        problem
    }
}
