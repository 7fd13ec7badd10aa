//! A connection that is closed when a head comes too slowly, or when nothing comes for too long.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep};

use super::phase::{ConnectionPhase, Phase};

/// The head of a request must have arrived by then, counted from its first byte, or from the beginning of a connection.
const HEAD: Duration = Duration::from_secs(10);

/// A stream whose reads fail when their time is over.
pub(super) struct ReadTimeout<S> {
    stream: S,
    phase: ConnectionPhase,
    /// How long a connection may wait for its next request while there is room for others.
    keep_alive: Duration,
    places: Arc<Semaphore>,
    /// What is waited for, and since when; nothing while a request is answered.
    waiting: Option<(Phase, Instant)>,
    end: Pin<Box<Sleep>>,
}

impl<S> ReadTimeout<S> {
    pub(super) fn new(stream: S, phase: ConnectionPhase, keep_alive: Duration, places: Arc<Semaphore>) -> Self {
        Self { stream, phase, keep_alive, places, waiting: None, end: Box::pin(sleep(HEAD)) }
    }

    /// Ready when what is waited for has not come in time.
    fn poll_end(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let phase = self.phase.get();
        if phase == Phase::Answering {
            self.waiting = None;
            return Poll::Pending;
        }
        let since = match self.waiting {
            Some((before, since)) if before == phase => since,
            _ => {
                let now = Instant::now();
                self.waiting = Some((phase, now));
                self.end.as_mut().reset(now + HEAD.min(self.keep_alive));
                now
            }
        };
        loop {
            ready!(self.end.as_mut().poll(context));
            // Where others wait for a place, nobody keeps one for nothing.
            let patience = if self.places.available_permits() == 0 { HEAD } else { self.keep_alive };
            if phase == Phase::Head || since.elapsed() >= patience {
                return Poll::Ready(());
            }
            self.end.as_mut().reset(Instant::now() + HEAD.min(patience.saturating_sub(since.elapsed())));
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for ReadTimeout<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if read.is_pending() {
            return self.poll_end(context).map(|()| Err(io::ErrorKind::TimedOut.into()));
        }
        if self.phase.get() == Phase::Idle && !buffer.filled().is_empty() {
            self.phase.begin_head();
            self.waiting = None;
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for ReadTimeout<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    const KEEP_ALIVE: Duration = Duration::from_secs(75);

    /// How long a connection waits for a byte, after an answer or at its beginning, with or without places for others.
    async fn waits(answered: bool, places: usize) -> u64 {
        let (ours, _theirs) = tokio::io::duplex(8);
        let phase = ConnectionPhase::default();
        if answered {
            drop(phase.begin_answer());
        }
        let mut stream = ReadTimeout::new(ours, phase, KEEP_ALIVE, Arc::new(Semaphore::new(places)));
        let start = Instant::now();
        let error = stream.read_u8().await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        start.elapsed().as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_been_answered_may_stay_while_there_is_room() {
        assert_eq!((waits(true, 1).await, waits(true, 0).await, waits(false, 1).await), (75, 10, 10));
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_comes_drop_by_drop_ends_and_an_answer_takes_its_time() {
        let (ours, mut theirs) = tokio::io::duplex(8);
        let phase = ConnectionPhase::default();
        let mut stream = ReadTimeout::new(ours, phase.clone(), KEEP_ALIVE, Arc::new(Semaphore::new(1)));
        tokio::spawn(async move {
            while theirs.write_u8(1).await.is_ok() {
                sleep(Duration::from_secs(1)).await;
            }
        });
        let start = Instant::now();
        let answering = phase.begin_answer();
        while start.elapsed() < Duration::from_mins(5) {
            stream.read_u8().await.unwrap();
        }
        drop(answering);
        let start = Instant::now();
        while stream.read_u8().await.is_ok() {}
        assert!((9..=12).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    }
}
