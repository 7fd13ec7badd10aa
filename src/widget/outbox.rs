//! The rules of delivery: what a waiting response looks like, what a reply means for it, and what is sent when. Time,
//! chance and replies come in as values; `edge` does the waiting and the sending.

pub mod delays;
mod entry;
mod line;
mod reply;
mod retry_after;
mod waiting;

pub use entry::Entry;
pub use line::{Change, Line, Moment, Next, is_outdated};
pub use reply::{Lasting, Reply, Verdict, verdict};
pub use retry_after::retry_after;
pub use waiting::{Counts, Waiting};

/// What a visitor is told about a response on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The endpoint has it.
    Accepted,
    /// It is tried again.
    Waiting,
    /// The endpoint did not want it; it is kept.
    Refused,
}

impl Fate {
    /// The word in which the sender tells the widget.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Waiting => "waiting",
            Self::Refused => "refused",
        }
    }

    /// Reads that word.
    pub fn parse(word: &str) -> Self {
        match word {
            "accepted" => Self::Accepted,
            "refused" => Self::Refused,
            _ => Self::Waiting,
        }
    }
}
