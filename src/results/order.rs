//! The order in which comments are looked at.

use goodword_core::columns::Row;

use super::message::Sort;

/// Puts numbered rows in order and gives their numbers. Of rows that are alike, the later is first.
pub fn ordered<'a>(rows: impl Iterator<Item = (usize, Row<'a>)>, sort: Sort) -> Vec<u32> {
    let keyed = rows.filter_map(|(at, row)| Some((key(&row, sort), u32::try_from(at).ok()?)));
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// What comes first has the smaller key: the score, then the time.
fn key(row: &Row<'_>, sort: Sort) -> (u8, i64) {
    let score = row.recommend.map(goodword_core::Recommend::score);
    let newest = row.submitted_ms.saturating_neg();
    match sort {
        Sort::Newest => (0, newest),
        Sort::Oldest => (0, row.submitted_ms),
        Sort::Lowest => (score.unwrap_or(u8::MAX), newest),
        Sort::Highest => (score.map_or(u8::MAX, |score| 10 - score), newest),
    }
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
        let check =
            |sort, expect: [u32; 5]| assert_eq!(ordered(rows.iter().copied().enumerate(), sort), expect, "{sort:?}");
        check(Sort::Newest, [4, 3, 0, 2, 1]);
        check(Sort::Oldest, [1, 2, 0, 4, 3]);
        check(Sort::Lowest, [2, 4, 3, 0, 1]);
        check(Sort::Highest, [4, 3, 0, 2, 1]);
    }
}
