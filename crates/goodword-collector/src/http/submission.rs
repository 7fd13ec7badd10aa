//! The body of `POST /v1/responses`, read before its handler begins.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use tokio::time::Instant;

use crate::http::body::MediaType;
use crate::http::incoming::{HeldText, IncomingBody};
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::state::AppState;
use crate::http::{client_network, same_origin, timeout};

/// What somebody posts: one response, or an owner's many.
pub(crate) enum Submission {
    /// A response, unread.
    One {
        /// What should be its JSON: at most 64 kB.
        text: HeldText,
        /// The origin of the page that sent it, where that is no page of this collector.
        origin: Option<String>,
        /// By then it must be answered.
        deadline: Instant,
    },
    /// One response on a line.
    Many {
        /// They hold the owner's token.
        parts: Parts,
        /// It is read as it arrives.
        body: Body,
    },
}

impl FromRequest<AppState> for Submission {
    type Rejection = ProblemDetails;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ProblemDetails> {
        let deadline = Instant::now() + timeout::WHOLE;
        let (parts, body) = request.into_parts();
        match MediaType::of(&parts.headers) {
            Some(MediaType::Json) => {
                let network = client_network::of(&parts.extensions, &parts.headers, &state.config.trusted_proxies);
                state.limits.network(network)?;
                let origin = foreign_origin(state, &parts.headers);
                Ok(Self::One { text: IncomingBody::new(parts.headers, body, state).text().await?, origin, deadline })
            }
            Some(MediaType::Ndjson) => Ok(Self::Many { parts, body }),
            None => Err(ProblemDetails::new(ProblemType::MediaType)
                .detail("Send application/json, text/plain holding JSON, or, with a token, application/x-ndjson.")),
        }
    }
}

/// An origin that cannot be read is none of ours either.
fn foreign_origin(state: &AppState, headers: &HeaderMap) -> Option<String> {
    let origin = headers.get(header::ORIGIN)?.to_str().unwrap_or_default();
    (!same_origin::is_own(&state.config, headers, origin)).then(|| origin.to_owned())
}
