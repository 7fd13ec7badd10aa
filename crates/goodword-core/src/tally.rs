//! Counts only: what a pile of responses comes down to. Tallies add up, so a pile may be counted in parts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::cube::{Cell, Cube};
use crate::{Problem, Response, zone::Day, zone::Zone};

/// The counts of one pile, by the calendar of one time zone. `lines` = `responses` + `superseded` + `bad`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The time zone whose days are counted.
    pub tz: String,
    /// Everything read that was not blank.
    pub lines: u64,
    /// Responses that count.
    pub responses: u64,
    /// Responses that a later state of the same id replaced, and copies.
    pub superseded: u64,
    /// Lines that hold no response.
    pub bad: u64,
    /// Responses whose visitor came to the end.
    pub complete: u64,
    /// Responses with a comment.
    pub comments: u64,
    /// Responses of each survey.
    pub surveys: BTreeMap<String, u64>,
    /// The answers of all.
    pub total: Cube,
    /// The answers of each day on which one was submitted.
    pub days: BTreeMap<Day, Cube>,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(zone: &Zone) -> Self {
        Self {
            tz: zone.name().to_owned(),
            lines: 0,
            responses: 0,
            superseded: 0,
            bad: 0,
            complete: 0,
            comments: 0,
            surveys: BTreeMap::new(),
            total: Cube::default(),
            days: BTreeMap::new(),
        }
    }

    /// Counts one response that stands for itself: one for each id.
    pub fn push(&mut self, response: &Response, zone: &Zone) {
        let answers = &response.answers;
        let cell = (answers.empathy, answers.promise, answers.recommend);
        self.count(zone.day(response.submitted_at.unix_ms()), cell, response.complete, answers.comment.is_some());
        add(self.surveys.entry(response.survey.as_str().to_owned()).or_default(), 1);
    }

    /// Counts one response but for its survey.
    pub(crate) fn count(&mut self, day: Day, cell: Cell, complete: bool, comment: bool) {
        add(&mut self.lines, 1);
        add(&mut self.responses, 1);
        add(&mut self.complete, complete.into());
        add(&mut self.comments, comment.into());
        self.total.add(cell, 1);
        self.days.entry(day).or_default().add(cell, 1);
    }

    /// Adds the counts of `other`, which must be of the same time zone.
    pub fn merge(&mut self, other: &Self) -> Result<(), Problem> {
        if self.tz != other.tz {
            return Err(Problem::new("tz", "must be the same in tallies that are added up"));
        }
        add(&mut self.lines, other.lines);
        add(&mut self.responses, other.responses);
        add(&mut self.superseded, other.superseded);
        add(&mut self.bad, other.bad);
        add(&mut self.complete, other.complete);
        add(&mut self.comments, other.comments);
        for (survey, n) in &other.surveys {
            add(self.surveys.entry(survey.clone()).or_default(), *n);
        }
        self.total.merge(&other.total);
        for (day, cube) in &other.days {
            self.days.entry(*day).or_default().merge(cube);
        }
        Ok(())
    }

    /// The first and the last day on which a response was submitted.
    pub fn period(&self) -> Option<(Day, Day)> {
        Some((*self.days.keys().next()?, *self.days.keys().next_back()?))
    }
}

fn add(count: &mut u64, more: u64) {
    *count = count.saturating_add(more);
}
