//! What a trend is of, and what it is to reach.

use crate::results::memory::Memory;

/// What a trend is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrendMetric {
    /// The net promoter score.
    Nps,
    /// Promises kept.
    Kept,
    /// Those who felt understood.
    Agree,
}

impl TrendMetric {
    /// What it is to reach.
    pub fn goal(self, memory: &Memory) -> Option<f64> {
        match self {
            Self::Nps => memory.goal_nps,
            Self::Kept => memory.goal_kept,
            Self::Agree => memory.goal_agree,
        }
    }

    /// Makes this its goal; within what it can be.
    pub fn aim(self, memory: &mut Memory, goal: Option<f64>) {
        let goal = goal.filter(|goal| goal.is_finite());
        match self {
            Self::Nps => memory.goal_nps = goal.map(|goal| goal.clamp(-100.0, 100.0)),
            Self::Kept => memory.goal_kept = goal.map(|goal| goal.clamp(0.0, 100.0)),
            Self::Agree => memory.goal_agree = goal.map(|goal| goal.clamp(0.0, 100.0)),
        }
    }
}
