//! What became of the rows of a file: nothing is dropped in silence.

use std::collections::BTreeMap;

/// So many bad rows are listed; all are counted.
const LISTED: usize = 1000;

/// A row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The line that it begins on, or its place in a list of JSON, counted from 1.
    pub line: u64,
    /// Why not.
    pub reason: String,
}

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many rows there were.
    pub rows: u64,
    /// How many became responses, or steps of one.
    pub responses: u64,
    /// How many were left out on purpose, by why.
    pub left_out: BTreeMap<String, u64>,
    /// How many could not be used.
    pub bad_count: u64,
    /// The first thousand of those.
    pub bad: Vec<BadRow>,
}

impl Report {
    pub(super) fn leave_out(&mut self, why: &str) {
        *self.left_out.entry(why.to_owned()).or_default() += 1;
    }

    pub(super) fn refuse(&mut self, line: u64, reason: String) {
        self.bad_count += 1;
        if self.bad.len() < LISTED {
            self.bad.push(BadRow { line, reason });
        }
    }
}
