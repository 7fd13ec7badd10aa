//! From a socket to requests, within bounds: a connection that sends or takes too slowly is closed, and no more are open
//! at a time than may be.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::shutdown::{DRAIN, ShutdownSignal};
use super::write_timeout::WriteTimeout;

/// The head of a request must have arrived by then, counted from the connection or from the reply before it.
const HEAD: Duration = Duration::from_secs(10);
/// After a connection could not be taken, such as when too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers what arrives until the signal to stop; then finishes what is under way, for at most [`DRAIN`].
pub(super) async fn serve(listener: TcpListener, app: Router, most: usize, shutdown: ShutdownSignal) {
    let (places, open) = (Arc::new(Semaphore::new(most)), GracefulShutdown::new());
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = shutdown.clone().received() => break,
        };
        tokio::spawn(serve_connection(accepted, app.clone(), open.watcher()));
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, open.shutdown()).await.is_err() {
        tracing::warn!("requests that are still open are cut");
    }
}

/// The next connection, once there is a place for it: until then it waits in the queue of the system.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // A closed semaphore would give none; this one is never closed.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            Err(error) => {
                tracing::warn!("a connection could not be taken: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

async fn serve_connection((stream, place): (TcpStream, Option<OwnedSemaphorePermit>), app: Router, watcher: Watcher) {
    // A reply is one small write: waiting to fill a packet would only delay it.
    let _ = stream.set_nodelay(true);
    let open = metrics::gauge!("goodword_connections");
    open.increment(1);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(WriteTimeout::new(stream)), TowerToHyperService::new(app));
    // How a connection ends is its client's affair.
    let _ = watcher.watch(connection).await;
    open.decrement(1);
    drop(place);
}
