//! The part of the log that is always on.

/// Who did what, by which token: logged whatever the level.
pub(crate) const AUDIT: &str = "goodword::audit";
