//! What a connection is doing, as the side that reads it and the side that answers it both see it.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};

const HEAD: u8 = 0;
const IDLE: u8 = 1;
const ANSWERING: u8 = 2;

/// A connection waits for a head, for the next request, or for its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// A head is on its way; a new connection begins with it.
    Head,
    /// A reply was written, and nothing has come since.
    Idle,
    /// A request is being answered.
    Answering,
}

/// The phase of one connection. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct ConnectionPhase(Arc<AtomicU8>);

impl ConnectionPhase {
    pub(super) fn get(&self) -> Phase {
        match self.0.load(Ordering::Relaxed) {
            HEAD => Phase::Head,
            IDLE => Phase::Idle,
            _ => Phase::Answering,
        }
    }

    /// The first byte of the next head has come.
    pub(super) fn begin_head(&self) {
        self.0.store(HEAD, Ordering::Relaxed);
    }

    /// A request has come; it is answered until the body of its reply is dropped.
    pub(super) fn begin_answer(&self) -> Answering {
        self.0.store(ANSWERING, Ordering::Relaxed);
        Answering(self.clone())
    }
}

/// A request that is being answered.
pub(super) struct Answering(ConnectionPhase);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.0.store(IDLE, Ordering::Relaxed);
    }
}

/// The body of a reply, which ends the answer.
pub(super) struct ReplyBody {
    body: Body,
    _answering: Answering,
}

impl ReplyBody {
    pub(super) fn new(body: Body, answering: Answering) -> Self {
        Self { body, _answering: answering }
    }
}

impl HttpBody for ReplyBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
