//! Whose rows they are: every table has a column for it.

/// The one tenant there is.
pub(super) const TENANT: i64 = 1;
