//! A row and what is stored under its id → what becomes of the row. Pure, so that every engine decides alike.

use std::cmp::Ordering;

use super::row::{Outcome, ResponseRow};

/// What is stored under the id of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredRow {
    /// A tombstone: the response was erased.
    Erased,
    /// A response of that id.
    Response {
        /// Its `seq`, of which the highest wins.
        seq: u32,
        /// The SHA-256 of its content.
        hash: [u8; 32],
        /// Its JSON text.
        body: String,
    },
}

/// What becomes of `row` where `stored` is what is there. Its text may be amended when it replaces another.
pub fn decide(row: &mut ResponseRow, stored: Option<&StoredRow>) -> Outcome {
    match stored {
        None => Outcome::Created,
        Some(StoredRow::Erased) => Outcome::Erased,
        Some(StoredRow::Response { seq, hash, body }) => match row.seq().cmp(seq) {
            Ordering::Less => Outcome::Older,
            Ordering::Equal if row.hash() == hash => Outcome::Same,
            Ordering::Equal => Outcome::Conflict,
            Ordering::Greater => {
                row.keep_promise_of(body);
                Outcome::Replaced
            }
        },
    }
}
