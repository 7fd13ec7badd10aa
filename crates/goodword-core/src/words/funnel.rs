//! Sentences on how far visitors came, and on the order of the questions.

use super::claim::{Claim, Figure, Level, Sentence};
use super::number::{SECONDS, SHARE, count};
use super::plural;
use crate::summary::{OrderFigures, ParadataFigures, RecommendFigures, Share, TimeFigures};

/// From so many milliseconds on, times are written in whole seconds.
const LONG_MS: f64 = 10_000.0;

/// How many began, came to the end, and how long it took; what was not recorded is said to be.
pub fn funnel(figures: &ParadataFigures) -> Vec<Sentence> {
    let response = figures.response_rate.as_ref().map_or_else(
        || Sentence::new("Response rate: not recorded.", Claim::Nothing),
        |share| {
            let lost = "; at most, because a first state that got lost is not known";
            rate(Figure::Response, "Response rate", share, "shown", lost)
        },
    );
    let completion = figures.completion_rate.as_ref().map_or_else(
        || Sentence::new("Completion: not recorded.", Claim::Nothing),
        |share| rate(Figure::Completion, "Completion", share, "started", ""),
    );
    [response, completion].into_iter().chain(time(&figures.time)).collect()
}

fn rate(figure: Figure, name: &str, share: &Share, of: &str, more: &str) -> Sentence {
    let counts = format!("{} of {} {of}", count(share.count), count(share.n));
    match share.share.zip(share.interval).filter(|_| !share.few.too_few) {
        Some((value, range)) => {
            let written = SHARE.told_apart(&[value], Some(range));
            let text = format!("{name}: {}{}, {counts}{more}.", written.text(value), written.between(range));
            Sentence::new(text, Claim::Level(Level { of: figure, value, range: Some(range), n: share.n }))
        }
        None => Sentence::new(format!("{name}: {counts}, too few for a rate{more}."), Claim::TooFew(share.n)),
    }
}

/// `Half took less than about 12 s, between 11 and 13 s, from 2,746 times.` `None` when too few are known.
pub fn time(figures: &TimeFigures) -> Option<Sentence> {
    let value = figures.median_ms.filter(|_| !figures.few.too_few)?;
    let measure = if value < LONG_MS { SECONDS.with(1) } else { SECONDS };
    let written = measure.told_apart(&[value], figures.interval);
    // Both ends in one bin: nothing is known but its width.
    let range = figures.interval.map_or_else(String::new, |range| {
        if range.low < range.high { written.between(range) } else { ", give or take 1 %".to_owned() }
    });
    let times = plural(figures.n, "time", "times");
    let text = format!("Half took less than about {}{range}, from {times}.", written.text(value));
    Some(Sentence::new(text, Claim::Level(Level { of: Figure::Time, value, range: figures.interval, n: figures.n })))
}

/// When questions were asked in orders that contradict each other.
pub fn orders(figures: &OrderFigures) -> Option<Sentence> {
    let sentence = "The questions were asked in different orders. Scores of different orders are not comparable: the ones of \
        all together mix them, and each order has its own below.";
    figures.mixed.then(|| Sentence::new(sentence, Claim::Count(figures.recorded)))
}

/// When the range of the score is wider than 10 points to either side.
pub fn needed(figures: &RecommendFigures) -> Option<Sentence> {
    let half = figures.interval?.half_width();
    let wide = half > 10.0 && !figures.few.too_few;
    let more = figures.needed.within_10.checked_sub(figures.n).filter(|more| wide && *more > 0)?;
    // What the answers to come will be like cannot be told from a few.
    let about = if figures.few.few { "Up to" } else { "About" };
    let answers = plural(more, "more answer", "more answers");
    let text = format!("The range is wide. {about} {answers} would narrow it to 10 points to either side.");
    Some(Sentence::new(text, Claim::Count(more)))
}
