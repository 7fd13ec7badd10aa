//! Counts of every combination of the three standard answers. Everything shown is a function of such counts.

mod wire;

use crate::{Empathy, Promise, Recommend};

const RECOMMEND: usize = 12;
const PROMISE: usize = 5;
const EMPATHY: usize = 6;
const CELLS: usize = EMPATHY * PROMISE * RECOMMEND;

/// One cell: an answer to each question, or none.
pub type Cell = (Option<Empathy>, Option<Promise>, Option<Recommend>);

/// 6 × 5 × 12 counts: each axis has a level for "no answer". A count stops at `u64::MAX` rather than overflow.
#[derive(Clone, PartialEq, Eq)]
pub struct Cube {
    counts: [u64; CELLS],
}

impl Default for Cube {
    fn default() -> Self {
        Self { counts: [0; CELLS] }
    }
}

impl Cube {
    /// Adds `n` responses that gave these answers.
    #[allow(clippy::indexing_slicing, reason = "`index` is below `CELLS` for every value of the axis types")]
    pub fn add(&mut self, cell: Cell, n: u64) {
        let count = &mut self.counts[index(cell)];
        *count = count.saturating_add(n);
    }

    /// How many gave these answers.
    #[allow(clippy::indexing_slicing, reason = "`index` is below `CELLS` for every value of the axis types")]
    pub fn count(&self, cell: Cell) -> u64 {
        self.counts[index(cell)]
    }

    /// Adds every count of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(more);
        }
    }

    /// Every cell that is not empty, in a fixed order.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, u64)> {
        cells().zip(self.counts).filter(|(_, n)| *n > 0)
    }

    /// How many responses are counted, answered or not.
    pub fn total(&self) -> u64 {
        sum(self.counts)
    }

    /// How many answered each level of empathy, lowest first.
    pub fn empathy(&self) -> [u64; 5] {
        Empathy::ALL.map(|level| self.sum_where(|(empathy, _, _)| empathy == Some(level)))
    }

    /// How many answered each state of the promise, in the order of [`Promise::ALL`].
    pub fn promise(&self) -> [u64; 4] {
        Promise::ALL.map(|state| self.sum_where(|(_, promise, _)| promise == Some(state)))
    }

    /// How many answered each score from 0 to 10.
    pub fn recommend(&self) -> [u64; 11] {
        Recommend::ALL.map(|score| self.sum_where(|(_, _, recommend)| recommend == Some(score)))
    }

    /// The scores from 0 to 10 of those who answered both, by what became of the promise.
    pub fn recommend_by_promise(&self) -> [[u64; 11]; 4] {
        let both = |state, score| self.sum_where(|cell| cell.1 == Some(state) && cell.2 == Some(score));
        Promise::ALL.map(|state| Recommend::ALL.map(|score| both(state, score)))
    }

    /// The scores from 0 to 10 of those who answered both, by empathy.
    pub fn recommend_by_empathy(&self) -> [[u64; 11]; 5] {
        let both = |level, score| self.sum_where(|cell| cell.0 == Some(level) && cell.2 == Some(score));
        Empathy::ALL.map(|level| Recommend::ALL.map(|score| both(level, score)))
    }

    /// The empathy from 1 to 5 of those who answered both, by what became of the promise.
    pub fn empathy_by_promise(&self) -> [[u64; 5]; 4] {
        let both = |state, level| self.sum_where(|cell| cell.1 == Some(state) && cell.0 == Some(level));
        Promise::ALL.map(|state| Empathy::ALL.map(|level| both(state, level)))
    }

    fn sum_where(&self, wanted: impl Fn(Cell) -> bool) -> u64 {
        sum(self.cells().filter(|(cell, _)| wanted(*cell)).map(|(_, n)| n))
    }
}

/// A sum that stops at `u64::MAX`.
pub fn sum(counts: impl IntoIterator<Item = u64>) -> u64 {
    counts.into_iter().fold(0, u64::saturating_add)
}

fn axis<T: Copy, const N: usize>(levels: [T; N]) -> impl Iterator<Item = Option<T>> + Clone {
    std::iter::once(None).chain(levels.into_iter().map(Some))
}

/// Every cell, in the order of [`index`].
fn cells() -> impl Iterator<Item = Cell> {
    axis(Empathy::ALL).flat_map(|empathy| {
        axis(Promise::ALL)
            .flat_map(move |promise| axis(Recommend::ALL).map(move |recommend| (empathy, promise, recommend)))
    })
}

fn index((empathy, promise, recommend): Cell) -> usize {
    let empathy = empathy.map_or(0, |empathy| usize::from(empathy.score()));
    let promise = match promise {
        None => 0,
        Some(Promise::Broken) => 1,
        Some(Promise::Kept) => 2,
        Some(Promise::Exceeded) => 3,
        Some(Promise::None) => 4,
    };
    let recommend = recommend.map_or(0, |recommend| usize::from(recommend.score()) + 1);
    (empathy * PROMISE + promise) * RECOMMEND + recommend
}
