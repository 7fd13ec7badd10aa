//! What the cells of a column hold.

use super::{NESTED, is_text, is_time};

/// How a cell becomes JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A moment.
    Time,
    /// A text, whatever it looks like.
    Text,
    /// Whether the visitor came to the end.
    Complete,
    /// A whole part of the response, as JSON.
    Part,
    /// JSON, or else a text.
    Json,
}

impl ColumnKind {
    /// Of the column of this path.
    pub fn of(path: &str) -> Self {
        match path {
            "complete" => Self::Complete,
            _ if is_time(path) => Self::Time,
            _ if is_text(path) => Self::Text,
            _ if NESTED.contains(&path) => Self::Part,
            _ => Self::Json,
        }
    }
}
