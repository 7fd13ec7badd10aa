//! What becomes of a response on its way, in the words in which the sender tells the widget.

/// What a visitor is told about a response on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryStatus {
    /// The endpoint has it.
    Accepted,
    /// It is tried again.
    Waiting,
    /// Nobody knows whether the endpoint wanted it: it is kept, and tried again at the next visit.
    Kept,
    /// The endpoint did not want it, and that is final; it is kept.
    Refused,
    /// It is neither here nor there any more: nothing more is said of it.
    Gone,
}

impl DeliveryStatus {
    /// The word in which the sender tells the widget.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Waiting => "waiting",
            Self::Kept => "kept",
            Self::Refused => "refused",
            Self::Gone => "gone",
        }
    }

    /// Reads that word.
    pub fn parse(word: &str) -> Self {
        match word {
            "accepted" => Self::Accepted,
            "kept" => Self::Kept,
            "refused" => Self::Refused,
            "gone" => Self::Gone,
            _ => Self::Waiting,
        }
    }
}
