//! How far visitors came, and how long it took them. What was not recorded is `null`, not zero.

use libm::pow;
use serde::{Deserialize, Serialize};

use super::{Method, Share, SmallSample};
use crate::cube::Cube;
use crate::duration_histogram::DurationHistogram;
use crate::stats::{Interval, float, median, sum};
use crate::tally::Tally;

/// What is known of the way through the survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParadataFigures {
    /// How many were shown the survey, whatever they answered: a filter by answers changes it as little as the rate below.
    /// `null` when only what was begun was recorded.
    pub shown: Option<u64>,
    /// How many answered at least one question.
    pub started: u64,
    /// Started, of shown, on the days on which both were recorded; `null` when they were not. Those whose first state got lost are missing, so it is an upper bound.
    pub response_rate: Option<Share>,
    /// Came to the end, of started; `null` when only what came to the end was recorded.
    pub completion_rate: Option<Share>,
    /// Left a comment, of those who came to the end.
    pub comment_rate: Share,
    /// Responses that say which questions were reached: the figures of the questions are of these.
    pub recorded: u64,
    /// Each question that somebody reached.
    pub questions: Vec<DropOff>,
    /// How long it took from shown until Send.
    pub time: TimeFigures,
}

/// Who reached a question and did not answer it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DropOff {
    /// The id of the question, such as `recommend`.
    pub question: String,
    /// How many reached it, of `recorded`.
    pub saw: u64,
    /// How many of them answered it.
    pub answered: u64,
    /// The others, of those who reached it.
    pub drop_off: Share,
}

/// How long it took, in milliseconds, to 1.1 %: times are counted in bins so that they add up. Never the mean: people
/// leave pages open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimeFigures {
    /// How many responses say how long they took.
    pub n: u64,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
    /// A quarter took less.
    pub lower_quartile_ms: Option<f64>,
    /// Half took less.
    pub median_ms: Option<f64>,
    /// A quarter took more.
    pub upper_quartile_ms: Option<f64>,
    /// The 95 % interval of the median; `null` under 6 times.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
}

/// A chance that is small.
const SELDOM: f64 = 0.01;

impl ParadataFigures {
    /// The same with the response rate of those in `tally`: whoever was shown the survey, whatever they answered.
    #[must_use]
    pub(super) fn of_asked(self, tally: &Tally) -> Self {
        let (shown, response_rate) = asked(tally);
        Self { shown, response_rate, ..self }
    }

    /// From the counts of all responses.
    pub fn of(tally: &Tally) -> Self {
        let (shown, response_rate) = asked(tally);
        let partial = tally.unanswered > 0 || tally.complete < tally.responses;
        Self {
            shown,
            started: tally.started,
            response_rate,
            completion_rate: partial.then(|| Share::of(tally.complete_started, tally.started)),
            comment_rate: Share::of(tally.complete_comments, tally.complete),
            recorded: tally.ordered,
            questions: questions(tally),
            time: TimeFigures::of(&tally.times),
        }
    }
}

/// How many were shown the survey, and how many of them began; nothing where that was not recorded.
fn asked(tally: &Tally) -> (Option<u64>, Option<Share>) {
    if tally.unanswered == 0 {
        return (None, None);
    }
    let unrecorded = unrecorded(tally);
    let (started, shown) = (tally.started.saturating_sub(unrecorded), tally.responses.saturating_sub(unrecorded));
    (Some(shown), Some(Share::of(started, shown)))
}

/// How many began on days on which who was shown the survey was not recorded yet, or no longer: before the first and after
/// the last response without an answer, where chance seldom lets so many begin in a row.
fn unrecorded(tally: &Tally) -> u64 {
    let recorded = |cube: &&Cube| cube.count((None, None, None)) > 0;
    let before = |days: &mut dyn Iterator<Item = &Cube>| sum(days.take_while(|cube| !recorded(cube)).map(Cube::total));
    let (first, last) = (before(&mut tally.days.values()), before(&mut tally.days.values().rev()));
    let all = sum([first, last]);
    let shown = float(tally.responses.saturating_sub(all));
    let rate = float(tally.started.saturating_sub(all)) / shown;
    let seldom = |began: u64| shown > 0.0 && pow(rate, float(began)) < SELDOM;
    sum([first, last].into_iter().filter(|began| seldom(*began)))
}

/// The standard questions first, in their order.
fn questions(tally: &Tally) -> Vec<DropOff> {
    let standard = ["empathy", "promise", "recommend", "comment"];
    let own = tally.reached.keys().map(String::as_str).filter(|name| !standard.contains(name));
    let named = standard.into_iter().chain(own).filter_map(|name| Some((name, tally.reached.get(name)?)));
    named
        .map(|(name, seen)| DropOff {
            question: name.to_owned(),
            saw: seen.saw,
            answered: seen.answered,
            drop_off: Share::of(seen.saw.saturating_sub(seen.answered), seen.saw),
        })
        .collect()
}

impl TimeFigures {
    fn of(times: &DurationHistogram) -> Self {
        let counted = times.counted();
        let n = sum(counted.iter().map(|(_, n)| *n));
        Self {
            n,
            few: SmallSample::of(n),
            lower_quartile_ms: median::quantile(&counted, 0.25),
            median_ms: median::quantile(&counted, 0.5),
            upper_quartile_ms: median::quantile(&counted, 0.75),
            interval: median::interval(&counted),
            method: Method::OrderStatistics,
        }
    }
}
