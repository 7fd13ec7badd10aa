//! What the owner decides about a collector that serves.

mod database;
mod email;
mod file;
mod listen_address;
mod network;
mod origin;
mod rate_limit;
pub(crate) mod secret;
mod webhook;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::notify::Targets;
use crate::store::PublicSurveys;
pub use database::Database;
pub use email::{EmailConfig, SmtpConfig};
pub use file::{ConfigFile, parse_public_url};
pub use listen_address::ListenAddress;
pub use network::Network;
pub use origin::{Origin, Origins};
pub use rate_limit::RateLimitConfig;
pub use webhook::{WebhookConfig, survey_target, survey_targets};

/// The settings of the application. The default allows every origin, serves no files and keeps no session.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The origins whose pages may post and read.
    pub origins: Origins,
    /// The folder of files to serve; `None` serves none but those that the program holds.
    pub dist: Option<PathBuf>,
    /// Whether the files that the program holds are served where no folder is named.
    pub embedded: bool,
    /// Scheme and host by which the world reaches this collector, as a browser writes its origin.
    pub public_url: Option<String>,
    /// True when it listens to this machine only.
    pub loopback: bool,
    /// The surveys that the public may post to.
    pub surveys: PublicSurveys,
    /// How many responses may come.
    pub rate_limits: RateLimitConfig,
    /// The proxies whose word is taken for where a request comes from.
    pub trusted_proxies: Vec<Network>,
    /// Who is told of what happens.
    pub targets: Targets,
    /// Set when it is about to stop.
    pub stopping: ShutdownFlag,
}

/// Whether a collector is about to stop: it still answers, and says that it is no longer ready.
#[derive(Debug, Clone, Default)]
pub struct ShutdownFlag(Arc<AtomicBool>);

impl ShutdownFlag {
    /// Says that the collector is about to stop, for good.
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True when the collector is about to stop.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
