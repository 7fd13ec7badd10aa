//! One value of a segment beside everyone else.

use serde::{Deserialize, Serialize};

use super::difference::{Difference, FigureCounts, adjust};
use super::trend::NpsFigures;
use super::{Method, Share};
use crate::Segment;
use crate::cube::Cube;
use crate::tally::Tally;

/// The values of one segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentFigures {
    /// What responses are set apart by: `device`, `fields.plan`.
    pub segment: Segment,
    /// Whether it has more than 1,000 values: then none is here.
    pub too_many: bool,
    /// Responses that say nothing about it.
    pub missing: u64,
    /// Its values, most responses first; at equal numbers by name.
    pub values: Vec<ValueFigures>,
}

/// The figures of those with one value of a segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueFigures {
    /// The value as responses say it: `mobile`.
    pub value: String,
    /// Responses with this value, answered or not.
    pub responses: u64,
    /// Their net promoter score.
    pub nps: NpsFigures,
    /// Those who agreed, 4 or 5.
    pub agree: Share,
    /// Promises kept or exceeded, of those to whom something was promised.
    pub kept: Share,
    /// Its score less that of everyone else; `null` when there is nobody else.
    pub rest: Option<Difference>,
}

/// The figures of each segment, and how the chances of their differences were adjusted, all together.
pub fn segments(tally: &Tally) -> (Vec<SegmentFigures>, Adjustment) {
    let mut all: Vec<_> = tally
        .by
        .iter()
        .map(|(segment, counts)| SegmentFigures {
            segment: segment.clone(),
            too_many: counts.too_many,
            missing: counts.missing.total(),
            values: values(counts.values.iter(), &tally.total),
        })
        .collect();
    let mut twins = Vec::new();
    let mut differences: Vec<&mut Difference> = Vec::new();
    for segment in &mut all {
        let mut own: Vec<&mut Difference> = Vec::new();
        for difference in segment.values.iter_mut().filter_map(|value| value.rest.as_mut()) {
            match own.iter().position(|one| one.mirrors(difference)) {
                Some(at) => twins.push((differences.len() + at, difference)),
                None => own.push(difference),
            }
        }
        differences.append(&mut own);
    }
    let method = adjust(&mut differences);
    let comparisons = differences.iter().filter(|difference| difference.p.is_some()).count();
    for (at, twin) in twins {
        twin.p_adjusted = differences.get(at).and_then(|one| one.p_adjusted);
    }
    (all, Adjustment { comparisons, method })
}

/// How many comparisons there are, and what was done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Adjustment {
    /// How many chances were looked at together: of a segment of two values, each of which is the other's rest, one.
    pub comparisons: usize,
    /// Holm up to 20 of them, Benjamini-Hochberg above.
    pub method: Method,
}

fn values<'a>(values: impl Iterator<Item = (&'a String, &'a Cube)>, all: &Cube) -> Vec<ValueFigures> {
    let everyone = all.recommend();
    let figures = |(value, cube): (&String, &Cube)| {
        let parts = FigureCounts::of(cube);
        let mut rest = everyone;
        for (left, own) in rest.iter_mut().zip(parts.recommend) {
            *left = left.saturating_sub(own);
        }
        ValueFigures {
            value: value.clone(),
            responses: cube.total(),
            nps: NpsFigures::of(parts.recommend),
            agree: Share::of(parts.agree.0, parts.agree.1),
            kept: Share::of(parts.kept.0, parts.kept.1),
            rest: rest.iter().any(|n| *n > 0).then(|| Difference::nps(parts.recommend, rest)),
        }
    };
    let mut list: Vec<_> = values.map(figures).collect();
    list.sort_by(|a, b| b.responses.cmp(&a.responses).then_with(|| a.value.cmp(&b.value)));
    list
}
