//! The promise asymmetry: the gap between broken and kept promises, beside that between kept and exceeded ones.

use serde::{Deserialize, Serialize};

use super::{Difference, Mean, Method, SmallSample};
use crate::Promise;
use crate::cube::Cube;
use crate::stats::asymmetry::{self, Asymmetry, Refusal};
use crate::stats::contrast::Group;
use crate::stats::mean::Scores;
use crate::stats::nps::NpsGroups;
use crate::stats::{Interval, LEVEL, sum};

/// People were not assigned to the groups: these are differences, not proof of cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AsymmetryFigures {
    /// Those whose promise was broken, kept, exceeded, and those to whom none was made: a line to compare with, no part
    /// of the figures below.
    pub groups: [PromiseGroup; 4],
    /// Mean recommend of kept less that of broken.
    pub loss: Difference,
    /// Mean recommend of exceeded less that of kept.
    pub gain: Difference,
    /// Loss less gain, in points of 0 to 10.
    pub asymmetry: Difference,
    /// Gain over loss, where the loss is sure enough to divide by.
    pub ratio: Ratio,
    /// Whether the 90 % interval of the gain lies within half a point of 0: two one-sided tests. `null` without one.
    pub gain_is_nothing: Option<bool>,
}

/// Those with one answer to the promise question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseGroup {
    /// `broken`, `kept`, `exceeded` or `none`.
    pub state: Promise,
    /// How many of them answered recommend.
    pub n: u64,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
    /// Their mean recommend, 0 to 10.
    pub recommend: Mean,
    /// Their net promoter score; `null` when n is 0.
    pub nps: Option<f64>,
    /// Its 95 % interval; `null` when n is 0.
    pub interval: Option<Interval>,
    /// How that was worked out.
    pub method: Method,
    /// Their mean empathy, 1 to 5.
    pub empathy: Mean,
}

/// The gap between kept and exceeded for each 1 between broken and kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    /// How many answers it rests on: those of broken, kept and exceeded.
    pub n: u64,
    /// Gain over loss; `null` when it is refused.
    pub ratio: Option<f64>,
    /// Its 95 % interval; `null` when it is refused.
    pub interval: Option<Interval>,
    /// How it was worked out.
    pub method: Method,
    /// Why there is no ratio; `null` when there is one.
    pub refused: Option<RatioRefusal>,
}

/// Why there is no ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatioRefusal {
    /// A group has fewer than two answers.
    TooFew,
    /// The loss may be nothing.
    LossTooUncertain,
    /// Nothing varies in any of the groups.
    Constant,
}

/// Half a point of 0 to 10: less is nothing anybody would notice.
const NOTHING: f64 = 0.5;

impl AsymmetryFigures {
    /// Of the answers of all.
    pub fn of(cube: &Cube) -> Self {
        let (recommend, empathy) = (cube.recommend_by_promise(), cube.empathy_by_promise());
        let [broken, kept, exceeded, _] = recommend.each_ref().map(|counts| Group::of(&Scores { first: 0, counts }));
        let [n_broken, n_kept, n_exceeded, _] = recommend.map(sum);
        let all = || Some(Asymmetry { broken: broken?, kept: kept?, exceeded: exceeded? });
        let gain = kept.zip(exceeded).map(|(kept, exceeded)| asymmetry::gain(kept, exceeded));
        let loss = broken.zip(kept).map(|(broken, kept)| asymmetry::loss(broken, kept));
        let mean = |group: Option<Group>| group.map(|group| group.mean);
        let smallest = n_broken.min(n_kept).min(n_exceeded);
        let largest = n_broken.max(n_kept).max(n_exceeded);
        let mut groups = Promise::ALL.into_iter().zip(recommend.iter().zip(&empathy));
        let mut group =
            || groups.next().map(|(state, (recommend, empathy))| PromiseGroup::of(state, *recommend, *empathy));
        let empty = |state| PromiseGroup::of(state, [0; 11], [0; 5]);
        let level = 1.0 - 2.0 * (1.0 - LEVEL);
        let narrow = gain.and_then(|gain| gain.interval_at(level));
        Self {
            groups: Promise::ALL.map(|state| group().unwrap_or_else(|| empty(state))),
            loss: Difference::contrast(loss, (n_kept, n_broken)).between(mean(kept), mean(broken)),
            gain: Difference::contrast(gain, (n_exceeded, n_kept)).between(mean(exceeded), mean(kept)),
            asymmetry: Difference::contrast(all().map(|all| all.difference()), (smallest, largest)),
            ratio: Ratio::of(all(), sum([n_broken, n_kept, n_exceeded])),
            gain_is_nothing: narrow.map(|range| -NOTHING < range.low && range.high < NOTHING),
        }
    }
}

impl PromiseGroup {
    fn of(state: Promise, recommend: [u64; 11], empathy: [u64; 5]) -> Self {
        let (n, groups) = (sum(recommend), NpsGroups::of(recommend));
        Self {
            state,
            n,
            few: SmallSample::of(n),
            recommend: Mean::of(&Scores { first: 0, counts: &recommend }),
            nps: groups.score(),
            interval: groups.interval(),
            method: Method::Tango,
            empathy: Mean::of(&Scores { first: 1, counts: &empathy }),
        }
    }
}

impl Ratio {
    fn of(all: Option<Asymmetry>, n: u64) -> Self {
        let ratio = all.ok_or(RatioRefusal::TooFew).and_then(|all| {
            all.ratio().map_err(|refusal| match refusal {
                Refusal::Uncertain => RatioRefusal::LossTooUncertain,
                Refusal::Constant => RatioRefusal::Constant,
            })
        });
        let (value, refused) = (ratio.ok(), ratio.err());
        Self {
            n,
            ratio: value.map(|(ratio, _)| ratio),
            interval: value.map(|(_, interval)| interval),
            method: Method::Fieller,
            refused,
        }
    }
}
