//! What happens around the page of a row: time, the network, the owner, somebody else.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;

use super::Ground;
use crate::harness::Request;
use crate::matrix::scripts::PLANT;

impl Ground {
    /// Time as the page counts it, in ours.
    pub fn page_time(&self, time: Duration) -> Duration {
        time / self.speed
    }

    /// The owner asks the collector for something, which it does.
    pub async fn owner(&self, method: &str, path: &str, body: &str) {
        assert_eq!(self.endpoint.ask(method, path, body).await, 200, "{method} {path}");
    }

    /// Lets the page's time pass.
    pub async fn pass(&self, time: Duration) {
        sleep(self.page_time(time)).await;
    }

    /// Whether the page counts as online. What that means differs: Chromium's own emulation, Firefox's own switch, and in
    /// WebKit, which has neither, an event. In all of them nobody listens at the endpoint meanwhile.
    pub async fn online(&self, online: bool) {
        if online {
            self.proxy.up().await;
        } else {
            self.proxy.down();
        }
        self.browser().online(online).await;
    }

    /// Sets attributes of the survey on pages that are opened from now on.
    pub fn more(&self, attributes: &str) {
        self.pages.set("MORE", attributes);
    }

    /// What pages that are opened from now on do before the loader comes.
    pub fn early(&self, script: &str) {
        self.pages.set("EARLY", script);
    }

    /// Moves the page's clock, on pages that are opened from now on.
    pub fn shift(&self, hours: i64) {
        self.pages.set("SHIFT", &(hours * 3_600_000).to_string());
    }

    /// A response goes straight to the endpoint, as if from anywhere. Returns the status.
    pub async fn post(&self, body: Vec<u8>) -> Option<u16> {
        let head =
            format!("POST /v1/responses HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: {}", body.len());
        let request = Request { method: "POST".to_owned(), path: "/v1/responses".to_owned(), head, body };
        let reply = request.forward(self.endpoint.address()).await.unwrap();
        std::str::from_utf8(&reply[9..12]).ok()?.parse().ok()
    }

    /// Puts entries into the outbox, as if somebody else had left them there.
    pub async fn plant(&self, entries: Value) {
        assert_eq!(self.browser().call_async(PLANT, vec![entries]).await, json!("planted"));
    }

    /// The same endpoint at another address.
    pub fn move_endpoint(&self) {
        let origin = self.proxy.origin.replace("127.0.0.1", "localhost");
        self.pages.set("ENDPOINT", &format!("{origin}/v1/responses"));
    }

    /// Seconds since 1970 as the page counts them, from a time of ours.
    pub fn page_now(&self, real: Duration) -> u64 {
        (self.start + (real - self.start) * self.speed).as_secs()
    }
}
