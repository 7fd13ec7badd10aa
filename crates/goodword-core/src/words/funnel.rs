//! Sentences on how far visitors came, and on the order of the questions.

use super::number::{count, percent, percents};
use super::plural;
use crate::summary::{OrderFigures, ParadataFigures, RecommendFigures, Share, TimeFigures};

/// How many began, came to the end, and how long it took; what was not recorded is said to be.
pub fn funnel(figures: &ParadataFigures) -> Vec<String> {
    let response = match &figures.response_rate {
        None => "Response rate: not recorded.".to_owned(),
        Some(share) => format!(
            "Response rate: {}; at most, because a first state that got lost is not known.",
            rate(share, "shown")
        ),
    };
    let completion = match &figures.completion_rate {
        None => "Completion: not recorded.".to_owned(),
        Some(share) => format!("Completion: {}.", rate(share, "started")),
    };
    let mut sentences = vec![response, completion];
    sentences.extend(time(&figures.time));
    sentences
}

fn rate(share: &Share, of: &str) -> String {
    match (share.share, share.interval) {
        (Some(value), Some(range)) if !share.few.too_few => format!(
            "{}, between {} and {}, {} of {} {of}",
            percent(value),
            percents(range.low),
            percent(range.high),
            count(share.count),
            count(share.n)
        ),
        _ => format!("{} of {} {of}, too few for a rate", count(share.count), count(share.n)),
    }
}

/// `Half took less than about 12 s, between 11 and 13 s, from 2,746 times.` `None` when too few are known.
pub fn time(figures: &TimeFigures) -> Option<String> {
    let median = figures.median_ms.filter(|_| !figures.few.too_few)?;
    let range = figures
        .interval
        .map_or_else(String::new, |range| format!(", between {} and {}", seconds(range.low), seconds(range.high)));
    Some(format!("Half took less than about {}{range}, from {}.", seconds(median), plural(figures.n, "time", "times")))
}

fn seconds(ms: f64) -> String {
    let s = ms / 1_000.0;
    if s < 10.0 { format!("{} s", super::number::decimal(s, 1)) } else { format!("{} s", super::number::decimal(s, 0)) }
}

/// When questions were asked in orders that contradict each other.
pub fn orders(figures: &OrderFigures) -> Option<String> {
    let sentence = "The questions were asked in different orders. Scores of different orders are not comparable: the ones of \
        all together mix them, and each order has its own below.";
    figures.mixed.then(|| sentence.to_owned())
}

/// When the range of the score is wider than 10 points to either side.
pub fn needed(figures: &RecommendFigures) -> Option<String> {
    let half = figures.interval?.half_width();
    let wide = half > 10.0 && !figures.few.too_few;
    wide.then(|| {
        format!(
            "The range is wide. About {} would narrow it to 10 points to either side.",
            super::answers(figures.needed.within_10)
        )
    })
}
