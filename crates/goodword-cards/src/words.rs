//! The sentences that only the view needs; those that state a figure are core's.

use goodword_core::Summary;
use goodword_core::stats::Interval;
use goodword_core::summary::RecommendFigures;
use goodword_core::words::number::{SCORE, SHARE, count, decimal, percents};
use goodword_core::words::plural;

/// The answers to the first question, as they were offered.
pub const EMPATHY: [&str; 5] =
    ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"];
/// What became of the promise, in the order of [`goodword_core::Promise::ALL`].
pub const PROMISE: [&str; 4] = ["Broken", "Kept", "Exceeded", "No promise"];
/// How many survey names a heading holds.
const NAMES: usize = 3;

/// The surveys that were found: `support`, `chat and delivery`, `a, b, c and 4 more`.
pub fn heading<'a>(surveys: impl ExactSizeIterator<Item = &'a str>) -> String {
    let total = surveys.len();
    let mut names: Vec<_> = surveys.take(NAMES).map(str::to_owned).collect();
    if total > NAMES {
        names.push(format!("{} more", total - NAMES));
    }
    match names.split_last() {
        None => "Responses".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// Why nothing is said of several answers together, where that is not for want of them.
pub fn unlinked(summary: &Summary) -> Option<&'static str> {
    summary.min_group.map(|_| "What one person answered together is not told of a survey that tells of groups.")
}

/// A score with its sign: `+40`, `0`, `-3`.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = decimal(value, decimals);
    let positive = text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) && !text.starts_with('-');
    if positive { format!("+{text}") } else { text }
}

/// A net promoter score with its sign, and with decimals where it would look like all or nobody: `+40`, `+99.8`.
pub fn score(nps: f64) -> String {
    SCORE.told_apart(&[nps], None).signed(nps)
}

/// The score to two decimals: `39.84, 95 % interval 37.19 to 42.42.` Nothing when there are too few answers.
pub fn exact(figures: &RecommendFigures) -> Option<String> {
    let (nps, range) = figures.nps.zip(figures.interval).filter(|_| !figures.few.too_few)?;
    let written = SCORE.with(2).told_apart(&[nps], Some(range));
    Some(format!("{}, 95 % interval {}.", written.number(nps), written.range(range)))
}

/// `37.19 to 42.42`.
pub fn range_of(range: Interval, decimals: usize) -> String {
    format!("{} to {}", decimal(range.low, decimals), decimal(range.high, decimals))
}

/// A share in hundredths with one decimal: `86.2 %`; a dash when there is none.
pub fn share(share: Option<f64>) -> String {
    share.map_or_else(dash, |share| SHARE.with(1).text(share))
}

/// The range of a share, in hundredths with one decimal: `84.2 to 88.1`.
pub fn share_range(range: Option<Interval>) -> String {
    range.map_or_else(dash, |range| SHARE.with(1).told_apart(&[], Some(range)).range(range))
}

/// What stands where there is no figure.
pub fn dash() -> String {
    "–".to_owned()
}

/// The three groups of the last question: `1,480 gave 9 or 10, 880 gave 7 or 8, 386 gave 0 to 6.`
pub fn groups(figures: &RecommendFigures) -> String {
    let (promoters, passives, detractors) =
        (count(figures.promoters), count(figures.passives), count(figures.detractors));
    format!("{promoters} gave 9 or 10, {passives} gave 7 or 8, {detractors} gave 0 to 6.")
}

/// `4.0 and 5.8`.
pub fn points_range(range: Interval) -> String {
    format!("{} and {}", decimal(range.low, 1), decimal(range.high, 1))
}

/// `at most 38 % of those asked`, or that this was not recorded.
pub fn response_rate(summary: &Summary) -> String {
    match summary.paradata.response_rate.as_ref().filter(|rate| !rate.few.too_few).and_then(|rate| rate.share) {
        Some(share) => format!("at most {} % of those asked", percents(share)),
        None => "response rate not recorded".to_owned(),
    }
}

/// A place of a bar: `9: 812 answers, 30 %`.
pub fn bar(label: &str, n: u64, share: Option<f64>) -> String {
    let share = share.map_or_else(String::new, |share| format!(", {} %", percents(share)));
    format!("{label}: {}{share}", plural(n, "answer", "answers"))
}

#[cfg(test)]
mod tests {
    use goodword_core::Recommend;
    use goodword_core::cube::Cube;

    use super::*;

    #[test]
    fn surveys_are_named() {
        let check = |names: &[&str], expect: &str| assert_eq!(heading(names.iter().copied()), expect);
        check(&[], "Responses");
        check(&["support"], "support");
        check(&["chat", "delivery"], "chat and delivery");
        check(&["a", "b", "c"], "a, b and c");
        check(&["a", "b", "c", "d", "e"], "a, b, c and 2 more");
    }

    #[test]
    fn a_score_has_its_sign() {
        let check = |value, expect: &str| assert_eq!(signed(value, 0), expect);
        check(39.84, "+40");
        check(-3.2, "-3");
        check(0.0, "0");
        check(-0.2, "0");
        check(0.4, "0");
    }

    fn figures(scores: &[(i64, u64)]) -> RecommendFigures {
        RecommendFigures::of(cube(scores).recommend())
    }

    fn cube(scores: &[(i64, u64)]) -> Cube {
        let mut cube = Cube::default();
        for (score, n) in scores {
            cube.add((None, None, Some(Recommend::new(*score).unwrap())), *n);
        }
        cube
    }

    #[test]
    fn a_score_is_exact_where_there_is_one() {
        assert_eq!(exact(&figures(&[(9, 4)])), None);
        assert_eq!(exact(&figures(&[])), None);
        let text = exact(&figures(&[(9, 60), (3, 40)])).unwrap();
        assert!(text.starts_with("20.00, 95 % interval "), "{text}");
    }

    #[test]
    fn groups_are_counted() {
        assert_eq!(
            groups(&figures(&[(10, 1_200), (8, 2), (0, 1)])),
            "1,200 gave 9 or 10, 2 gave 7 or 8, 1 gave 0 to 6."
        );
    }

    #[test]
    fn a_bar_says_what_it_counts() {
        assert_eq!(bar("9", 812, Some(0.3)), "9: 812 answers, 30 %");
        assert_eq!(bar("0", 1, None), "0: 1 answer");
    }

    #[test]
    fn shares_have_one_decimal() {
        assert_eq!(share(Some(0.8624)), "86.2 %");
        assert_eq!(share(None), "–");
        assert_eq!(share_range(Some(Interval { low: 0.842, high: 0.881 })), "84.2 to 88.1");
    }
}
