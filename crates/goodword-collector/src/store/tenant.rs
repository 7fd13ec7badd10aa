//! Whose rows they are: every table has a column for it.

/// The one tenant there is.
pub(super) const TENANT: i64 = 1;

/// Whose rows are stored to see whether a row can be, and removed before anybody sees them.
pub(super) const PROBED: i64 = 0;
