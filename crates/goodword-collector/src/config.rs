//! What the owner decides about a collector that serves.

mod file;
mod origin;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use file::{File, reached_at};
pub use origin::{Origin, Origins};

/// The settings of the application. The default allows every origin, serves no files and keeps no session.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Which pages may post and read.
    pub origins: Origins,
    /// The folder of files to serve.
    pub dist: Option<PathBuf>,
    /// Where the world reaches this collector.
    pub public_url: Option<Origin>,
    /// Whether it listens to this machine only.
    pub loopback: bool,
    /// Whether it is about to stop.
    pub stopping: Stopping,
}

/// Whether a collector is about to stop: it still answers, and says that it is no longer ready.
#[derive(Debug, Clone, Default)]
pub struct Stopping(Arc<AtomicBool>);

impl Stopping {
    /// From here on it is.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it is.
    pub fn begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
