//! A receiver of messages on this machine: it answers as it is told to, and keeps what came.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tokio::net::TcpListener;

/// What it answers to one request.
#[derive(Debug, Clone)]
pub enum Answer {
    Status(u16),
    Redirect(String),
    /// As Google's Apps Script answers what it has taken.
    Found(String),
    /// Nothing, for as long as anybody waits.
    Hang,
    /// The connection is closed without an answer.
    Cut,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

#[derive(Clone, Default)]
struct Shared {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    received: Arc<Mutex<Vec<Received>>>,
}

pub struct Receiver {
    port: u16,
    shared: Shared,
    serving: tokio::task::JoinHandle<()>,
}

impl Receiver {
    /// Answers these, in their order, and then 204 to everything.
    pub async fn start(answers: &[Answer]) -> Self {
        Self::start_at(0, answers).await
    }

    pub async fn start_at(port: u16, answers: &[Answer]) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Shared { answers: Arc::new(Mutex::new(answers.iter().cloned().collect())), ..Shared::default() };
        let app = Router::new().fallback(receive).with_state(shared.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { port, shared, serving }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// What came, once it is so many.
    pub async fn wait(&self, n: usize) -> Vec<Received> {
        for _ in 0..1_500 {
            let received = self.received();
            if received.len() >= n {
                assert_eq!(received.len(), n, "{received:?}");
                return received;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{n} were expected: {:?}", self.received());
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// As a receiver looks at it: any of the signatures may be the one.
    pub fn is_signed_by(&self, secret: &str) -> bool {
        let key = BASE64.decode(secret.strip_prefix("whsec_").unwrap().as_bytes()).unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        let (id, at) = (self.header("webhook-id"), self.header("webhook-timestamp"));
        mac.update(format!("{id}.{at}.{}", self.body).as_bytes());
        let expected = format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes()));
        self.header("webhook-signature").split(' ').any(|signature| signature == expected)
    }
}

async fn receive(State(shared): State<Shared>, uri: Uri, headers: HeaderMap, body: String) -> Response {
    let headers = headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    shared.received.lock().unwrap().push(Received { path: uri.to_string(), headers, body });
    let answer = shared.answers.lock().unwrap().pop_front();
    match answer.unwrap_or(Answer::Status(204)) {
        Answer::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Answer::Redirect(url) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, url)]).into_response(),
        Answer::Found(url) => (StatusCode::FOUND, [(header::LOCATION, url)]).into_response(),
        Answer::Hang => std::future::pending().await,
        // A panic ends the connection's task.
        Answer::Cut => panic!("the receiver cuts the connection, as it was told to"),
    }
}
