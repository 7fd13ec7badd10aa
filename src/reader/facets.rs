//! What can be chosen from: the days and the values of segments that were read.

use goodword_core::survey::labels::QuestionLabels;
use goodword_core::{Day, Segment, Tally};
use serde::{Deserialize, Serialize};

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
            segments: tally.by.iter().filter_map(facet).collect(),
            labels: Vec::new(),
        }
    }
}

/// Those of most responses, most first.
fn most(values: impl Iterator<Item = (String, u64)>) -> Vec<(String, u64)> {
    let mut values: Vec<_> = values.collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values.truncate(OFFERED);
    values
}
