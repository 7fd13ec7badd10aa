//! Counts of every combination of the three standard answers. Everything shown is a function of such counts.

mod margins;
mod wire;

use crate::stats::sum;
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

    /// How many responses gave exactly these answers.
    #[allow(clippy::indexing_slicing, reason = "`index` is below `CELLS` for every value of the axis types")]
    pub fn count(&self, cell: Cell) -> u64 {
        self.counts[index(cell)]
    }

    /// The cell of that [`code`]; `None` beyond the last.
    pub(crate) fn cell(code: u16) -> Option<Cell> {
        let at = usize::from(code);
        (at < CELLS).then(|| cell_at(at))
    }

    /// Whether it counts nobody.
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(|n| *n == 0)
    }

    /// Adds every count of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(more);
        }
    }

    /// Every cell that is not empty, in a fixed order.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, u64)> {
        (0..).zip(self.counts).filter(|(_, n)| *n > 0).map(|(at, n)| (cell_at(at), n))
    }

    /// How many responses are counted, answered or not.
    pub fn total(&self) -> u64 {
        sum(self.counts)
    }

    /// How many answered each level of empathy, lowest first.
    pub fn empathy(&self) -> [u64; 5] {
        self.margin(|cell| cell.0.map(empathy_at))
    }

    /// How many answered each state of the promise, in the order of [`Promise::ALL`].
    pub fn promise(&self) -> [u64; 4] {
        self.margin(|cell| cell.1.map(promise_at))
    }

    /// How many answered each score from 0 to 10.
    pub fn recommend(&self) -> [u64; 11] {
        self.margin(|cell| cell.2.map(recommend_at))
    }

    /// The scores from 0 to 10 of those who answered both, by what became of the promise.
    pub fn recommend_by_promise(&self) -> [[u64; 11]; 4] {
        self.pairs(|cell| Some((promise_at(cell.1?), recommend_at(cell.2?))))
    }

    /// The scores from 0 to 10 of those who answered both, by empathy.
    pub fn recommend_by_empathy(&self) -> [[u64; 11]; 5] {
        self.pairs(|cell| Some((empathy_at(cell.0?), recommend_at(cell.2?))))
    }

    /// The empathy from 1 to 5 of those who answered both, by what became of the promise.
    pub fn empathy_by_promise(&self) -> [[u64; 5]; 4] {
        self.pairs(|cell| Some((promise_at(cell.1?), empathy_at(cell.0?))))
    }

    /// The answers of those who answered all three, by empathy, promise and recommend.
    pub fn complete(&self) -> [[[u64; 11]; 4]; 5] {
        let mut table = [[[0_u64; 11]; 4]; 5];
        for ((empathy, promise, recommend), n) in self.cells() {
            let place = empathy.zip(promise).zip(recommend).and_then(|((empathy, promise), recommend)| {
                table.get_mut(empathy_at(empathy))?.get_mut(promise_at(promise))?.get_mut(recommend_at(recommend))
            });
            if let Some(count) = place {
                *count = count.saturating_add(n);
            }
        }
        table
    }

    fn margin<const N: usize>(&self, at: impl Fn(Cell) -> Option<usize>) -> [u64; N] {
        let [margin] = self.pairs(|cell| Some((0, at(cell)?)));
        margin
    }

    fn pairs<const N: usize, const M: usize>(&self, at: impl Fn(Cell) -> Option<(usize, usize)>) -> [[u64; N]; M] {
        let mut pairs = [[0_u64; N]; M];
        for (cell, n) in self.cells() {
            let place = at(cell).and_then(|(row, column)| pairs.get_mut(row)?.get_mut(column));
            if let Some(count) = place {
                *count = count.saturating_add(n);
            }
        }
        pairs
    }
}

fn empathy_at(empathy: Empathy) -> usize {
    usize::from(empathy.score()).saturating_sub(1)
}

fn promise_at(promise: Promise) -> usize {
    match promise {
        Promise::Broken => 0,
        Promise::Kept => 1,
        Promise::Exceeded => 2,
        Promise::None => 3,
    }
}

fn recommend_at(recommend: Recommend) -> usize {
    recommend.score().into()
}

/// The cell of that [`index`].
fn cell_at(index: usize) -> Cell {
    let (recommend, rest) = (index % RECOMMEND, index / RECOMMEND);
    let (promise, empathy) = (rest % PROMISE, rest / PROMISE);
    (level(&Empathy::ALL, empathy), level(&Promise::ALL, promise), level(&Recommend::ALL, recommend))
}

/// Of an axis, 0 is no answer.
fn level<T: Copy>(levels: &[T], at: usize) -> Option<T> {
    levels.get(at.checked_sub(1)?).copied()
}

/// The number of a cell, 0 to 359.
pub(crate) fn code(cell: Cell) -> u16 {
    u16::try_from(index(cell)).unwrap_or(0)
}

fn index((empathy, promise, recommend): Cell) -> usize {
    let level = |at: Option<usize>| at.map_or(0, |at| at + 1);
    let (empathy, promise) = (level(empathy.map(empathy_at)), level(promise.map(promise_at)));
    (empathy * PROMISE + promise) * RECOMMEND + level(recommend.map(recommend_at))
}
