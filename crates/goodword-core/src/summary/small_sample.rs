//! How many answers are few, decided in one place.

use serde::{Deserialize, Serialize};

/// Under this many answers a range is so wide that its words come first.
pub const FEW: u64 = 30;
/// Under this many no score is shown, only counts: a score would name its givers more than describe them.
pub const TOO_FEW: u64 = 5;

/// Whether a figure rests on few answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SmallSample {
    /// Under [`FEW`]: the range is wide.
    pub few: bool,
    /// Under [`TOO_FEW`]: no score is shown.
    pub too_few: bool,
}

impl SmallSample {
    /// What `n` answers are.
    pub fn of(n: u64) -> Self {
        Self { few: n < FEW, too_few: n < TOO_FEW }
    }
}
