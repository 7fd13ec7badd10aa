//! What may prove who answers, once it is known that it proves no other answer.

use sha2::{Digest, Sha256};

use crate::store::Hash;

/// What an invitation begins with.
pub(crate) const INVITATION: &str = "gw_inv_";

/// A proof that is right by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) hash: Hash,
    /// In Unix milliseconds, of what is signed.
    pub(crate) until_ms: Option<i64>,
}

/// The hash by which an invitation, or the `jti` of what is signed, is kept.
pub(crate) fn hash(text: &str) -> Hash {
    Sha256::digest(text).into()
}
