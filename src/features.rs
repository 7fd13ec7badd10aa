//! What this build can do.

/// Whether this build can ask an owner's own questions, on one page, in the owner's colour. What a guest meets who is asked
/// the usual ones does without, and is a sixth smaller.
pub const CUSTOM_SURVEYS: bool = cfg!(feature = "own");
