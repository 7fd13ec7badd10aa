//! What a trend is to reach.

use goodword_cards::trend::TrendMetric;

use crate::results::memory::Memory;

/// What it is to reach.
pub fn goal(of: TrendMetric, memory: &Memory) -> Option<f64> {
    match of {
        TrendMetric::Nps => memory.goal_nps,
        TrendMetric::Kept => memory.goal_kept,
        TrendMetric::Agree => memory.goal_agree,
    }
}

/// Makes this its goal; within what it can be.
pub fn aim(of: TrendMetric, memory: &mut Memory, goal: Option<f64>) {
    let goal = goal.filter(|goal| goal.is_finite());
    match of {
        TrendMetric::Nps => memory.goal_nps = goal.map(|goal| goal.clamp(-100.0, 100.0)),
        TrendMetric::Kept => memory.goal_kept = goal.map(|goal| goal.clamp(0.0, 100.0)),
        TrendMetric::Agree => memory.goal_agree = goal.map(|goal| goal.clamp(0.0, 100.0)),
    }
}
