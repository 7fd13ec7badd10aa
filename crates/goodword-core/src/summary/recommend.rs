//! Would you recommend us, 0 to 10.

use serde::{Deserialize, Serialize};

use super::{Mean, Method, SmallSample};
use crate::stats::mean::Scores;
use crate::stats::nps::NpsGroups;
use crate::stats::{Interval, sum};

/// What the answers come down to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecommendFigures {
    /// How many answered: promoters, passives and detractors.
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
    /// How many answered 9 or 10.
    pub promoters: u64,
    /// How many answered 7 or 8.
    pub passives: u64,
    /// How many answered 0 to 6.
    pub detractors: u64,
    /// The mean answer, 0 to 10.
    pub mean: Mean,
    /// How many gave each answer, 0 first.
    pub histogram: [u64; 11],
    /// How many answers a narrower range takes.
    pub needed: RequiredAnswers,
}

/// How many answers in all it takes for a range of so many points to either side, if answers go on to vary as they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequiredAnswers {
    /// For a score give or take 10 points.
    pub within_10: u64,
    /// For a score give or take 5 points.
    pub within_5: u64,
}

impl RequiredAnswers {
    /// By the interval that is shown. Under 30 answers the widest there can be is taken: half promoters, half detractors.
    fn of(groups: NpsGroups, few: SmallSample) -> Self {
        let widest = NpsGroups { promoters: 1, passives: 0, detractors: 1 };
        let alike = if few.few { widest } else { groups };
        let within = |half| alike.answers_within(half).unwrap_or(0);
        Self { within_10: within(10.0), within_5: within(5.0) }
    }
}

impl RecommendFigures {
    /// Of the counts of the answers 0 to 10.
    pub fn of(histogram: [u64; 11]) -> Self {
        let (n, groups) = (sum(histogram), NpsGroups::of(histogram));
        Self {
            n,
            few: SmallSample::of(n),
            nps: groups.score(),
            interval: groups.interval(),
            method: Method::Tango,
            promoters: groups.promoters,
            passives: groups.passives,
            detractors: groups.detractors,
            mean: Mean::of(&Scores { first: 0, counts: &histogram }),
            histogram,
            needed: RequiredAnswers::of(groups, SmallSample::of(n)),
        }
    }
}
