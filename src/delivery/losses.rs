//! What never arrived.

/// Losses that the owner has not been told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Losses {
    /// Responses that will never arrive: expired, or unreadable on disk.
    pub lost: u32,
    /// Responses that the endpoint refused for good.
    pub refused: u32,
}
