//! Sentences on how a figure went over time.

use super::claim::{Claim, Sentence};
use super::number::{Measure, SCORE, SHARE, count};
use crate::calendar::Unit;
use crate::stats::Interval;
use crate::summary::{Control, Trend};

/// To be printed where limits are.
pub const LIMITS: &str = "Between the dashed limits lies what chance alone would do. A point outside, or the eighth in a row on one side, is unusual; that says nothing about why.";

/// One bucket of a trend as a sentence needs it: its label, its figure with the range, and whether it is unusual.
struct BucketFigure<'a> {
    label: &'a str,
    figure: Option<(f64, Interval)>,
    unusual: bool,
}

/// `NPS: all 15 weeks lie where chance would put them, around 40.`
pub fn nps(trend: &Trend) -> Sentence {
    let bucket = trend.buckets.iter().map(|bucket| BucketFigure {
        label: &bucket.label,
        figure: bucket.nps.nps.zip(bucket.nps.interval).filter(|_| !bucket.nps.few.too_few),
        unusual: bucket.nps_unusual,
    });
    Sentence::new(sentence("NPS", bucket, &trend.nps, trend.unit, SCORE), Claim::Nothing)
}

/// The same of the share of promises that were kept.
pub fn kept(trend: &Trend) -> Sentence {
    let bucket = trend.buckets.iter().map(|bucket| BucketFigure {
        label: &bucket.label,
        figure: bucket.kept.share.zip(bucket.kept.interval).filter(|_| !bucket.kept.few.too_few),
        unusual: bucket.kept_unusual,
    });
    Sentence::new(sentence("Promises kept", bucket, &trend.kept, trend.unit, SHARE), Claim::Nothing)
}

fn sentence<'a>(
    what: &str,
    bucket: impl Iterator<Item = BucketFigure<'a>>,
    control: &Control,
    unit: Unit,
    measure: Measure,
) -> String {
    let known: Vec<_> = bucket.filter_map(|bucket| bucket.figure.map(|figure| (bucket, figure))).collect();
    let (one, many) = names(unit);
    let at = if unit == Unit::Day { "on" } else { "in" };
    let was = |(bucket, (value, range)): &(BucketFigure<'_>, (f64, Interval))| {
        let written = measure.told_apart(&[*value], Some(*range));
        format!("{} ({}) {at} {}", written.text(*value), written.range(*range), bucket.label)
    };
    let unusual: Vec<_> = known.iter().filter(|(bucket, _)| bucket.unusual).map(|(bucket, _)| bucket.label).collect();
    match (known.as_slice(), control.centre.filter(|_| control.enough)) {
        ([], _) => format!("No {one} has enough answers for a figure."),
        ([only], _) => format!("{what} was {}.", was(only)),
        (_, Some(centre)) if unusual.is_empty() => {
            let n = count(u64::try_from(known.len()).unwrap_or(u64::MAX));
            format!("{what}: all {n} {many} lie where chance would put them, around {}.", measure.text(centre))
        }
        (_, Some(centre)) => {
            let verb = if unusual.len() == 1 { "is" } else { "are" };
            format!(
                "{what}: {} {verb} unusual; the {many} together stand at {}.",
                listed(&unusual),
                measure.text(centre)
            )
        }
        ([first, .., last], None) => format!("{what} was {} and {}.", was(first), was(last)),
    }
}

/// `2026-W09 and 2026-W11`, or the last of them and how many before.
fn listed(labels: &[&str]) -> String {
    match labels {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [before @ .., last] => format!("{last} and {} earlier", before.len()),
    }
}

/// `week`, `weeks`.
pub fn names(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Day => ("day", "days"),
        Unit::Week => ("week", "weeks"),
        Unit::Month => ("month", "months"),
    }
}
