//! What can be chosen from: the days and the values of segments that were read.

use goodword_core::{Day, Segment, Tally};
use serde::{Deserialize, Serialize};

/// So many values of a segment are offered; a filter may name any other.
const OFFERED: usize = 100;

/// Of all that was read, whatever is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// The first and the last day.
    pub period: Option<(Day, Day)>,
    /// The segments that say something.
    pub segments: Vec<Facet>,
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
            let mut values: Vec<_> = counts.values.iter().map(|(value, cube)| (value.clone(), cube.total())).collect();
            values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            values.truncate(OFFERED);
            (!values.is_empty() || counts.too_many).then(|| Facet {
                segment: segment.clone(),
                values,
                missing: counts.missing.total(),
            })
        };
        Self { period: tally.period(), segments: tally.by.iter().filter_map(facet).collect() }
    }
}
