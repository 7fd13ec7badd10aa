//! The signal to stop: Ctrl-C, or SIGTERM.

use std::io;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::supervisor;
use crate::config::ShutdownFlag;

/// Requests that are under way may take so long after that.
pub(super) const DRAIN: Duration = Duration::from_secs(25);

/// The signal, for everybody who waits for it.
#[derive(Clone)]
pub(super) struct ShutdownSignal(watch::Receiver<bool>);

impl ShutdownSignal {
    /// Listens for the signal. From then on the collector is not ready, and `linger` later it takes no more connections.
    pub(super) fn listen(stopping: ShutdownFlag, linger: Duration) -> io::Result<Self> {
        let (sender, receiver) = watch::channel(false);
        // Heard from here on, before anybody is told that it listens.
        let (interrupt, terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        tokio::spawn(async move {
            either(interrupt, terminate).await;
            supervisor::stopping();
            tracing::info!("stopping: what is under way is finished first");
            stopping.set();
            tokio::time::sleep(linger).await;
            let _ = sender.send(true);
        });
        Ok(Self(receiver))
    }

    pub(super) async fn received(mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}

async fn either(mut interrupt: Signal, mut terminate: Signal) {
    tokio::select! { _ = interrupt.recv() => {} _ = terminate.recv() => {} }
}
