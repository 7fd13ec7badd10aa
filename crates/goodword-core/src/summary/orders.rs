//! Scores by the order in which the questions were asked. They are not comparable across orders.

use serde::{Deserialize, Serialize};

use super::trend::NpsFigures;
use crate::question_order::QuestionOrder;
use crate::tally::Tally;

/// Every order that was met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderFigures {
    /// Responses that say in which order they were asked.
    pub recorded: u64,
    /// Whether questions were asked in orders that contradict each other: then the scores of all together mix what is
    /// not comparable, and are said to.
    pub mixed: bool,
    /// Each order, most answers first.
    pub orders: Vec<OneOrder>,
}

/// The score of those who met the questions in one order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneOrder {
    /// Those of the three scored questions that were reached.
    pub order: QuestionOrder,
    /// Responses that met them in this order.
    pub responses: u64,
    /// Their net promoter score.
    pub nps: NpsFigures,
}

impl OrderFigures {
    /// From the counts of all responses.
    pub fn of(tally: &Tally) -> Self {
        let clash = |one: &QuestionOrder| tally.orders.keys().any(|other| !one.agrees(*other));
        let figures = tally.orders.iter().map(|(order, cube)| OneOrder {
            order: *order,
            responses: cube.total(),
            nps: NpsFigures::of(cube.recommend()),
        });
        let mut orders: Vec<_> = figures.collect();
        orders.sort_by(|a, b| b.responses.cmp(&a.responses).then(a.order.cmp(&b.order)));
        Self { recorded: tally.ordered, mixed: tally.orders.keys().any(clash), orders }
    }
}
