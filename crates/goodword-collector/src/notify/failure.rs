//! Why a message did not arrive.

use std::fmt;
use std::time::Duration;

/// What went wrong with a try, and what that means for the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// In words, without anything of the message, a secret or a path.
    pub(super) reason: String,
    /// Whether the receiver said that it wants nothing more, ever.
    pub(super) is_gone: bool,
    /// The receiver asked to be left alone for so long.
    pub(super) retry_after: Option<Duration>,
}

impl Failure {
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_gone: false, retry_after: None }
    }

    pub(super) fn gone() -> Self {
        Self { is_gone: true, ..Self::new("410: it wants nothing more") }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}
