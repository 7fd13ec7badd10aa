//! The sentences that state a figure: one place, so that the command line and the view cannot disagree.
//!
//! Every figure has three states: nobody answered, too few for a score, and a score with its range. Under 30 answers
//! the range comes with the word "few".

pub mod compared;
pub mod doubt;
pub mod drivers;
pub mod follow_up;
pub mod funnel;
pub mod number;
pub mod promise;
pub mod segment;
pub mod trend;

use crate::stats::Interval;
use crate::summary::{EmpathyFigures, Mean, PromiseFigures, RecommendFigures, Share, SmallSample, Summary};
use number::{count, decimal, percent, points};

/// What every range means, to be printed wherever a range is.
pub const CHANCE: &str = "This range covers chance only. It does not cover who chose not to answer.";
/// In place of every figure that nobody's answer stands for.
pub const NOBODY: &str = "Nobody has answered this yet.";

/// `1 answer`, `2,746 answers`.
pub fn answers(n: u64) -> String {
    plural(n, "answer", "answers")
}

/// `1 line`, `2,746 lines`.
pub fn plural(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// The net promoter score: `NPS 40, between 37 and 42, from 2,746 answers.`
pub fn recommend(figures: &RecommendFigures) -> String {
    let range = |range: Interval| (points(range.low), points(range.high));
    let score = figures.nps.map(|nps| format!("NPS {}", points(nps)));
    state(score, figures.interval.map(range), figures.n, figures.few, "answer", "answers")
}

/// The mean of a question: `Mean 8.1, between 8.0 and 8.2; standard deviation 1.9.`
pub fn mean(mean: &Mean) -> String {
    let few = SmallSample::of(mean.n);
    match (mean.mean, mean.sd, mean.interval) {
        (Some(value), Some(sd), Some(range)) if !few.too_few => format!(
            "Mean {}, between {} and {}; standard deviation {}.",
            decimal(value, 1),
            decimal(range.low, 1),
            decimal(range.high, 1),
            decimal(sd, 1)
        ),
        (Some(value), ..) if !few.too_few => format!("All {} answered {}.", count(mean.n), decimal(value, 0)),
        _ => few_or_nobody(mean.n, "answer", "answers"),
    }
}

/// Those who agreed: `78 % felt understood, between 76 and 80 %, from 1,263 answers.`
pub fn empathy(figures: &EmpathyFigures) -> String {
    share(&figures.agree, "felt understood", "answer", "answers")
}

/// Promises kept: `86 % of promises were kept, between 84 and 88 %, from 1,102 answers with a promise.`
pub fn kept(figures: &PromiseFigures) -> String {
    share(&figures.kept, "of promises were kept", "answer with a promise", "answers with a promise")
}

/// Promises broken: `14 % of promises were broken, between 12 and 16 %, from 1,102 answers with a promise.`
pub fn broken(figures: &PromiseFigures) -> String {
    share(&figures.broken, "of promises were broken", "answer with a promise", "answers with a promise")
}

/// Those who are not in the two above: `98 said that no promise was made.`
pub fn no_promise(figures: &PromiseFigures) -> String {
    let [.., none] = &figures.shares;
    format!("{} said that no promise was made.", count(none.count))
}

/// Both ends of the scale: `52 % would recommend (9 or 10), between 50 and 54 %; 14 % would not (0 to 6), between 12 and
/// 16 %.`
pub fn promoters(figures: &RecommendFigures) -> String {
    let side = |n: u64, what: &str| {
        let of = Share::of(n, figures.n);
        let range = of.interval.map(|range| (number::percents(range.low), percent(range.high)));
        let (low, high) = range?;
        Some(format!("{} {what}, between {low} and {high}", percent(of.share?)))
    };
    let ends = side(figures.promoters, "would recommend (9 or 10)").zip(side(figures.detractors, "would not (0 to 6)"));
    match ends.filter(|_| !figures.few.too_few) {
        Some((promoters, detractors)) => format!("{promoters}; {detractors}."),
        None => few_or_nobody(figures.n, "answer", "answers"),
    }
}

/// What was read: `2,831 lines read: 2,831 responses.`
pub fn read(summary: &Summary) -> String {
    let mut parts = vec![plural(summary.responses, "response", "responses")];
    if summary.left_out > 0 {
        parts.push(format!("{} left out by the filter", count(summary.left_out)));
    }
    if summary.superseded > 0 {
        parts.push(format!("{} superseded", count(summary.superseded)));
    }
    if summary.bad > 0 {
        parts.push(plural(summary.bad, "bad line", "bad lines"));
    }
    format!("{} read: {}.", plural(summary.lines, "line", "lines"), parts.join(", "))
}

/// When they were submitted: `2017-05-13 to 2017-05-27 (UTC)`. `None` without responses.
pub fn period(summary: &Summary) -> Option<String> {
    let period = summary.period?;
    let days = if period.first == period.last {
        period.first.to_string()
    } else {
        format!("{} to {}", period.first, period.last)
    };
    Some(format!("{days} ({})", summary.tz))
}

fn share(figure: &Share, what: &str, one: &str, many: &str) -> String {
    let range = |range: Interval| (number::percents(range.low), percent(range.high));
    let score = figure.share.map(|share| format!("{} {what}", percent(share)));
    state(score, figure.interval.map(range), figure.n, figure.few, one, many)
}

fn state(
    score: Option<String>,
    range: Option<(String, String)>,
    n: u64,
    few: SmallSample,
    one: &str,
    many: &str,
) -> String {
    match (score, range) {
        (Some(score), Some((low, high))) if !few.few => {
            format!("{score}, between {low} and {high}, from {}.", plural(n, one, many))
        }
        (Some(score), Some((low, high))) if !few.too_few => {
            format!("{score}, from only {}: few, so it could be anywhere from {low} to {high}.", plural(n, one, many))
        }
        _ => few_or_nobody(n, one, many),
    }
}

fn few_or_nobody(n: u64, one: &str, many: &str) -> String {
    match n {
        0 => NOBODY.to_owned(),
        n => format!("{} so far: too few for a score.", plural(n, one, many)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::{AsymmetryFigures, Comparison, DriverFigures};
    use crate::{Empathy, Promise, Recommend, cube::Cube};

    fn cube(rows: &[(Promise, [u64; 11]); 3]) -> Cube {
        let mut cube = Cube::default();
        for (promise, counts) in rows {
            for (recommend, n) in Recommend::ALL.into_iter().zip(*counts) {
                cube.add((Some(Empathy::ALL[usize::from(recommend.score()) / 3]), Some(*promise), Some(recommend)), n);
            }
        }
        cube
    }

    const CLASSIC: [(Promise, [u64; 11]); 3] = [
        (Promise::Broken, [9, 5, 6, 4, 3, 5, 3, 2, 2, 1, 0]),
        (Promise::Kept, [0, 0, 1, 1, 2, 5, 8, 18, 30, 22, 23]),
        (Promise::Exceeded, [0, 0, 0, 1, 0, 2, 3, 6, 11, 10, 9]),
    ];

    #[test]
    fn the_asymmetry_is_told_in_points() {
        let sentences = promise::asymmetry(&AsymmetryFigures::of(&cube(&CLASSIC)));
        assert_eq!(
            sentences,
            [
                "Customers whose promise was broken scored 4.9 points lower (4.0 to 5.8) than those whose promise was kept.",
                "Those whose promise was exceeded scored 0.1 points higher (-0.5 to 0.7) than those whose promise was kept.",
                "Breaking a promise costs 4.8 points more than exceeding one gains (3.7 to 6.0).",
                "An exceeded promise gained 0.02 for each 1 that a broken one cost (-0.09 to 0.15).",
                promise::NO_PROOF,
            ]
        );
    }

    #[test]
    fn an_asymmetry_that_is_not_shown_is_said_not_to_be() {
        let [_, kept, exceeded] = CLASSIC;
        let same = [(Promise::Broken, kept.1), kept, exceeded];
        let sentences = promise::asymmetry(&AsymmetryFigures::of(&cube(&same)));
        assert_eq!(
            sentences[0],
            "Customers whose promise was broken scored 0.0 points lower (-0.4 to 0.4) than those whose promise was kept."
        );
        assert!(sentences[2].starts_with("No asymmetry is shown: loss less gain is -0.1 ("), "{sentences:?}");
        assert_eq!(sentences[3], "The loss is too uncertain to form a ratio.");
        assert_eq!(promise::asymmetry(&AsymmetryFigures::of(&Cube::default())), Vec::<String>::new());
    }

    #[test]
    fn what_goes_together_is_no_cause() {
        let sentences = drivers::drivers(&DriverFigures::of(&cube(&CLASSIC)));
        assert!(sentences[0].starts_with("Together, empathy and promise account for "), "{sentences:?}");
        assert!(
            sentences.iter().all(|sentence| !sentence.contains("driv") && !sentence.contains("NaN")),
            "{sentences:?}"
        );
        assert_eq!(drivers::drivers(&DriverFigures::of(&Cube::default())), Vec::<String>::new());
    }

    #[test]
    fn two_piles_are_compared_with_ranges() {
        let [broken, kept, exceeded] = CLASSIC;
        let one = cube(&[broken, (Promise::Kept, [0; 11]), (Promise::Exceeded, [0; 11])]);
        let other = cube(&[(Promise::Broken, [0; 11]), kept, exceeded]);
        let sentences = compared::comparison(&Comparison::of(("one", &one), ("other", &other)));
        assert_eq!(sentences[0], "NPS: -112 points (-126 to -88).");
        assert!(
            sentences[6].starts_with("A random customer in one recommends more than one in other 7 % of the time"),
            "{sentences:?}"
        );
    }

    fn recommended(promoters: u64, passives: u64, detractors: u64) -> RecommendFigures {
        RecommendFigures::of([0, 0, 0, detractors, 0, 0, 0, 0, passives, 0, promoters])
    }

    #[test]
    fn a_score_comes_with_its_range_and_its_answers() {
        assert_eq!(recommend(&recommended(1_436, 968, 342)), "NPS 40, between 37 and 42, from 2,746 answers.");
        assert_eq!(recommend(&recommended(0, 0, 30)), "NPS -100, between -100 and -77, from 30 answers.");
        assert_eq!(recommend(&recommended(0, 40, 0)), "NPS 0, between -9 and 9, from 40 answers.");
    }

    #[test]
    fn few_answers_say_so_and_too_few_give_no_score() {
        let few = "NPS 20, from only 5 answers: few, so it could be anywhere from -44 to 70.";
        assert_eq!(recommend(&recommended(2, 2, 1)), few);
        assert_eq!(recommend(&recommended(2, 1, 1)), "4 answers so far: too few for a score.");
        assert_eq!(recommend(&recommended(1, 0, 0)), "1 answer so far: too few for a score.");
        assert_eq!(recommend(&recommended(0, 0, 0)), NOBODY);
    }

    #[test]
    fn a_mean_without_spread_has_no_range() {
        let of = |promoters, detractors| mean(&recommended(promoters, 0, detractors).mean);
        assert_eq!(of(0, 0), NOBODY);
        assert_eq!(of(3, 1), "4 answers so far: too few for a score.");
        assert_eq!(of(12, 0), "All 12 answered 10.");
        assert_eq!(of(20, 20), "Mean 6.5, between 5.4 and 7.6; standard deviation 3.5.");
    }

    #[test]
    fn promises_are_of_those_to_whom_one_was_made() {
        let figures = PromiseFigures::of([12, 60, 28, 900]);
        let kept_words = "88 % of promises were kept, between 80 and 93 %, from 100 answers with a promise.";
        assert_eq!(kept(&figures), kept_words);
        let broken_words = "12 % of promises were broken, between 7 and 20 %, from 100 answers with a promise.";
        assert_eq!(broken(&figures), broken_words);
        assert_eq!(no_promise(&figures), "900 said that no promise was made.");
        assert_eq!(kept(&PromiseFigures::of([1, 0, 0, 7])), "1 answer with a promise so far: too few for a score.");
        assert_eq!(kept(&PromiseFigures::of([0, 0, 0, 7])), NOBODY);
    }

    #[test]
    fn empathy_is_those_who_agreed() {
        let figures = EmpathyFigures::of([22, 92, 442, 667, 517]);
        assert_eq!(empathy(&figures), "68 % felt understood, between 66 and 70 %, from 1,740 answers.");
    }
}
