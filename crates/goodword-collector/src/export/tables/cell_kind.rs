//! What a column holds, by its name.

use goodword_core::Timestamp;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Whole numbers.
    Whole,
    /// `true` and `false`.
    Truth,
    /// Times, as milliseconds since 1970 began in UTC.
    Time,
    /// Anything, as text.
    Text,
}

impl CellKind {
    /// By the name of the column.
    pub fn of(column: &str) -> Self {
        match column {
            "seq" | "answers.empathy" | "answers.recommend" | "follow_up.within_hours" => Self::Whole,
            "complete" => Self::Truth,
            "submitted_at" | "received_at" | "sent_at" | "follow_up.due_at" | "follow_up.answered_at" => Self::Time,
            column if column.starts_with("timing_ms.") => Self::Whole,
            _ => Self::Text,
        }
    }

    /// A whole number, a truth as 1 or 0, or a time; `None` of anything else.
    pub fn number(self, text: &str) -> Option<i64> {
        match self {
            Self::Whole => text.parse().ok(),
            Self::Truth => text.parse().ok().map(i64::from as fn(bool) -> i64),
            Self::Time => Timestamp::parse(text).ok().map(|time| time.unix_ms()),
            Self::Text => None,
        }
    }
}
