//! One refusal, from the value that a handler returns to the bytes that a client reads.

use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use goodword_core::{Problem, problem::PREFIX};
use serde::Serialize;

use super::ProblemType;
use crate::acceptance::{NotAllowed, Refusal};
use crate::{random, store};

/// One refusal. As a reply it is an empty body with this value attached; [`render`] writes it out.
#[derive(Debug, Clone)]
pub struct ProblemDetails {
    kind: ProblemType,
    detail: Option<String>,
    problems: Vec<Problem>,
    challenge: Option<&'static str>,
    wait: Option<Duration>,
}

impl ProblemDetails {
    /// A refusal whose title says all.
    pub fn new(kind: ProblemType) -> Self {
        Self { kind, detail: None, problems: Vec::new(), challenge: None, wait: None }
    }

    /// Says more than the title.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Names what is wrong.
    #[must_use]
    pub fn problems(mut self, problems: Vec<Problem>) -> Self {
        self.problems = problems;
        self
    }

    /// Says after how long it will work.
    #[must_use]
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.wait = Some(wait);
        self
    }

    /// Says how to get in (RFC 6750 §3).
    #[must_use]
    pub fn challenge(mut self, challenge: &'static str) -> Self {
        self.challenge = Some(challenge);
        self
    }
}

impl From<store::Error> for ProblemDetails {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy | store::Error::Locked | store::Error::Closed => Self::new(ProblemType::Busy),
            store::Error::Away(_) => {
                tracing::error!("{error}");
                Self::new(ProblemType::NotReady)
            }
            store::Error::Full(_) => {
                tracing::error!("{error}");
                Self::new(ProblemType::StorageFull)
            }
            store::Error::Unconfirmed(_) | store::Error::Engine(_) => {
                tracing::error!("{error}");
                Self::new(ProblemType::Internal)
            }
        }
    }
}

impl From<Refusal> for ProblemDetails {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotJson(problems) => Self::new(ProblemType::NotJson).problems(problems),
            Refusal::Invalid(problems) => Self::new(ProblemType::InvalidResponse).problems(problems),
            Refusal::NotAllowed(reason) => reason.into(),
        }
    }
}

impl From<NotAllowed> for ProblemDetails {
    fn from(reason: NotAllowed) -> Self {
        match reason {
            NotAllowed::WriteKey => Self::new(ProblemType::WriteKey),
            NotAllowed::Origin => {
                Self::new(ProblemType::Origin).detail("This survey takes no responses from pages of this origin.")
            }
            NotAllowed::Closed => Self::new(ProblemType::Closed),
            NotAllowed::Identity => Self::new(ProblemType::Unproven),
        }
    }
}

impl IntoResponse for ProblemDetails {
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        let headers = response.headers_mut();
        if let Some(challenge) = self.challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        if matches!(self.kind, ProblemType::Busy | ProblemType::Slow | ProblemType::NotReady | ProblemType::StorageFull)
        {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after()));
        }
        if let Some(wait) = self.wait {
            headers.insert(
                header::RETRY_AFTER,
                HeaderValue::from(wait.as_secs() + 1 + u64::from(random::bytes::<1>()[0] % 4)),
            );
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// 5 to 30 seconds, at random: whoever was refused together should not come back together.
fn retry_after() -> u16 {
    5 + u16::from(random::bytes::<1>()[0]) % 26
}

#[derive(Serialize)]
struct ProblemBody<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    instance: String,
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    problems: &'a [Problem],
}

/// Writes a refusal out, whoever made it: other replies pass.
pub fn render(response: Response, request: &str) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let (parts, _) = response.into_parts();
    let details = parts.extensions.get().cloned().or_else(|| ProblemType::of(status).map(ProblemDetails::new));
    let (name, title) = match &details {
        Some(details) => (format!("{PREFIX}{}", details.kind.facts().1), details.kind.facts().2),
        None => ("about:blank".to_owned(), status.canonical_reason().unwrap_or("Refused")),
    };
    metrics::counter!("goodword_problems_total", "problem" => details.as_ref().map_or("other", |details| details.kind.facts().1))
        .increment(1);
    let body = ProblemBody {
        r#type: name,
        title,
        status: status.as_u16(),
        detail: details.as_ref().and_then(|details| details.detail.as_deref()),
        instance: format!("urn:uuid:{request}"),
        problems: details.as_ref().map_or(&[], |details| &details.problems),
    };
    let mut rendered = (status, Json(body)).into_response();
    for (name, value) in &parts.headers {
        if ![header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING].contains(name) {
            rendered.headers_mut().append(name, value.clone());
        }
    }
    rendered.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    rendered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_5_to_30_seconds() {
        assert!((0..1000).all(|_| (5..=30).contains(&retry_after())));
    }
}
