//! Counts of many rows by small numbers, added to the tally at once.

use std::collections::BTreeMap;

use crate::cube::Cube;
use crate::question_order::QuestionOrder;
use crate::tally::{Observation, Tally};

/// Orders, comments and times.
#[derive(Default)]
pub struct Batch {
    orders: BTreeMap<QuestionOrder, Cube>,
    /// Reached or not, and left or not.
    comments: [[u64; 2]; 2],
    times: Vec<u64>,
}

impl Batch {
    /// Counts what it can, and takes it out of `observation`.
    pub fn take(&mut self, observation: &mut Observation) {
        if let Some((order, reached)) = observation.order.take() {
            self.orders.entry(order).or_default().add(observation.cell, 1);
            let row = self.comments.get_mut(usize::from(reached));
            if let Some(n) = row.and_then(|row| row.get_mut(usize::from(observation.comment))) {
                *n += 1;
            }
        }
        if let Some(bin) = observation.time.take().filter(|_| observation.started).map(usize::from) {
            if self.times.len() <= bin {
                self.times.resize(bin + 1, 0);
            }
            self.times.iter_mut().skip(bin).take(1).for_each(|n| *n += 1);
        }
    }

    /// Adds to a tally what was counted.
    pub fn finish(self, tally: &mut Tally) {
        for (order, cube) in &self.orders {
            tally.order(*order, cube);
        }
        for (reached, row) in [false, true].into_iter().zip(self.comments) {
            for (left, n) in [false, true].into_iter().zip(row) {
                tally.standard("comment", reached, left, n);
            }
        }
        for (bin, n) in (0..).zip(self.times).filter(|(_, n)| *n > 0) {
            tally.times.add(bin, n);
        }
    }
}
