//! One day.

use serde::{Deserialize, Serialize};

use super::{Method, Share, SmallSample};
use crate::Day;
use crate::cube::Cube;
use crate::stats::nps::NpsGroups;
use crate::stats::{Interval, sum};

/// The figures of one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DayFigures {
    /// The day, by the calendar of the Summary's `tz`.
    pub day: Day,
    /// Responses submitted on it, answered or not.
    pub responses: u64,
    /// How many answered whether they would recommend us.
    pub n: u64,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
    /// The net promoter score, -100 to 100; `null` when n is 0.
    pub nps: Option<f64>,
    /// Its 95 % interval, -100 to 100; `null` when n is 0.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
    /// Promises kept or exceeded, of those to whom something was promised.
    pub kept: Share,
}

impl DayFigures {
    /// Of the counts of one day.
    pub fn of(day: Day, cube: &Cube) -> Self {
        let (histogram, [broken, kept, exceeded, _]) = (cube.recommend(), cube.promise());
        let (n, groups) = (sum(histogram), NpsGroups::of(histogram));
        Self {
            day,
            responses: cube.total(),
            n,
            few: SmallSample::of(n),
            nps: groups.score(),
            interval: groups.interval(),
            method: Method::Tango,
            kept: Share::of(kept.saturating_add(exceeded), sum([broken, kept, exceeded])),
        }
    }
}
