//! The wish of whoever runs the program that it ends: Ctrl-C, or SIGTERM.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::config::Stopping;

/// So long may requests that are under way take after that.
pub(super) const DRAIN: Duration = Duration::from_secs(25);

/// Tells everybody who asks.
#[derive(Clone)]
pub(super) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens for the signal. From then on the collector is not ready, and `linger` later it takes no more connections.
    pub(super) fn listen(stopping: Stopping, linger: Duration) -> Self {
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            signalled().await;
            tracing::info!("stopping: what is under way is finished first");
            stopping.begin();
            tokio::time::sleep(linger).await;
            let _ = sender.send(true);
        });
        Self(receiver)
    }

    pub(super) async fn asked(mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}

async fn signalled() {
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {} _ = terminate.recv() => {} }
        }
        Err(_) => drop(interrupt.await),
    }
}
