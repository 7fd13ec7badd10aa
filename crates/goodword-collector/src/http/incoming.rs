//! A body that has not been read yet, and one that has.

use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use goodword_core::object::Object;
use tokio::sync::Semaphore;

use crate::http::body::{self, MediaType};
use crate::http::body_budget::Share;
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::state::AppState;

/// The body of a request. It is read only once its sender is known to be allowed to send it.
pub(crate) struct IncomingBody {
    headers: HeaderMap,
    body: Body,
    budget: Arc<Semaphore>,
}

impl FromRequest<AppState> for IncomingBody {
    type Rejection = Infallible;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Infallible> {
        let (parts, body) = request.into_parts();
        Ok(Self::new(parts.headers, body, state))
    }
}

impl IncomingBody {
    pub(crate) fn new(headers: HeaderMap, body: Body, state: &AppState) -> Self {
        Self { headers, body, budget: Arc::clone(&state.bodies) }
    }

    /// The text of a body of at most 64 kB.
    pub(crate) async fn text(self) -> Result<HeldText, ProblemDetails> {
        let mut share = Share::of(self.budget);
        let text = body::text(&self.headers, self.body, &mut share).await?;
        Ok(HeldText { text, _share: share })
    }

    /// The text of such a body whose media type is JSON. The text itself is not looked at.
    pub(crate) async fn json(self) -> Result<HeldText, ProblemDetails> {
        match MediaType::of(&self.headers) {
            Some(MediaType::Json) => self.text().await,
            _ => Err(ProblemDetails::new(ProblemType::MediaType).detail("Send application/json.")),
        }
    }

    /// The text of such a body, if it is one JSON object.
    pub(crate) async fn object(self) -> Result<HeldText, ProblemDetails> {
        let text = self.json().await?;
        Object::parse(&text).map_err(|problem| ProblemDetails::new(ProblemType::NotJson).problems(vec![problem]))?;
        Ok(text)
    }
}

/// A body that was read. Its memory is given back with it.
pub(crate) struct HeldText {
    text: String,
    _share: Share,
}

impl Deref for HeldText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}
