//! The signal to stop: Ctrl-C, or SIGTERM.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::config::ShutdownFlag;

/// Requests that are under way may take so long after that.
pub(super) const DRAIN: Duration = Duration::from_secs(25);

/// The signal, for everybody who waits for it.
#[derive(Clone)]
pub(super) struct ShutdownSignal(watch::Receiver<bool>);

impl ShutdownSignal {
    /// Listens for the signal. From then on the collector is not ready, and `linger` later it takes no more connections.
    pub(super) fn listen(stopping: ShutdownFlag, linger: Duration) -> Self {
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(ignore_hangups());
        tokio::spawn(async move {
            terminated().await;
            tracing::info!("stopping: what is under way is finished first");
            stopping.set();
            tokio::time::sleep(linger).await;
            let _ = sender.send(true);
        });
        Self(receiver)
    }

    pub(super) async fn received(mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}

/// A terminal that goes, or whoever means by it that settings be read anew, ends no collector.
async fn ignore_hangups() {
    let Ok(mut hangups) = signal(SignalKind::hangup()) else { return };
    while hangups.recv().await.is_some() {
        tracing::info!("SIGHUP is taken note of; settings are read at the start only");
    }
}

async fn terminated() {
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {} _ = terminate.recv() => {} }
        }
        Err(_) => drop(interrupt.await),
    }
}
