//! From a socket to requests, within bounds: a connection that sends or takes too slowly is closed, and no more are open
//! at a time than may be.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::listener::Listener;
use super::phase::{ConnectionPhase, ReplyBody};
use super::read_timeout::ReadTimeout;
use super::shutdown::{DRAIN, ShutdownSignal};
use super::write_timeout::WriteTimeout;
use crate::http::head;

/// After a connection could not be taken, such as when too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// What connections may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct ConnectionBounds {
    /// So many may be open at a time.
    pub(super) most: usize,
    /// So long each may wait for its next request.
    pub(super) keep_alive: Duration,
}

/// Answers what arrives until the signal to stop; then finishes what is under way, for at most [`DRAIN`].
///
/// Each request is answered by what `app` is at that time.
pub(super) async fn serve(
    listener: impl Listener,
    app: watch::Receiver<Router>,
    bounds: ConnectionBounds,
    shutdown: ShutdownSignal,
) {
    let (places, open) = (Arc::new(Semaphore::new(bounds.most)), GracefulShutdown::new());
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = shutdown.clone().received() => break,
        };
        let ((stream, peer), place) = accepted;
        let phase = ConnectionPhase::default();
        let stream = ReadTimeout::new(WriteTimeout::new(stream), phase.clone(), bounds.keep_alive, Arc::clone(&places));
        tokio::spawn(serve_connection(stream, ConnectInfo(peer), place, phase, app.clone(), open.watcher()));
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, open.shutdown()).await.is_err() {
        tracing::warn!("requests that are still open are cut");
    }
}

/// The next connection, once there is a place for it: until then it waits in the queue of the system.
async fn accept<L: Listener>(
    listener: &L,
    places: &Arc<Semaphore>,
) -> ((L::Stream, SocketAddr), Option<OwnedSemaphorePermit>) {
    // A closed semaphore would give none; this one is never closed.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok(accepted) => return (accepted, place),
            Err(error) => {
                tracing::warn!("a connection could not be taken: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

async fn serve_connection<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: ReadTimeout<WriteTimeout<S>>,
    peer: ConnectInfo<SocketAddr>,
    place: Option<OwnedSemaphorePermit>,
    phase: ConnectionPhase,
    app: watch::Receiver<Router>,
    watcher: Watcher,
) {
    let open = metrics::gauge!("goodword_connections");
    open.increment(1);
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        let app = TowerToHyperService::new(app.borrow().clone());
        let (answering, reply) = (phase.begin_answer(), app.call(request));
        async move { reply.await.map(|reply| reply.map(|body| ReplyBody::new(body, answering))) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // Heads and what comes between them have their own times.
        .header_read_timeout(None)
        .max_buf_size(head::BUFFER)
        // Who has said all may close that side, and still hears the answer.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), answer);
    // How a connection ends is its client's affair.
    let _ = watcher.watch(connection).await;
    open.decrement(1);
    drop(place);
}
