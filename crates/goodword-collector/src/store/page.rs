//! Stored responses in the order of first storage, a page at a time.

/// A page ends after this many responses,
pub(super) const ROWS: i64 = 512;
/// or with the first that brings it to this many bytes.
pub(super) const BYTES: usize = 256 * 1024;

/// The responses of one survey that a page is taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseFilter {
    /// The name of the survey.
    pub survey: String,
    /// Submitted then or later, in Unix milliseconds.
    pub since_ms: i64,
    /// Submitted before then, in Unix milliseconds.
    pub until_ms: i64,
    /// Behind this position, which is left out; 0 is before the first.
    pub after: i64,
    /// Up to this position, which is included.
    pub through: i64,
}

impl ResponseFilter {
    /// All responses of `survey`.
    pub fn all(survey: &str) -> Self {
        Self { survey: survey.to_owned(), since_ms: i64::MIN, until_ms: i64::MAX, after: 0, through: i64::MAX }
    }
}

/// Some responses, and where the next page starts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Each response as JSON text on one line, in order of position.
    pub bodies: Vec<String>,
    /// The position of the last of them; 0 where there is none.
    pub last: i64,
}
