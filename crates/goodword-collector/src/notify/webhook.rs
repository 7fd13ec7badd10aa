//! A message as a request, by Standard Webhooks.

use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::header::{CONTENT_TYPE, HOST, RETRY_AFTER, USER_AGENT};
use hyper::{HeaderMap, Request, StatusCode};
use url::{Position, Url};

use super::address::AllowedNetworks;
use super::client;
use super::failure::Failure;
use super::signature::{WebhookSecret, signatures};
use crate::clock;

/// No receiver is left alone for longer than that.
const LONGEST_WISH: u64 = 3_600;
const AGENT: &str = concat!("goodword/", env!("CARGO_PKG_VERSION"));

/// Where messages are posted to.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Where it is; a path may be a secret.
    pub url: Url,
    /// What messages are signed with: several while one takes the other's place.
    pub secrets: Vec<WebhookSecret>,
    /// Networks of the house that it may be in.
    pub allowed: AllowedNetworks,
}

impl Webhook {
    /// Posts a message; it has arrived when the answer is 2xx.
    pub(super) async fn post(&self, id: &str, body: &str, timeout: Duration) -> Result<(), Failure> {
        let request = self.request(id, clock::now_ms() / 1_000, body)?;
        let answer = tokio::time::timeout(timeout, self.exchange(request)).await;
        answer.unwrap_or_else(|_| Err(Failure::new(format!("no answer within {timeout:?}"))))
    }

    async fn exchange(&self, request: Request<Full<hyper::body::Bytes>>) -> Result<(), Failure> {
        let reply = client::send(&self.url, &self.allowed, request).await?;
        let (status, wish) = (reply.status(), retry_after(reply.headers()));
        if status.is_success() {
            return Ok(());
        }
        // So that the receiver has sent all of it before the connection is closed.
        let _ = reply.into_body().collect().await;
        match status {
            StatusCode::GONE => Err(Failure::gone()),
            _ if status.is_redirection() => Err(Failure::new(format!("{status}: redirects are not followed"))),
            _ => Err(Failure { retry_after: wish, ..Failure::new(status.to_string()) }),
        }
    }

    fn request(&self, id: &str, timestamp: i64, body: &str) -> Result<Request<Full<hyper::body::Bytes>>, Failure> {
        let target = &self.url[Position::BeforePath..Position::AfterQuery];
        let host = &self.url[Position::BeforeHost..Position::AfterPort];
        Request::post(target)
            .header(HOST, host)
            .header(USER_AGENT, AGENT)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signatures(&self.secrets, id, timestamp, body))
            .body(Full::from(body.to_owned()))
            .map_err(|error| Failure::new(error.to_string()))
    }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.parse::<u64>().ok()?;
    Some(Duration::from_secs(seconds.min(LONGEST_WISH)))
}
