//! What proves who answers a survey, kept by its hash: each proves one response.

/// A SHA-256.
type Hash = [u8; 32];

/// Milliseconds for which a proof is remembered beyond its end: a response may wait in a browser for 30 days.
pub const REMEMBERED_MS: i64 = 60 * 24 * 60 * 60 * 1000;

/// One proof, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The survey whose answer it proves.
    pub survey: String,
    /// SHA-256 of what the visitor holds.
    pub hash: Hash,
    /// SHA-256 of the id of the response that it proves; `None` where it is not used.
    pub response: Option<Hash>,
    /// When it ends, in Unix milliseconds.
    pub expires_ms: Option<i64>,
}

/// A response that wants to be proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The survey that it answers.
    pub survey: String,
    /// SHA-256 of what its visitor holds.
    pub hash: Hash,
    /// SHA-256 of its id.
    pub response: Hash,
    /// Until when what is signed proves anything; `None` is an invitation, which must be stored.
    pub signed_until_ms: Option<i64>,
    /// When it came, in Unix milliseconds.
    pub now_ms: i64,
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimOutcome {
    /// It proves this response, now or since one of its earlier states.
    Proven,
    /// It proves another response.
    Used,
    /// Its time is over.
    Expired,
    /// There is no such invitation.
    Unknown,
}

impl Claim {
    /// Whether it is of something signed that still holds.
    pub(super) fn is_signed_now(&self) -> bool {
        self.signed_until_ms.is_some_and(|until_ms| until_ms > self.now_ms)
    }

    /// Why it proves nothing, where this is what is stored.
    pub(super) fn refused(&self, stored: Option<(Option<Hash>, Option<i64>)>) -> ClaimOutcome {
        match stored {
            None if self.signed_until_ms.is_some() => ClaimOutcome::Expired,
            None => ClaimOutcome::Unknown,
            Some((Some(response), _)) if response != self.response => ClaimOutcome::Used,
            Some(_) => ClaimOutcome::Expired,
        }
    }
}
