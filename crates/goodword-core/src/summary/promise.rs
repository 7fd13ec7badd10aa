//! Was our promise kept.

use serde::{Deserialize, Serialize};

use super::{Method, Share, SmallSample};
use crate::Promise;
use crate::stats::{Interval, goodman, proportion, sum};

/// What the answers come down to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseFigures {
    /// How many answered, `none` among them.
    pub n: u64,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
    /// The share of each answer, in the order broken, kept, exceeded, none. Their intervals hold all together.
    pub shares: [PromiseShare; 4],
    /// Kept or exceeded, of those to whom something was promised.
    pub kept: Share,
    /// Broken, of those to whom something was promised.
    pub broken: Share,
}

/// The share of one answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseShare {
    /// `broken`, `kept`, `exceeded` or `none`.
    pub state: Promise,
    /// How many of the `n`.
    pub count: u64,
    /// How many there are in all: the denominator.
    pub n: u64,
    /// The one over the other, 0 to 1; `null` when n is 0.
    pub share: Option<f64>,
    /// Its interval, 0 to 1; `null` when n is 0.
    pub interval: Option<Interval>,
    /// How the intervals were worked out.
    pub method: Method,
}

impl PromiseFigures {
    /// Of the counts of the answers broken, kept, exceeded, none.
    pub fn of(counts: [u64; 4]) -> Self {
        let [broken, kept, exceeded, none] = counts;
        let (n, promised) = (sum(counts), sum([broken, kept, exceeded]));
        let intervals = goodman::intervals(counts).map_or([None; 4], |intervals| intervals.map(Some));
        let [at_broken, at_kept, at_exceeded, at_none] = intervals;
        let share = |state, count, interval| PromiseShare {
            state,
            count,
            n,
            share: proportion::share(count, n),
            interval,
            method: Method::Goodman,
        };
        Self {
            n,
            few: SmallSample::of(n),
            shares: [
                share(Promise::Broken, broken, at_broken),
                share(Promise::Kept, kept, at_kept),
                share(Promise::Exceeded, exceeded, at_exceeded),
                share(Promise::None, none, at_none),
            ],
            kept: Share::of(kept.saturating_add(exceeded), promised),
            broken: Share::of(broken, promised),
        }
    }
}
