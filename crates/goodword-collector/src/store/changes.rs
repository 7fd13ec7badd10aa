//! What the rows of a transaction add to the counts that are kept with them.

use std::collections::BTreeMap;

use goodword_core::Record;
use goodword_core::rollup::{self, RollupCell};

use super::row::ResponseRow;

/// What a transaction adds to the counts beside the rows.
#[derive(Debug, Default)]
pub struct Changes {
    /// By survey, in the order in which they are locked.
    pub surveys: BTreeMap<String, SurveyChange>,
}

/// What a transaction adds to the counts of one survey.
#[derive(Debug, Default)]
pub struct SurveyChange {
    /// The number of changes; the revision grows by it.
    pub changes: i64,
    /// The number of responses more, or less where it is below 0.
    pub responses: i64,
    /// What to add to each cell, below 0 where responses are taken out.
    pub cells: BTreeMap<RollupCell, i64>,
}

impl Changes {
    /// Counts a row that is stored from now on.
    pub fn add(&mut self, row: &ResponseRow) {
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

    fn count(&mut self, survey: &str, cells: &[RollupCell], n: i64) {
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
fn cells(body: &str) -> Vec<RollupCell> {
    Record::parse(body).map(|record| rollup::cells(&record)).unwrap_or_default()
}
