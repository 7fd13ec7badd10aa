//! The order in which comments are looked at.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use goodword_core::columns::Row;

use super::protocol::Sort;

/// Rows put in order in steps: runs that are sorted as they come, and then merged.
#[derive(Debug, Default)]
pub struct Ordering {
    sort: Sort,
    runs: Vec<Vec<Keyed>>,
    /// The first of each run that is left, the smallest on top.
    heads: BinaryHeap<Reverse<(Keyed, usize)>>,
    merged: Vec<u32>,
}

/// What comes first has the smaller key; of rows that are alike, the later is first.
type Keyed = (u64, Reverse<u32>);

impl Ordering {
    /// Nothing to put in order yet.
    pub fn new(sort: Sort) -> Self {
        Self { sort, ..Self::default() }
    }

    /// Takes some numbered rows.
    pub fn take<'a>(&mut self, rows: impl Iterator<Item = (u32, Row<'a>)>) {
        let mut run: Vec<_> = rows.map(|(at, row)| (key(&row, self.sort), Reverse(at))).collect();
        // The smallest stands last, where it can be taken away.
        run.sort_unstable_by(|a, b| b.cmp(a));
        self.runs.push(run);
        self.advance(self.runs.len() - 1);
    }

    fn advance(&mut self, run: usize) {
        if let Some(head) = self.runs.get_mut(run).and_then(Vec::pop) {
            self.heads.push(Reverse((head, run)));
        }
    }

    /// Puts so many in their place; whether there are more.
    pub fn merge(&mut self, rows: usize) -> bool {
        for _ in 0..rows {
            let Some(Reverse(((_, Reverse(at)), run))) = self.heads.pop() else { return false };
            self.merged.push(at);
            self.advance(run);
        }
        !self.heads.is_empty()
    }

    /// The numbers of the rows, in order.
    pub fn finish(self) -> Vec<u32> {
        self.merged
    }
}

/// The score in the highest byte, then the time: 56 bits hold every year that can be written.
fn key(row: &Row<'_>, sort: Sort) -> u64 {
    const MIDDLE: i64 = 1 << 55;
    let score = row.recommend.map(goodword_core::Recommend::score);
    let (score, time) = match sort {
        Sort::Newest => (0, -row.submitted_ms),
        Sort::Oldest => (0, row.submitted_ms),
        Sort::Lowest => (score.unwrap_or(u8::MAX), -row.submitted_ms),
        Sort::Highest => (score.map_or(u8::MAX, |score| 10 - score), -row.submitted_ms),
    };
    u64::from(score) << 56 | u64::try_from((time + MIDDLE).clamp(0, 2 * MIDDLE - 1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use goodword_core::Recommend;

    fn row(submitted_ms: i64, score: Option<i64>) -> Row<'static> {
        Row {
            source: 0,
            offset: 0,
            len: 1,
            survey: "s",
            submitted_ms,
            empathy: None,
            promise: None,
            recommend: score.map(|score| Recommend::new(score).unwrap()),
            complete: true,
            has_comment: true,
        }
    }

    #[test]
    fn comments_come_by_time_or_score() {
        let rows = [row(3, Some(9)), row(1, None), row(2, Some(0)), row(4, Some(9)), row(4, Some(9))];
        let check = |sort, expect: [u32; 5]| {
            for part in [1, 2, 5] {
                let (mut ordering, mut numbered) = (Ordering::new(sort), (0..).zip(rows).peekable());
                while numbered.peek().is_some() {
                    ordering.take(numbered.by_ref().take(part));
                }
                while ordering.merge(part) {}
                assert_eq!(ordering.finish(), expect, "{sort:?} in parts of {part}");
            }
        };
        check(Sort::Newest, [4, 3, 0, 2, 1]);
        check(Sort::Oldest, [1, 2, 0, 4, 3]);
        check(Sort::Lowest, [2, 4, 3, 0, 1]);
        check(Sort::Highest, [4, 3, 0, 2, 1]);
    }
}
