//! The real collector, as rows see it.

use serde_json::Value;

use crate::harness::{Collector, Request};

/// The collector that all rows share, each with a survey of its own.
pub struct Endpoint {
    collector: Collector,
    token: String,
}

impl Endpoint {
    /// The collector, and a token that may do everything.
    pub fn new(collector: Collector) -> Self {
        let token = collector.run(&["token", "create", "--scope", "admin", "--name", "matrix"]).trim().to_owned();
        Self { collector, token }
    }

    /// Where it listens, without a scheme.
    pub fn address(&self) -> &str {
        self.collector.origin.trim_start_matches("http://")
    }

    /// The status that the owner's request gets.
    pub async fn ask(&self, method: &str, path: &str, body: &str) -> u16 {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {}",
            self.token,
            body.len()
        );
        let (method, path) = (method.to_owned(), path.to_owned());
        let request = Request { method, path, head, body: body.as_bytes().to_vec() };
        let reply = String::from_utf8(request.forward(self.address()).await.unwrap()).unwrap();
        reply.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default()
    }

    /// The responses of a survey.
    pub async fn responses(&self, survey: &str) -> Vec<Value> {
        let path = format!("/v1/surveys/{survey}/responses?format=ndjson");
        let head = format!("GET {path} HTTP/1.1\r\nauthorization: Bearer {}", self.token);
        let request = Request { method: "GET".to_owned(), path, head, body: Vec::new() };
        let reply = request.forward(self.address()).await.unwrap();
        let reply = String::from_utf8(reply).unwrap();
        // A chunked body: what is no line of JSON is its framing.
        reply.lines().filter_map(|line| serde_json::from_str(line).ok()).filter(Value::is_object).collect()
    }
}
