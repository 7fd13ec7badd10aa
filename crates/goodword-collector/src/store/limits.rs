//! How much a store may use, and how long it may take.

use std::time::Duration;

/// The bounds of a store. SQLite has no use for those of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// So many writes may wait; one more is refused, because memory is no place to keep an answer.
    pub queue: usize,
    /// So many connections store responses; the responses of a survey have one of them.
    pub writers: usize,
    /// So many connections serve everything else.
    pub connections: usize,
    /// A commit, or a statement, takes at most this long; then its connection is thrown away.
    pub timeout: Duration,
    /// Opening the database takes at most this long, with all that is to be done to it first.
    pub open: Duration,
}

impl Limits {
    /// So long may somebody else hold a survey's row before what waits for it is refused.
    pub(super) fn lock(&self) -> Duration {
        self.timeout.mul_f32(0.3)
    }

    /// A host that has not answered by then is given up, so that there is time for the next.
    pub(super) fn connect(&self) -> Duration {
        self.timeout / 4
    }
}

impl Default for Limits {
    fn default() -> Self {
        // More writers are smaller batches, and each batch is a commit: two collectors of four were slower than one.
        Self { queue: 1024, writers: 2, connections: 8, timeout: Duration::from_secs(10), open: Duration::from_mins(5) }
    }
}
