//! Whether whoever opens a database may make its tables.

/// What becomes of a database that has no tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tables {
    /// They are made.
    Make,
    /// It is refused: whoever only asks makes none.
    Expect,
}
