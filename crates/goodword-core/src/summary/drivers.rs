//! What goes with recommending: not what would change it.

use serde::{Deserialize, Serialize};

use super::{Mean, Method, SmallSample};
use crate::Promise;
use crate::cube::Cube;
use crate::stats::Interval;
use crate::stats::drivers::{self, Drivers, Table};
use crate::stats::mean::Scores;
use crate::stats::tau_b::TauB;

/// Under this many, or when less than [`LITTLE`] is accounted for, there is little to explain.
const ENOUGH: u64 = 100;
/// A share of the variation that is little.
const LITTLE: f64 = 0.05;

/// These questions were answered together by the same people in the same mood: a shared good or bad day raises all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DriverFigures {
    /// How many answered all three questions.
    pub n: u64,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
    /// Whether n is under 100 or both together account for less than 5 %.
    pub little: bool,
    /// Share of the variation that goes with empathy alone.
    pub r2_empathy: VariationShare,
    /// Share that goes with the promise alone.
    pub r2_promise: VariationShare,
    /// Share that goes with both together: the sum of the two below.
    pub both: VariationShare,
    /// What empathy adds, averaged over coming first and last (LMG).
    pub empathy: VariationShare,
    /// What the promise adds, averaged in the same way.
    pub promise: VariationShare,
    /// Whether empathy and recommend rise together, whatever the steps are worth.
    pub tau_b: TauFigures,
    /// Mean recommend by empathy, 1 first, for each promise group.
    pub profile: [Profile; 4],
}

/// A share of the variation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VariationShare {
    /// Of how many answers to all three.
    pub n: u64,
    /// 0 to 1; `null` when all gave the same score.
    pub share: Option<f64>,
    /// Its 95 % interval; it begins at 0 where none at all is among its values. `null` where one of the two never varies.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
}

/// Kendall's tau-b of empathy and recommend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TauFigures {
    /// How many answered empathy and recommend.
    pub n: u64,
    /// -1 to 1; `null` when one of the two never varies.
    pub tau: Option<f64>,
    /// Its standard error, in the unit of `tau`; `null` where there is no `tau`.
    pub se: Option<f64>,
    /// Its 95 % interval; `null` when the order is perfect.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
}

/// Mean recommend of one promise group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// What they answered to the promise question.
    pub state: Promise,
    /// Of each level of empathy, 1 first.
    pub recommend: [Mean; 5],
}

impl DriverFigures {
    /// Of the answers of all.
    pub fn of(cube: &Cube) -> Self {
        let table = cube.complete();
        let n = crate::stats::sum(table.iter().flatten().flatten().copied());
        let of = Drivers::of(&table);
        let ranges = drivers::intervals(&table);
        let part = |place: usize| VariationShare {
            n,
            share: of.and_then(|of| of.shares().get(place).copied()),
            interval: ranges.and_then(|ranges| ranges.get(place).copied().flatten()),
            method: Method::Noncentral,
        };
        Self {
            n,
            few: SmallSample::of(n),
            little: n < ENOUGH || of.is_none_or(|of| of.both < LITTLE),
            r2_empathy: part(0),
            r2_promise: part(1),
            both: part(2),
            empathy: part(3),
            promise: part(4),
            tau_b: TauFigures::of(&cube.recommend_by_empathy()),
            profile: profile(&table),
        }
    }
}

fn profile(table: &Table) -> [Profile; 4] {
    let mut at = 0;
    Promise::ALL.map(|state| {
        let rows = table.each_ref().map(|rows| rows.get(at).copied().unwrap_or_default());
        at += 1;
        Profile { state, recommend: rows.map(|counts| Mean::of(&Scores { first: 0, counts: &counts })) }
    })
}

impl TauFigures {
    fn of(table: &[[u64; 11]; 5]) -> Self {
        let of = TauB::of(table);
        Self {
            n: crate::stats::sum(table.iter().flatten().copied()),
            tau: of.map(|of| of.tau),
            se: of.map(|of| of.se),
            interval: of.and_then(|of| of.interval()),
            method: Method::Delta,
        }
    }
}
