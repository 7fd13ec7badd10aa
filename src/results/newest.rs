//! The newest rows without sorting, or keeping, all of them.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use goodword_core::columns::Row;

/// A row by its time; of one time, the one read later is the newer.
struct ByTime<'a>(Row<'a>);

impl ByTime<'_> {
    fn key(&self) -> (i64, usize, u64) {
        (self.0.submitted_ms, self.0.source, self.0.offset)
    }
}

impl PartialEq for ByTime<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for ByTime<'_> {}

impl PartialOrd for ByTime<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ByTime<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// Up to `count` rows behind the newest `after`, newest first. Takes time in proportion to the rows and room in
/// proportion to `after + count`.
pub fn newest<'a>(rows: impl Iterator<Item = Row<'a>>, after: usize, count: usize) -> Vec<Row<'a>> {
    let keep = after.saturating_add(count);
    let mut heap = BinaryHeap::new();
    for row in rows {
        heap.push(Reverse(ByTime(row)));
        if heap.len() > keep {
            heap.pop();
        }
    }
    heap.into_sorted_vec().into_iter().skip(after).map(|Reverse(ByTime(row))| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(submitted_ms: i64, offset: u64) -> Row<'static> {
        Row {
            source: 0,
            offset,
            len: 1,
            survey: "s",
            submitted_ms,
            empathy: None,
            promise: None,
            recommend: None,
            complete: true,
            has_comment: true,
        }
    }

    fn times(rows: &[Row<'_>]) -> Vec<i64> {
        rows.iter().map(|row| row.submitted_ms).collect()
    }

    #[test]
    fn pages_follow_each_other() {
        let rows = || [3, 1, 5, 2, 4].into_iter().zip(0..).map(|(time, at)| row(time, at));
        assert_eq!(times(&newest(rows(), 0, 2)), [5, 4]);
        assert_eq!(times(&newest(rows(), 2, 2)), [3, 2]);
        assert_eq!(times(&newest(rows(), 4, 2)), [1]);
        assert!(newest(rows(), 6, 2).is_empty());
    }

    #[test]
    fn of_one_time_the_later_read_is_newer() {
        let offsets: Vec<_> = newest((0..4).map(|at| row(7, at)), 0, 3).iter().map(|row| row.offset).collect();
        assert_eq!(offsets, [3, 2, 1]);
    }

    proptest! {
        #[test]
        fn pages_are_the_sorted_whole(times in proptest::collection::vec(any::<i64>(), 0..60), page in 1..9_usize) {
            let rows = || times.iter().zip(0..).map(|(time, at)| row(*time, at));
            let mut paged = Vec::new();
            while paged.len() < times.len() {
                paged.extend(newest(rows(), paged.len(), page));
            }
            let mut sorted: Vec<_> = rows().collect();
            sorted.sort_by_key(|row| Reverse((row.submitted_ms, row.offset)));
            prop_assert_eq!(paged, sorted);
        }
    }
}
