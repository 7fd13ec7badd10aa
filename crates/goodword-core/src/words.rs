//! The sentences that state a figure: one place, so that the command line and the view cannot disagree.
//!
//! Every figure has three states: nobody answered, too few for a score, and a score with its range. Under 30 answers
//! the range comes with the word "few". Each sentence carries what it claims as data ([`claim`]), and is written from it.

pub mod claim;
pub mod compared;
pub mod cross;
pub mod cross_cell;
pub mod cross_sheet;
pub mod doubt;
pub mod drivers;
pub mod follow_up;
pub mod funnel;
pub mod keyness;
pub mod keyness_sheet;
pub mod number;
pub mod own;
pub mod promise;
pub mod quality;
pub mod segment;
pub mod sentences;
pub mod trend;

use crate::stats::Interval;
use crate::summary::{EmpathyFigures, Mean, PromiseFigures, RecommendFigures, Share, SmallSample, Summary};
use claim::{Claim, Figure, Level, Sentence};
use number::{Measure, SCORE, SHARE, count};

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
pub fn recommend(figures: &RecommendFigures) -> Sentence {
    let level = level(Figure::Nps, figures.nps, figures.interval, figures.n);
    state(level, SCORE, &|score| format!("NPS {score}"), ANSWERS)
}

/// The mean of a question, in its measure: `Mean 8.1, between 8.0 and 8.2; standard deviation 1.9.`
pub fn mean(of: Figure, mean: &Mean, measure: Measure) -> Sentence {
    let level = level(of, mean.mean, mean.interval, mean.n).filter(|_| !SmallSample::of(mean.n).too_few);
    let Some(level) = level else { return few_or_nobody(mean.n, ANSWERS) };
    let text = match (mean.sd, level.range) {
        (Some(sd), Some(range)) => {
            let written = measure.told_apart(&[level.value], Some(range));
            let spread = number::SPREAD.text(sd);
            format!("Mean {}{}; standard deviation {spread}.", written.text(level.value), written.between(range))
        }
        // Whoever gives no range has answers that are all the same.
        _ => format!("All {} answered {}.", count(mean.n), number::decimal(level.value, 0)),
    };
    Sentence::new(text, Claim::Level(level))
}

/// Those who agreed: `78 % felt understood, between 76 and 80 %, from 1,263 answers.`
pub fn empathy(figures: &EmpathyFigures) -> Sentence {
    share(Figure::Agree, &figures.agree, "felt understood", ANSWERS)
}

/// Promises kept: `86 % of promises were kept, between 84 and 88 %, from 1,102 answers with a promise.`
pub fn kept(figures: &PromiseFigures) -> Sentence {
    share(Figure::Kept, &figures.kept, "of promises were kept", PROMISED)
}

/// Promises broken: `14 % of promises were broken, between 12 and 16 %, from 1,102 answers with a promise.`
pub fn broken(figures: &PromiseFigures) -> Sentence {
    share(Figure::Broken, &figures.broken, "of promises were broken", PROMISED)
}

/// Those who are not in the two above: `98 said that no promise was made.`
pub fn no_promise(figures: &PromiseFigures) -> Sentence {
    let [.., none] = &figures.shares;
    Sentence::new(format!("{} said that no promise was made.", count(none.count)), Claim::Count(none.count))
}

/// Both ends of the scale: `52 % would recommend (9 or 10), between 50 and 54 %; 14 % would not (0 to 6), between 12 and
/// 16 %.`
pub fn promoters(figures: &RecommendFigures) -> Sentence {
    let side = |of, n: u64| {
        let share = Share::of(n, figures.n);
        let level = level(of, share.share, share.interval, figures.n)?;
        let written = SHARE.told_apart(&[level.value], level.range);
        Some((level, written.text(level.value), written.between(level.range?)))
    };
    let ends = side(Figure::Promoters, figures.promoters).zip(side(Figure::Detractors, figures.detractors));
    match ends.filter(|_| !figures.few.too_few) {
        Some(((high, promoters, of_promoters), (low, detractors, of_detractors))) => Sentence::new(
            format!(
                "{promoters} would recommend (9 or 10){of_promoters}; {detractors} would not (0 to 6){of_detractors}."
            ),
            Claim::Levels(vec![high, low]),
        ),
        None => few_or_nobody(figures.n, ANSWERS),
    }
}

