//! What becomes of a write when too many wait.

/// Whether a write waits for room where too many wait already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backpressure {
    /// It is refused with [`Error::Busy`](super::Error::Busy).
    Reject,
    /// It waits for its turn.
    Wait,
}
