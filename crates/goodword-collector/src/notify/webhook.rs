//! A message as a request, by Standard Webhooks.

use std::time::{Duration, UNIX_EPOCH};

use http_body_util::{BodyExt, Full};
use hyper::header::{CONTENT_TYPE, HOST, RETRY_AFTER, USER_AGENT};
use hyper::{HeaderMap, Request, StatusCode};
use url::{Position, Url};

use super::address::AllowedNetworks;
use super::client;
use super::content::Content;
use super::failure::Failure;
use super::signature::{WebhookSecret, signatures};
use super::text::Text;
use crate::clock;

/// No receiver is left alone for longer than that.
const LONGEST_WISH: Duration = Duration::from_hours(1);
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
    /// What is posted.
    pub format: BodyFormat,
    /// Whether 302 or 303 says that it arrived; neither is followed.
    pub accept_redirect: bool,
}

/// What is posted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON for programs, by Standard Webhooks.
    #[default]
    Standard,
    /// `{"text": "…"}` for people, as Slack and Mattermost take it.
    Text,
}

impl Webhook {
    /// Posts a message; it has arrived when the answer is 2xx.
    pub(super) async fn post(&self, id: &str, content: &Content, timeout: Duration) -> Result<(), Failure> {
        let body = self.body(content).ok_or_else(|| Failure::new("it could not be written"))?;
        let request = self.request(id, clock::now_ms() / 1_000, &body)?;
        let answer = tokio::time::timeout(timeout, self.exchange(request)).await;
        answer.unwrap_or_else(|_| Err(Failure::new(format!("no answer within {timeout:?}"))))
    }

    fn body(&self, content: &Content) -> Option<String> {
        match self.format {
            BodyFormat::Standard => content.to_json(),
            BodyFormat::Text => {
                let Text { subject, body } = Text::of(content, None);
                // Slack takes < and > for links, and & for what escapes them.
                let text = format!("{subject}\n{body}").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                Some(serde_json::json!({ "text": text }).to_string())
            }
        }
    }

    async fn exchange(&self, request: Request<Full<hyper::body::Bytes>>) -> Result<(), Failure> {
        let reply = client::send(&self.url, &self.allowed, request).await?;
        let (status, wish) = (reply.status(), retry_after(reply.headers(), clock::now_ms()));
        if status.is_success() {
            return Ok(());
        }
        // So that the receiver has sent all of it before the connection is closed.
        let _ = reply.into_body().collect().await;
        match status {
            StatusCode::GONE => Err(Failure::gone()),
            StatusCode::FOUND | StatusCode::SEE_OTHER if self.accept_redirect => Ok(()),
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

/// For how long the receiver wants to be left alone: seconds, or until a date (RFC 9110 §10.2.3).
pub(crate) fn retry_after(headers: &HeaderMap, now_ms: i64) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let seconds = text.parse().map(Duration::from_secs).ok();
    let wish = seconds.or_else(|| {
        let now = UNIX_EPOCH.checked_add(Duration::from_millis(now_ms.try_into().ok()?))?;
        Some(httpdate::parse_http_date(text).ok()?.duration_since(now).unwrap_or_default())
    });
    wish.map(|wish| wish.min(LONGEST_WISH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receiver_is_left_alone_for_seconds_or_until_a_date_and_at_most_an_hour() {
        let check = |value: &str, expect: Option<u64>| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, value.parse().unwrap())]);
            assert_eq!(retry_after(&headers, 784_111_777_000), expect.map(Duration::from_secs), "{value}");
        };
        check("120", Some(120));
        check("86400", Some(3_600));
        check("Sun, 06 Nov 1994 08:50:37 GMT", Some(60));
        check("Sunday, 06-Nov-94 08:50:37 GMT", Some(60));
        check("Sun, 06 Nov 1994 08:00:00 GMT", Some(0));
        check("Mon, 07 Nov 1994 08:49:37 GMT", Some(3_600));
        check("soon", None);
        check("-1", None);
    }
}