/// What was read: `2,831 lines read: 2,831 responses.`
pub fn read(summary: &Summary) -> Sentence {
    let mut parts = vec![plural(summary.responses, "response", "responses")];
    if summary.left_out > 0 {
        let why = if summary.min_group.is_some() { "held back" } else { "left out by the filter" };
        parts.push(format!("{} {why}", count(summary.left_out)));
    }
    if summary.superseded > 0 {
        parts.push(format!("{} superseded", count(summary.superseded)));
    }
    if summary.bad > 0 {
        parts.push(plural(summary.bad, "bad line", "bad lines"));
    }
    let text = format!("{} read: {}.", plural(summary.lines, "line", "lines"), parts.join(", "));
    Sentence::new(text, Claim::Count(summary.responses))
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

/// What answers are called: one, and several.
type Noun = (&'static str, &'static str);

const ANSWERS: Noun = ("answer", "answers");
const PROMISED: Noun = ("answer with a promise", "answers with a promise");

fn share(of: Figure, figure: &Share, what: &str, noun: Noun) -> Sentence {
    state(level(of, figure.share, figure.interval, figure.n), SHARE, &|share| format!("{share} {what}"), noun)
}

/// `None` where nobody answered.
fn level(of: Figure, value: Option<f64>, range: Option<Interval>, n: u64) -> Option<Level> {
    value.map(|value| Level { of, value, range, n })
}

fn state(level: Option<Level>, measure: Measure, say: &dyn Fn(String) -> String, noun: Noun) -> Sentence {
    let Some((level, range)) = level.and_then(|level| Some((level, level.range?))) else {
        return few_or_nobody(level.map_or(0, |level| level.n), noun);
    };
    let (few, written) = (SmallSample::of(level.n), measure.told_apart(&[level.value], Some(range)));
    let (score, n) = (say(written.text(level.value)), plural(level.n, noun.0, noun.1));
    let text = match written.ends(range) {
        _ if few.too_few => return few_or_nobody(level.n, noun),
        Some((low, high)) if few.few => {
            format!("{score}, from only {n}: few, so it could be anywhere from {low} to {high}.")
        }
        _ => format!("{score}{}, from {n}.", written.between(range)),
    };
    Sentence::new(text, Claim::Level(level))
}

fn few_or_nobody(n: u64, noun: Noun) -> Sentence {
    let text = match n {
        0 => NOBODY.to_owned(),
        n => format!("{} so far: too few for a score.", plural(n, noun.0, noun.1)),
    };
    Sentence::new(text, Claim::TooFew(n))
}

#[cfg(test)]
mod tests {
    use super::number::OF_TEN;
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
        let sentences = texts(promise::asymmetry(&AsymmetryFigures::of(&cube(&CLASSIC))));
        assert_eq!(
            sentences,
            [
                "Customers whose promise was broken scored 4.9 points lower (4.0 to 5.8) than those whose promise was kept.",
                "No difference is shown between customers whose promise was exceeded and those whose promise was kept: 0.1 points higher, anywhere from 0.5 points lower to 0.7 points higher.",
                "The gap between broken and kept is 4.8 points wider than that between kept and exceeded (3.7 to 6.0).",
                "The gap between kept and exceeded is 0.02 times that between broken and kept (-0.09 to 0.15).",
                promise::NO_PROOF,
            ]
        );
    }

    #[test]
    fn an_asymmetry_that_is_not_shown_is_said_not_to_be() {
        let [_, kept, exceeded] = CLASSIC;
        let same = [(Promise::Broken, kept.1), kept, exceeded];
        let sentences = texts(promise::asymmetry(&AsymmetryFigures::of(&cube(&same))));
        assert_eq!(
            sentences[0],
            "No difference is shown between customers whose promise was broken and those whose promise was kept: the same, anywhere from 0.4 points lower to 0.4 points higher."
        );
        assert_eq!(sentences[2..], [promise::NO_PROOF], "nothing rises, so no gap is set beside another");
        assert_eq!(promise::asymmetry(&AsymmetryFigures::of(&Cube::default())), Vec::new());
    }

    #[test]
    fn what_goes_together_is_no_cause() {
        let sentences = texts(drivers::drivers(&DriverFigures::of(&cube(&CLASSIC))));
        assert!(
            sentences[0].contains(" of the variation in recommend scores goes with empathy and promise together"),
            "{sentences:?}"
        );
        assert!(
            sentences.iter().all(|sentence| !sentence.contains("driv") && !sentence.contains("NaN")),
            "{sentences:?}"
        );
        assert_eq!(drivers::drivers(&DriverFigures::of(&Cube::default())), Vec::new());
    }

    #[test]
    fn two_piles_are_compared_with_ranges() {
        let [broken, kept, exceeded] = CLASSIC;
        let one = cube(&[broken, (Promise::Kept, [0; 11]), (Promise::Exceeded, [0; 11])]);
        let other = cube(&[(Promise::Broken, [0; 11]), kept, exceeded]);
        let sentences = texts(compared::comparison(&Comparison::of(("one", &one), ("other", &other))));
        assert_eq!(sentences[0], "NPS: -112 points (-126 to -88; at every look -146 to -60).");
        assert!(
            sentences[6].starts_with("A random customer in one recommends more than one in other 7 % of the time"),
            "{sentences:?}"
        );
    }

    fn texts(sentences: Vec<Sentence>) -> Vec<String> {
        sentences.into_iter().map(String::from).collect()
    }

    fn recommended(promoters: u64, passives: u64, detractors: u64) -> RecommendFigures {
        RecommendFigures::of([0, 0, 0, detractors, 0, 0, 0, 0, passives, 0, promoters])
    }

    #[test]
    fn a_score_comes_with_its_range_and_its_answers() {
        assert_eq!(recommend(&recommended(1_436, 968, 342)).text, "NPS 40, between 37 and 42, from 2,746 answers.");
        assert_eq!(recommend(&recommended(0, 0, 30)).text, "NPS -100, between -100 and -77, from 30 answers.");
        assert_eq!(recommend(&recommended(0, 40, 0)).text, "NPS 0, between -9 and 9, from 40 answers.");
    }

    #[test]
    fn few_answers_say_so_and_too_few_give_no_score() {
        let few = "NPS 20, from only 5 answers: few, so it could be anywhere from -44 to 70.";
        assert_eq!(recommend(&recommended(2, 2, 1)).text, few);
        assert_eq!(recommend(&recommended(2, 1, 1)).text, "4 answers so far: too few for a score.");
        assert_eq!(recommend(&recommended(1, 0, 0)).text, "1 answer so far: too few for a score.");
        assert_eq!(recommend(&recommended(0, 0, 0)).text, NOBODY);
    }

    #[test]
    fn a_mean_without_spread_has_no_range() {
        let of =
            |promoters, detractors| mean(Figure::Recommend, &recommended(promoters, 0, detractors).mean, OF_TEN).text;
        assert_eq!(of(0, 0), NOBODY);
        assert_eq!(of(3, 1), "4 answers so far: too few for a score.");
        assert_eq!(of(12, 0), "All 12 answered 10.");
        assert_eq!(of(20, 20), "Mean 6.5, between 5.4 and 7.6; standard deviation 3.5.");
    }

    #[test]
    fn promises_are_of_those_to_whom_one_was_made() {
        let figures = PromiseFigures::of([12, 60, 28, 900]);
        let kept_words = "88 % of promises were kept, between 80 and 93 %, from 100 answers with a promise.";
        assert_eq!(kept(&figures).text, kept_words);
        let broken_words = "12 % of promises were broken, between 7 and 20 %, from 100 answers with a promise.";
        assert_eq!(broken(&figures).text, broken_words);
        assert_eq!(no_promise(&figures).text, "900 said that no promise was made.");
        assert_eq!(
            kept(&PromiseFigures::of([1, 0, 0, 7])).text,
            "1 answer with a promise so far: too few for a score."
        );
        assert_eq!(kept(&PromiseFigures::of([0, 0, 0, 7])).text, NOBODY);
    }

    #[test]
    fn empathy_is_those_who_agreed() {
        let figures = EmpathyFigures::of([22, 92, 442, 667, 517]);
        assert_eq!(empathy(&figures).text, "68 % felt understood, between 66 and 70 %, from 1,740 answers.");
    }
}
