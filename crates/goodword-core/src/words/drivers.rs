//! Sentences on what goes with recommending.

use super::answers;
use super::number::{decimal, percent, percents};
use crate::summary::DriverFigures;

/// The heading: not "drivers of".
pub const HEADING: &str = "What goes with recommending";
/// To be printed under it.
pub const CAUTION: &str = "These questions were answered together by the same people in the same mood. A shared good or bad \
    day raises all three. This shows what goes together, not what would change if you acted.";

/// `Together, empathy and promise account for 55 % of the variation in recommend scores, between 51 and 59 %.` and how
/// that is split. Empty when there are too few.
pub fn drivers(figures: &DriverFigures) -> Vec<String> {
    let Some(both) = figures.both.share.filter(|_| !figures.few.too_few) else { return Vec::new() };
    let range = |part: &crate::summary::VariationShare| {
        part.interval
            .map_or_else(String::new, |range| format!(", between {} and {}", percents(range.low), percent(range.high)))
    };
    let mut sentences = vec![format!(
        "Together, empathy and promise account for {} of the variation in recommend scores{}, from {} to all three.",
        percent(both),
        range(&figures.both),
        answers(figures.n)
    )];
    if let Some((empathy, promise)) = figures.empathy.share.zip(figures.promise.share) {
        sentences.push(format!(
            "Of that, {} go with empathy{} and {} with the promise{}.",
            percent(empathy),
            range(&figures.empathy),
            percent(promise),
            range(&figures.promise)
        ));
    }
    let tau = &figures.tau_b;
    if let (Some(value), Some(range)) = (tau.tau, tau.interval) {
        let (low, high) = (decimal(range.low, 2), decimal(range.high, 2));
        sentences.push(format!(
            "Empathy and recommend rise together: tau-b {}, between {low} and {high}.",
            decimal(value, 2)
        ));
    }
    if figures.little {
        sentences.push("There is little to explain here, or there are few answers: take this as a hint.".to_owned());
    }
    sentences
}
