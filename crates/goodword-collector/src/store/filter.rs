//! Stored responses in the order of first storage, a page at a time.

/// A page ends after this many responses,
pub(super) const ROWS: i64 = 512;
/// or with the first that brings it to this many bytes.
pub(super) const BYTES: usize = 256 * 1024;

/// Which responses of one survey are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The survey.
    pub survey: String,
    /// Submitted then or later, in Unix milliseconds.
    pub since_ms: i64,
    /// Submitted before then, in Unix milliseconds.
    pub until_ms: i64,
    /// Only behind this position; 0 is before the first.
    pub after: i64,
    /// Up to this position.
    pub through: i64,
}

impl Filter {
    /// All responses of `survey`.
    pub fn all(survey: &str) -> Self {
        Self { survey: survey.to_owned(), since_ms: i64::MIN, until_ms: i64::MAX, after: 0, through: i64::MAX }
    }
}

/// Some responses, and where the next page starts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Each response as JSON text.
    pub bodies: Vec<String>,
    /// The position of the last of them.
    pub last: i64,
}
