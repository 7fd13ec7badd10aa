//! Text → record, by the first way that takes it.

use super::plain::plain;
use super::usual::usual;
use crate::{Problem, Record, Response};

impl Record {
    /// As [`Response::parse`], with the same verdict on every text and the same problems.
    ///
    /// What is plainly right is taken in one pass; anything else is left to [`Response::parse`].
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        match Self::plain(text) {
            Some(record) => Ok(record),
            None => Response::parse(text).map(|response| Self::from(&response)),
        }
    }

    /// The record of a text in which nothing is unusual; `None` is no verdict.
    pub(crate) fn plain(text: &str) -> Option<Self> {
        usual(text).or_else(|| plain(text))
    }
}
