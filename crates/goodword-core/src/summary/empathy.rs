//! Did we show empathy, 1 to 5.

use serde::{Deserialize, Serialize};

use super::{Mean, Share, SmallSample};
use crate::stats::mean::Scores;
use crate::stats::sum;

/// What the answers come down to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EmpathyFigures {
    /// How many answered, on whatever level.
    pub n: u64,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
    /// How many gave each answer, "strongly disagree" first.
    pub counts: [u64; 5],
    /// Those who agreed: 4 or 5.
    pub agree: Share,
    /// Those who disagreed: 1 or 2.
    pub disagree: Share,
    /// The mean answer, 1 to 5.
    pub mean: Mean,
}

impl EmpathyFigures {
    /// Of the counts of the answers 1 to 5.
    pub fn of(counts: [u64; 5]) -> Self {
        let [strongly_disagree, disagree, _, agree, strongly_agree] = counts;
        let n = sum(counts);
        Self {
            n,
            few: SmallSample::of(n),
            counts,
            agree: Share::of(agree.saturating_add(strongly_agree), n),
            disagree: Share::of(disagree.saturating_add(strongly_disagree), n),
            mean: Mean::of(&Scores { first: 1, counts: &counts }),
        }
    }
}
