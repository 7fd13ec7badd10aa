//! Sentences on what goes with recommending.

use super::answers;
use super::claim::{Claim, Difference, Direction, Figure, Level, Reference, Sentence};
use super::number::{RATIO, SHARE};
use crate::summary::{DriverFigures, TauFigures, VariationShare};

/// The heading: not "drivers of".
pub const HEADING: &str = "What goes with recommending";
/// To be printed under it.
pub const CAUTION: &str = "These questions were answered together by the same people in the same mood. A shared good or bad \
    day raises all three. This shows what goes together, not what would change if you acted.";

/// `55 % of the variation in recommend scores goes with empathy and promise together, between 51 and 59 %, from 1,263
/// answers to all three.` and how that is split. Empty when there are too few.
pub fn drivers(figures: &DriverFigures) -> Vec<Sentence> {
    let Some((both, share, range)) = part(Figure::Both, &figures.both).filter(|_| !figures.few.too_few) else {
        return Vec::new();
    };
    let n = answers(figures.n);
    let text = format!(
        "{share} of the variation in recommend scores goes with empathy and promise together{range}, from {n} to all three."
    );
    let mut sentences = vec![Sentence::new(text, Claim::Level(both))];
    let empathy = part(Figure::ByEmpathy, &figures.empathy);
    if let Some(((empathy, of_empathy, low), (promise, of_promise, high))) =
        empathy.zip(part(Figure::ByPromise, &figures.promise))
    {
        let text = format!(
            "Of the whole variation, {of_empathy} goes with empathy{low}, and {of_promise} with the promise{high}."
        );
        sentences.push(Sentence::new(text, Claim::Levels(vec![empathy, promise])));
    }
    sentences.extend(tau(&figures.tau_b));
    if figures.little {
        let text = "There is little to explain here, or there are few answers: take this as a hint.";
        sentences.push(Sentence::new(text, Claim::Nothing));
    }
    sentences
}

/// A share of the variation, and its range in words.
fn part(of: Figure, part: &VariationShare) -> Option<(Level, String, String)> {
    let (value, range) = (part.share?, part.interval?);
    let written = SHARE.told_apart(&[value], Some(range));
    let between = match written.ends(range) {
        // Where none at all is among the values, a lower end says less than the words.
        Some((_, high)) if range.low <= 0.0 => format!(" (consistent with none, at most {high})"),
        _ => written.between(range),
    };
    Some((Level { of, value, range: Some(range), n: part.n }, written.text(value), between))
}

fn tau(figures: &TauFigures) -> Option<Sentence> {
    let (by, range) = (figures.tau?, figures.interval?);
    let (shown, written) = (RATIO.direction(by, range), RATIO.told_apart(&[by], Some(range)));
    let says = match shown {
        Some(Direction::Higher) => "Empathy and recommend rise together",
        Some(Direction::Lower) => "Recommend falls where empathy rises",
        None => "It is not shown that empathy and recommend rise together, nor that one falls where the other rises",
    };
    let text =
        format!("{says}: tau-b {}{}, from {} to both.", written.number(by), written.between(range), answers(figures.n));
    let claim = Difference { of: Figure::Tau, than: Reference::Nothing, by, shown, at_every_look: false };
    Some(Sentence::new(text, Claim::Difference(claim)))
}
