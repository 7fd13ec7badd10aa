//! How far a pool of connections is used.

/// Connections to a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolStatus {
    /// So many are open.
    pub open: usize,
    /// So many of them are in use.
    pub in_use: usize,
    /// So many may be.
    pub most: usize,
}
