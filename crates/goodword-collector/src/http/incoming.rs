//! A body that has not been read yet, and one that has: what all of them hold in memory is bounded together.

use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use goodword_core::object::Object;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::http::body::{self, MediaType};
use crate::http::problem::{ProblemDetails, ProblemType};
use crate::http::state::AppState;

/// So many bytes of bodies are held in memory at a time, the first 4 KiB of each not counted:
const HELD: usize = 32 * 1024 * 1024;
/// who only answers a survey needs no more, and is let in however many large bodies are left unfinished.
const FREE: usize = 4 * 1024;

/// The memory for bodies of one collector.
pub(crate) fn budget() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(HELD))
}

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
        let mut share = Share { budget: self.budget, permit: None, taken: FREE };
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

/// What one body holds of the memory for all.
pub(crate) struct Share {
    budget: Arc<Semaphore>,
    permit: Option<OwnedSemaphorePermit>,
    taken: usize,
}

impl Share {
    /// Makes room for a body of so many bytes in all; refused at once where others hold too many.
    pub(crate) fn hold(&mut self, bytes: usize) -> Result<(), ProblemDetails> {
        let more = u32::try_from(bytes.saturating_sub(self.taken)).unwrap_or(u32::MAX);
        if more == 0 {
            return Ok(());
        }
        let permit = Arc::clone(&self.budget).try_acquire_many_owned(more);
        let permit = permit.map_err(|_| ProblemDetails::new(ProblemType::Busy))?;
        match &mut self.permit {
            Some(held) => held.merge(permit),
            None => self.permit = Some(permit),
        }
        self.taken = bytes;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(budget: &Arc<Semaphore>) -> Share {
        Share { budget: Arc::clone(budget), permit: None, taken: FREE }
    }

    #[test]
    fn all_bodies_share_one_budget_and_small_ones_need_none_of_it() {
        let budget = Arc::new(Semaphore::new(10_000));
        let (mut one, mut other) = (share(&budget), share(&budget));
        assert!(one.hold(FREE + 6_000).is_ok() && one.hold(FREE + 9_000).is_ok());
        assert!(other.hold(FREE).is_ok() && other.hold(FREE + 2_000).is_err());
        drop(one);
        assert!(other.hold(FREE + 2_000).is_ok());
        drop(other);
        assert_eq!(budget.available_permits(), 10_000);
    }
}
