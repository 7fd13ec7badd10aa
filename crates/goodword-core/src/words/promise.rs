//! Sentences on what broken and exceeded promises go with.

use super::number::decimal;
use crate::stats::Interval;
use crate::summary::{AsymmetryFigures, Difference, RatioRefusal};

/// To be printed wherever groups of people are compared that nobody assigned.
pub const NO_PROOF: &str = "People were not assigned to these groups, so this is a difference, not proof of cause.";

/// `Customers whose promise was broken scored 4.9 points lower (4.0 to 5.8) than those whose promise was kept.` and what
/// an exceeded one adds. Empty when a group is too small.
pub fn asymmetry(figures: &AsymmetryFigures) -> Vec<String> {
    let broken = gap(&figures.loss, "Customers whose promise was broken", "than those whose promise was kept", true);
    let exceeded = gap(&figures.gain, "Those whose promise was exceeded", "than those whose promise was kept", false);
    let mut sentences: Vec<_> = broken.into_iter().chain(exceeded).collect();
    if sentences.len() == 2 {
        sentences.extend(verdict(&figures.asymmetry));
        sentences.push(ratio(figures));
        if figures.gain_is_nothing == Some(true) {
            sentences
                .push("Exceeding a promise gains next to nothing over keeping it: less than half a point.".to_owned());
        }
    }
    if !sentences.is_empty() {
        sentences.push(NO_PROOF.to_owned());
    }
    sentences
}

fn gap(of: &Difference, who: &str, than: &str, down: bool) -> Option<String> {
    let value = of.difference.filter(|_| !of.few.too_few)?;
    let turned = (value < 0.0) != down;
    let (size, way) = (value.abs(), if turned { "lower" } else { "higher" });
    let range = |range: Interval| if value < 0.0 { (-range.high, -range.low) } else { (range.low, range.high) };
    let range = of
        .interval
        .map(range)
        .map_or_else(String::new, |(low, high)| format!(" ({} to {})", decimal(low, 1), decimal(high, 1)));
    let few = if of.few.few { " Few answers." } else { "" };
    Some(format!("{who} scored {} points {way}{range} {than}.{few}", decimal(size, 1)))
}

fn verdict(of: &Difference) -> Option<String> {
    let (value, range) = (of.difference.filter(|_| !of.few.too_few)?, of.interval?);
    let (low, high) = (decimal(range.low, 1), decimal(range.high, 1));
    Some(if range.low > 0.0 {
        format!(
            "Breaking a promise costs {} points more than exceeding one gains ({low} to {high}).",
            decimal(value, 1)
        )
    } else if range.high < 0.0 {
        format!(
            "Exceeding a promise gains {} points more than breaking one costs ({} to {}).",
            decimal(-value, 1),
            decimal(-range.high, 1),
            decimal(-range.low, 1)
        )
    } else {
        format!("No asymmetry is shown: loss less gain is {} ({low} to {high}).", decimal(value, 1))
    })
}

fn ratio(figures: &AsymmetryFigures) -> String {
    let of = &figures.ratio;
    match (of.ratio, of.interval, of.refused) {
        (Some(ratio), Some(range), _) => format!(
            "An exceeded promise gained {} for each 1 that a broken one cost ({} to {}).",
            decimal(ratio, 2),
            decimal(range.low, 2),
            decimal(range.high, 2)
        ),
        (.., Some(RatioRefusal::Constant)) => "Nothing varies within the groups, so no ratio is formed.".to_owned(),
        (.., Some(RatioRefusal::TooFew)) => "A group has too few answers to form a ratio.".to_owned(),
        _ => "The loss is too uncertain to form a ratio.".to_owned(),
    }
}
