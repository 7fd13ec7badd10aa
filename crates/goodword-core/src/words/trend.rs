//! Sentences on how a figure went over time.

use super::claim::{Claim, Direction, Figure, Level, Sentence, Stretch};
use super::number::{Measure, SCORE, SHARE, count};
use crate::calendar::Unit;
use crate::stats::Interval;
use crate::summary::{Control, Episode, Method, Trend};

/// Stretches that are told; of more, how many there are.
const TOLD: usize = 3;

/// To be printed where limits are.
const LIMITS: &str = "Where nothing but chance moves the points, at most 1 of 100 such drawings has a point outside of the dashed limits, or a longer stretch that is told. What is told has no reason given.";
/// The same where days of very many answers differ by more than chance.
const WIDE_LIMITS: &str = "With so many answers, points differ by more than chance alone. The dashed limits are widened by how much neighbours differ anyway: outside of them, and in a stretch that is told, lies more than that. What is told has no reason given.";

/// What the limits of a drawing mean.
pub fn limits(control: &Control) -> &'static str {
    if control.method == Method::WideScan { WIDE_LIMITS } else { LIMITS }
}

/// A day, week or month by its label, with its figure, the range and how many answers.
struct Known<'a> {
    label: &'a str,
    value: f64,
    range: Interval,
    n: u64,
}

/// `NPS: no week stands out; all 15 together stand at 40.`
pub fn nps(trend: &Trend) -> Sentence {
    let known = trend.buckets.iter().filter(|bucket| !bucket.nps.few.too_few).filter_map(|bucket| {
        let (value, range) = bucket.nps.nps.zip(bucket.nps.interval)?;
        Some(Known { label: &bucket.label, value, range, n: bucket.nps.n })
    });
    sentence((Figure::Nps, "NPS", SCORE), &known.collect::<Vec<_>>(), &trend.nps, trend.unit)
}

/// The same of the share of promises that were kept.
pub fn kept(trend: &Trend) -> Sentence {
    let known = trend.buckets.iter().filter(|bucket| !bucket.kept.few.too_few).filter_map(|bucket| {
        let (value, range) = bucket.kept.share.zip(bucket.kept.interval)?;
        Some(Known { label: &bucket.label, value, range, n: bucket.kept.n })
    });
    sentence((Figure::Kept, "Promises kept", SHARE), &known.collect::<Vec<_>>(), &trend.kept, trend.unit)
}

/// The same of the share of those who felt understood.
pub fn agree(trend: &Trend) -> Sentence {
    let known = trend.buckets.iter().filter(|bucket| !bucket.agree.few.too_few).filter_map(|bucket| {
        let (value, range) = bucket.agree.share.zip(bucket.agree.interval)?;
        Some(Known { label: &bucket.label, value, range, n: bucket.agree.n })
    });
    sentence((Figure::Agree, "Felt understood", SHARE), &known.collect::<Vec<_>>(), &trend.agree, trend.unit)
}

fn sentence(
    (of, what, measure): (Figure, &str, Measure),
    known: &[Known<'_>],
    control: &Control,
    unit: Unit,
) -> Sentence {
    let ((one, many), at) = (names(unit), if unit == Unit::Day { "on" } else { "in" });
    let verb = if of == Figure::Kept { "were" } else { "was" };
    let was = |known: &Known<'_>| {
        let written = measure.told_apart(&[known.value], Some(known.range));
        format!("{} ({}) {at} {}", written.text(known.value), written.range_text(known.range), known.label)
    };
    let level = |known: &Known<'_>| Level { of, value: known.value, range: Some(known.range), n: known.n };
    match (known, control.centre.filter(|_| control.enough)) {
        ([], _) => Sentence::new(format!("No {one} has enough answers for a figure."), Claim::Nothing),
        ([only], _) => Sentence::new(format!("{what}: {}.", was(only)), Claim::Parts(vec![level(only)])),
        ([first, .., last], None) => Sentence::new(
            format!("{what}: {} and {}.", was(first), was(last)),
            Claim::Parts(vec![level(first), level(last)]),
        ),
        (_, Some(centre)) if control.episodes.is_empty() => {
            let n = count(u64::try_from(known.len()).unwrap_or(u64::MAX));
            let text = format!("{what}: no {one} stands out; all {n} together stand at {}.", measure.text(centre));
            Sentence::new(text, Claim::Stretches(Vec::new()))
        }
        (_, Some(centre)) => {
            let told: Vec<_> = control.episodes.iter().take(TOLD).map(|one| episode(one, at, measure)).collect();
            let more = control.episodes.len().saturating_sub(TOLD);
            let more = if more > 0 { format!(" ({more} more such stretches)") } else { String::new() };
            let text = format!(
                "{what} {verb} {} than {at} the other {many}, at {}{more}.",
                told.join(" and "),
                measure.text(centre)
            );
            Sentence::new(text, Claim::Stretches(control.episodes.iter().map(stretch).collect()))
        }
    }
}

fn stretch(of: &Episode) -> Stretch {
    Stretch { ends: (of.first.clone(), of.last.clone()), direction: direction(of) }
}

fn direction(of: &Episode) -> Direction {
    if of.above { Direction::Higher } else { Direction::Lower }
}

/// `lower from 2026-09-10 to 2026-09-23, at 73 %,`.
fn episode(of: &Episode, at: &str, measure: Measure) -> String {
    let when =
        if of.first == of.last { format!("{at} {}", of.first) } else { format!("from {} to {}", of.first, of.last) };
    format!("{} {when}, at {},", direction(of).word(), measure.text(of.value))
}

/// `week`, `weeks`.
pub fn names(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Day => ("day", "days"),
        Unit::Week => ("week", "weeks"),
        Unit::Month => ("month", "months"),
        Unit::Quarter => ("quarter", "quarters"),
        Unit::Year => ("year", "years"),
    }
}
