//! What can be chosen from: the days and the values of segments that were read.

use goodword_core::survey::labels::QuestionLabels;
use goodword_core::tally::question::QuestionCounts;
use goodword_core::{Day, QuestionId, Segment, Tally};
use serde::{Deserialize, Serialize};

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
        let facet = |(segment, counts): (&Segment, &goodword_core::tally::segment::SegmentCounts)| {
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
