//! Rows and what is stored → what becomes of each row, and what has to be written. Pure, so that every engine decides
//! alike.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use goodword_core::Record;
use goodword_core::rollup::{self, Cell};

use super::row::{Outcome, Row};

/// What is stored under the id of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// A tombstone.
    Erased,
    /// A response.
    Response {
        /// Its `seq`.
        seq: u32,
        /// The hash of its content.
        hash: [u8; 32],
        /// Its text.
        body: String,
    },
}

/// What becomes of `row` where `stored` is what is there. Its text may be amended when it replaces another.
pub fn decide(row: &mut Row, stored: Option<&Stored>) -> Outcome {
    match stored {
        None => Outcome::Created,
        Some(Stored::Erased) => Outcome::Erased,
        Some(Stored::Response { seq, hash, body }) => match row.seq().cmp(seq) {
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

/// What a transaction adds to the counts beside the rows.
#[derive(Debug, Default)]
pub struct Changes {
    /// By survey, in the order in which they are locked.
    pub surveys: BTreeMap<String, SurveyChange>,
}

/// The same for one survey.
#[derive(Debug, Default)]
pub struct SurveyChange {
    /// How many changes there were.
    pub changes: i64,
    /// How many responses more.
    pub responses: i64,
    /// What to add to each cell.
    pub cells: BTreeMap<Cell, i64>,
}

impl Changes {
    /// Counts a row that is stored from now on.
    pub fn add(&mut self, row: &Row) {
        self.count(row.survey(), row.cells(), 1);
    }

    /// Counts a text that is stored already.
    pub fn add_text(&mut self, survey: &str, body: &str) {
        self.count(survey, &cells(body), 1);
    }

    /// Takes a text out that is stored no longer.
    pub fn remove(&mut self, survey: &str, body: &str) {
        self.count(survey, &cells(body), -1);
    }

    /// Notes a change that moves no count.
    pub fn note(&mut self, survey: &str) {
        self.of(survey).changes += 1;
    }

    fn of(&mut self, survey: &str) -> &mut SurveyChange {
        if !self.surveys.contains_key(survey) {
            self.surveys.insert(survey.to_owned(), SurveyChange::default());
        }
        self.surveys.entry(survey.to_owned()).or_default()
    }

    fn count(&mut self, survey: &str, cells: &[Cell], n: i64) {
        let change = self.of(survey);
        change.changes += 1;
        change.responses += n;
        for cell in cells {
            match change.cells.get_mut(cell) {
                Some(sum) => *sum += n,
                None => _ = change.cells.insert(cell.clone(), n),
            }
        }
    }
}

/// What is stored was read before: a text that does not read adds nothing and takes nothing away.
fn cells(body: &str) -> Vec<Cell> {
    Record::parse(body).map(|record| rollup::cells(&record)).unwrap_or_default()
}
