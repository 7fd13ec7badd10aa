//! What can be chosen from: the days and the values of segments that were read.

use serde::{Deserialize, Serialize};

use crate::columns::{Cohort, Filter};
use crate::survey::labels::QuestionLabels;
use crate::tally::question::QuestionCounts;
use crate::tally::segment::SegmentCounts;
use crate::{Day, QuestionId, Segment, Tally};

/// Own questions are offered with so many different answers at most, and so many questions.
const FEW: usize = 30;
const QUESTIONS: usize = 12;
/// So many values of a segment are offered; a filter may name any other.
const OFFERED: usize = 100;

/// Of all that was read, whatever is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// The first and the last day.
    pub period: Option<(Day, Day)>,
    /// The surveys, most responses first, and how many these are.
    pub surveys: Vec<(String, u64)>,
    /// How many are on no day, because the clock that dated them was wrong.
    pub undated: u64,
    /// The segments that say something.
    pub segments: Vec<Facet>,
    /// What the options of questions are called, as far as the survey's definition says so.
    pub labels: Vec<QuestionLabels>,
}

/// One segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// The segment that it narrows.
    pub segment: Segment,
    /// Its values, most responses first, and how many these are.
    pub values: Vec<(String, u64)>,
    /// How many say nothing about it.
    pub missing: u64,
}

impl Facets {
    /// Of the counts of all that was read.
    pub fn of(tally: &Tally) -> Self {
        let facet = |(segment, counts): (&Segment, &SegmentCounts)| {
            let values = most(counts.values.iter().map(|(value, cube)| (value.clone(), cube.total())));
            (!values.is_empty() || counts.too_many).then(|| Facet {
                segment: segment.clone(),
                values,
                missing: counts.missing.total(),
            })
        };
        Self {
            period: tally.period(),
            surveys: most(tally.surveys.iter().map(|(name, n)| (name.clone(), *n))),
            undated: tally.undated.total(),
            segments: tally.by.iter().filter_map(facet).chain(questions(tally)).collect(),
            labels: Vec::new(),
        }
    }

    /// The days that a filter asks for and as many before them; of all days the last four weeks, or the last week. Nothing
    /// where there are no days before.
    pub fn before(&self, filter: &Filter) -> Option<(Cohort, Cohort)> {
        let (first, last) = self.period.map(|(first, last)| (number(first), number(last) + 1))?;
        let (since, until) = match (filter.since.map(number), filter.until.map(number)) {
            (None, None) => (last - window(last - first)?, last),
            (since, until) => (since.unwrap_or(first), until.unwrap_or(last).min(last)),
        };
        let before = since - (until - since);
        (before < since && since > first).then(|| {
            let days = |since, until| Cohort::days(Day::new(since), Day::new(until));
            (days(since, until), days(before, since))
        })
    }
}

fn number(day: Day) -> i64 {
    day.number().into()
}

/// How many days are compared when there are so many.
fn window(days: i64) -> Option<i64> {
    match days {
        ..14 => None,
        14..56 => Some(7),
        _ => Some(28),
    }
}

/// Questions of the owner's own whose answers are some of a few.
fn questions(tally: &Tally) -> impl Iterator<Item = Facet> {
    let facet = |(name, counts): (&String, &QuestionCounts)| {
        let truths = [("true", counts.truths.0), ("false", counts.truths.1)];
        let truths = truths.into_iter().filter(|(_, n)| *n > 0).map(|(value, n)| (value.to_owned(), n));
        let texts = counts.options.iter().map(|(value, n)| (value.clone(), *n));
        let values: Vec<_> =
            texts.chain(counts.whole.iter().map(|(value, n)| (value.to_string(), *n))).chain(truths).collect();
        let segment = QuestionId::of(name).map(Segment::Question)?;
        let missing = tally.responses.saturating_sub(counts.answered);
        (!counts.too_many && (1..=FEW).contains(&values.len())).then(|| Facet {
            segment,
            values: most(values.into_iter()),
            missing,
        })
    };
    tally.questions.iter().filter_map(facet).take(QUESTIONS)
}

/// Those of most responses, most first.
fn most(values: impl Iterator<Item = (String, u64)>) -> Vec<(String, u64)> {
    let mut values: Vec<_> = values.collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values.truncate(OFFERED);
    values
}
