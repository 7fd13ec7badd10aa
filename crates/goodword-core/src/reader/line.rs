//! What is read of a source: a line, and what stands in it.

use crate::{Problem, Record, Response};

/// What a line is read as: a whole [`Response`], or the [`Record`] of it that is counted. Both give the same verdict.
pub trait Body: Sized {
    /// Reads the text of one JSON object.
    fn parse(text: &str) -> Result<Self, Vec<Problem>>;
}

impl Body for Box<Response> {
    fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Response::parse(text).map(Box::new)
    }
}

impl Body for Record {
    fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Record::parse(text)
    }
}

/// One line of NDJSON, or one element of an array: a response, or the reason why it is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<B = Box<Response>> {
    /// Which line of the source, or which element of the array, counted from 1.
    pub number: u64,
    /// Where its first byte that is not blank stands in the source.
    pub offset: u64,
    /// How many bytes from there to its last byte that is not blank.
    pub len: u32,
    /// The response, or a sentence that says why it is none.
    pub body: Result<B, String>,
}

impl<B> Line<B> {
    /// A line that holds no response.
    pub(super) fn bad(number: u64, offset: u64, len: u64, reason: impl Into<String>) -> Self {
        Self { number, offset, len: u32::try_from(len).unwrap_or(u32::MAX), body: Err(reason.into()) }
    }
}
