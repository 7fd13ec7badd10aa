//! Why it is not known who answers.

/// Why an answer is not proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unproven {
    /// It came with no proof.
    Missing,
    /// What it came with is neither an invitation nor a JWT with what one must say.
    Malformed,
    /// It is signed by another algorithm than the one that is taken, or by none.
    Algorithm,
    /// It is signed by another key, or was changed.
    Signature,
    /// It is for another survey.
    Audience,
    /// Its time was over when the answer came.
    Expired,
    /// It proves another answer.
    Used,
    /// No such invitation was made.
    Unknown,
}

impl Unproven {
    /// One word, as it is stored.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::Algorithm => "algorithm",
            Self::Signature => "signature",
            Self::Audience => "audience",
            Self::Expired => "expired",
            Self::Used => "used",
            Self::Unknown => "unknown",
        }
    }
}
