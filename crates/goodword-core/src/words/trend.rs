//! Sentences on how a figure went over time.

use super::number::{count, decimal};
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
pub fn nps(trend: &Trend) -> String {
    let bucket = trend.buckets.iter().map(|bucket| BucketFigure {
        label: &bucket.label,
        figure: bucket.nps.nps.zip(bucket.nps.interval).filter(|_| !bucket.nps.few.too_few),
        unusual: bucket.nps_unusual,
    });
    sentence("NPS", bucket, &trend.nps, trend.unit, &|value| decimal(value, 0))
}

/// The same of the share of promises that were kept.
pub fn kept(trend: &Trend) -> String {
    let bucket = trend.buckets.iter().map(|bucket| BucketFigure {
        label: &bucket.label,
        figure: bucket.kept.share.zip(bucket.kept.interval).filter(|_| !bucket.kept.few.too_few),
        unusual: bucket.kept_unusual,
    });
    sentence("Promises kept", bucket, &trend.kept, trend.unit, &|value| format!("{} %", decimal(value * 100.0, 0)))
}

fn sentence<'a>(
    what: &str,
    bucket: impl Iterator<Item = BucketFigure<'a>>,
    control: &Control,
    unit: Unit,
    write: &dyn Fn(f64) -> String,
) -> String {
    let known: Vec<_> = bucket.filter_map(|bucket| bucket.figure.map(|figure| (bucket, figure))).collect();
    let (one, many) = names(unit);
    let range = |range: Interval| format!("({} to {})", write(range.low), write(range.high));
    let unusual: Vec<_> = known.iter().filter(|(bucket, _)| bucket.unusual).map(|(bucket, _)| bucket.label).collect();
    match (known.as_slice(), control.centre.filter(|_| control.enough)) {
        ([], _) => format!("No {one} has enough answers for a figure."),
        ([(bucket, (value, interval))], _) => {
            format!("{what} was {} {} in {}.", write(*value), range(*interval), bucket.label)
        }
        (_, Some(centre)) if unusual.is_empty() => {
            let n = count(u64::try_from(known.len()).unwrap_or(u64::MAX));
            format!("{what}: all {n} {many} lie where chance would put them, around {}.", write(centre))
        }
        (_, Some(centre)) => {
            let n = unusual.len();
            let named = listed(&unusual);
            let verb = if n == 1 { "is" } else { "are" };
            format!("{what}: {named} {verb} unusual; the {many} together stand at {}.", write(centre))
        }
        ([first, .., last], None) => format!(
            "{what} was {} {} in {} and {} {} in {}.",
            write(first.1.0),
            range(first.1.1),
            first.0.label,
            write(last.1.0),
            range(last.1.1),
            last.0.label
        ),
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
