//! Sentences on what broken and exceeded promises go with.

use super::claim::{Claim, Difference as DifferenceClaim, Direction, Figure, Level, Reference, Sentence};
use super::number::{RATIO, TENTHS, Written};
use crate::stats::Interval;
use crate::summary::{AsymmetryFigures, Difference, Ratio, RatioRefusal};

/// The heading: nothing here is shown to be a cause.
pub const HEADING: &str = "Broken, kept and exceeded promises";
/// To be printed wherever groups of people are compared that nobody assigned.
pub const NO_PROOF: &str = "People were not assigned to these groups, so this is a difference, not proof of cause.";

const BROKEN: &str = "customers whose promise was broken";
const EXCEEDED: &str = "customers whose promise was exceeded";
const KEPT: &str = "those whose promise was kept";

/// `Customers whose promise was broken scored 4.9 points lower (4.0 to 5.8) than those whose promise was kept.`, what an
/// exceeded one adds, and which of the two gaps is wider. Empty when a group is too small.
pub fn asymmetry(figures: &AsymmetryFigures) -> Vec<Sentence> {
    let broken = gap(&figures.loss, Figure::BrokenGap, BROKEN, -1.0);
    let exceeded = gap(&figures.gain, Figure::ExceededGap, EXCEEDED, 1.0);
    let mut sentences: Vec<_> = broken.into_iter().chain(exceeded).collect();
    if sentences.len() == 2 {
        sentences.extend(beside(figures));
        sentences.extend(next_to_nothing(figures));
    }
    if !sentences.is_empty() {
        sentences.push(Sentence::new(NO_PROOF, Claim::Nothing));
    }
    sentences
}

/// How a group scored beside those whose promise was kept; `turn` makes the difference that of the group less those.
fn gap(of: &Difference, figure: Figure, who: &str, turn: f64) -> Option<Sentence> {
    let by = of.difference.filter(|_| !of.few.too_few)? * turn;
    let range = of.interval.map(|range| turned(range, turn));
    let shown = range.map_or_else(|| sign(by), |range| TENTHS.direction(by, range));
    // A figure near 0 needs no more decimals than its range where no way is claimed.
    let (written, of_range) = (TENTHS.told_apart(&[by], range), TENTHS.told_apart(&[], range));
    let few = if of.few.few { " Few answers." } else { "" };
    let text = match (shown, range) {
        (Some(way), Some(range)) => {
            let (size, range) = (written.text(by.abs()), sized(&written, range, way));
            format!("{} scored {size} {} ({range}) than {KEPT}.{few}", capital(who), way.word())
        }
        (Some(way), None) => format!(
            "{} scored {} {} than {KEPT}: nothing varies within the two groups, so there is no range.{few}",
            capital(who),
            written.text(by.abs()),
            way.word()
        ),
        (None, Some(range)) => format!(
            "No difference is shown between {who} and {KEPT}: {}, anywhere from {} to {}.{few}",
            sided(&of_range, by),
            sided(&of_range, range.low),
            sided(&of_range, range.high)
        ),
        (None, None) => format!("{} and {KEPT} all gave the same score.{few}", capital(who)),
    };
    let claim = DifferenceClaim { of: figure, than: Reference::Kept, by, shown, at_every_look: false };
    Some(Sentence::new(text, Claim::Difference(claim)))
}

/// The two gaps beside each other, where scores rise, or stay, from broken to kept to exceeded.
fn beside(figures: &AsymmetryFigures) -> Vec<Sentence> {
    let rising = figures.loss.difference.is_some_and(|loss| loss > 0.0)
        && figures.gain.difference.is_some_and(|gain| gain >= 0.0);
    if !rising {
        return Vec::new();
    }
    wider(&figures.asymmetry).into_iter().chain([ratio(&figures.ratio)]).collect()
}

fn wider(of: &Difference) -> Option<Sentence> {
    let (by, range) = (of.difference.filter(|_| !of.few.too_few)?, of.interval?);
    let (shown, written) = (TENTHS.direction(by, range), TENTHS.told_apart(&[by], Some(range)));
    let text = match shown {
        Some(Direction::Higher) => format!(
            "The gap between broken and kept is {} wider than that between kept and exceeded ({}).",
            written.text(by),
            written.range(range)
        ),
        Some(Direction::Lower) => format!(
            "The gap between kept and exceeded is {} wider than that between broken and kept ({}).",
            written.text(-by),
            written.range(turned(range, -1.0))
        ),
        None => format!(
            "It is not shown which gap is wider, broken to kept or kept to exceeded: the first less the second is {} ({}).",
            written.text(by),
            written.range(range)
        ),
    };
    let claim = DifferenceClaim { of: Figure::Gaps, than: Reference::OtherGap, by, shown, at_every_look: false };
    Some(Sentence::new(text, Claim::Difference(claim)))
}

fn ratio(of: &Ratio) -> Sentence {
    let refused = match (of.ratio, of.interval, of.refused) {
        (Some(value), Some(range), _) => {
            let written = RATIO.told_apart(&[value], Some(range));
            let text = format!(
                "The gap between kept and exceeded is {} times that between broken and kept ({}).",
                written.number(value),
                written.range(range)
            );
            return Sentence::new(
                text,
                Claim::Level(Level { of: Figure::GapRatio, value, range: Some(range), n: of.n }),
            );
        }
        (.., Some(RatioRefusal::Constant)) => "Nothing varies within the groups, so no ratio is formed.",
        (.., Some(RatioRefusal::TooFew)) => "A group has too few answers to form a ratio.",
        _ => "The gap between broken and kept is too uncertain to divide by.",
    };
    Sentence::new(refused, Claim::Nothing)
}

fn next_to_nothing(figures: &AsymmetryFigures) -> Option<Sentence> {
    let by = figures.gain.difference.filter(|_| figures.gain_is_nothing == Some(true))?;
    let claim = DifferenceClaim {
        of: Figure::ExceededGap,
        than: Reference::Kept,
        by,
        shown: figures.gain.interval.and_then(|range| TENTHS.direction(by, range)),
        at_every_look: false,
    };
    let text = "Kept and exceeded promises lie less than half a point apart.";
    Some(Sentence::new(text, Claim::Difference(claim)))
}

fn sign(by: f64) -> Option<Direction> {
    Direction::of(Interval { low: by, high: by })
}

/// The range of the difference the other way round, where `turn` is below 0.
pub(super) fn turned(range: Interval, turn: f64) -> Interval {
    if turn < 0.0 { Interval { low: -range.high, high: -range.low } } else { range }
}

/// The range of a size whose way is said in words.
pub(super) fn sized(written: &Written, range: Interval, way: Direction) -> String {
    written.range(turned(range, if way == Direction::Lower { -1.0 } else { 1.0 }))
}

/// `0.4 points lower`, `the same`, `about the same`.
fn sided(written: &Written, by: f64) -> String {
    if written.hides(by) {
        return "about the same".to_owned();
    }
    sign(by).map_or_else(|| "the same".to_owned(), |way| format!("{} {}", written.text(by.abs()), way.word()))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
