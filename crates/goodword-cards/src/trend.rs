//! How the score and the promises went over time.

use std::rc::Rc;

use goodword_core::calendar::Unit;
use goodword_core::summary::{Bucket, Trend};
use goodword_core::words::number::{count, decimal};
use goodword_core::words::{answers, trend as sentences};
use goodword_core::{Day, Summary};

use crate::Table;
use crate::card::Card;
use crate::chart::{self, Spread, TrendPoint};
use crate::words::{dash, range_of};

const BAND: &str =
    "The band is the 95 % range of each point, the dotted line stands at all that no told stretch holds together.";
const HOLLOW: &str = "A hollow point is known in part only, or may still grow.";
const VOLUME: &str = "The bars below show how many answered.";
const GAP: &str = "With fewer than 5 answers there is no point.";
const FEW: &str = "Limits for what is unusual need at least 12 points with 5 answers each.";

/// What a trend is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrendMetric {
    /// The net promoter score.
    Nps,
    /// Promises kept.
    Kept,
    /// Those who felt understood.
    Agree,
}

/// What an analyst adds to a trend.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// What the figure is to reach, in points or hundredths.
    pub goal: Option<f64>,
    /// What happened on a day.
    pub notes: Vec<(Day, String)>,
}

/// How many buckets of a unit there are.
pub fn points(summary: &Summary, unit: Unit) -> usize {
    summary.trends.iter().find(|trend| trend.unit == unit).map_or(0, |trend| trend.buckets.len())
}

/// The unit that gives a drawing some ten to forty points.
pub fn usual(summary: &Summary) -> Unit {
    match (points(summary, Unit::Day), points(summary, Unit::Week)) {
        (..=31, _) => Unit::Day,
        (_, ..=60) => Unit::Week,
        _ => Unit::Month,
    }
}

/// The card of one cut into time.
pub fn trend(summary: &Summary, trend: &Trend, of: TrendMetric, added: &Marks) -> Card {
    let (name, _) = sentences::names(trend.unit);
    let (title, control) = match of {
        TrendMetric::Nps => (sentences::nps(trend).text, &trend.nps),
        TrendMetric::Kept => (sentences::kept(trend).text, &trend.kept),
        TrendMetric::Agree => (sentences::agree(trend).text, &trend.agree),
    };
    let mut card = Card::new("trend", &format!("By {name} ({})", summary.tz), title);
    let drawn = drawn(trend, of, added);
    let some = drawn.moments.iter().any(|moment| moment.spread.is_some());
    let gap = drawn.moments.iter().any(|moment| moment.spread.is_none());
    card.chart = some.then(|| Rc::new(move |width| chart::trend(&drawn, width).unwrap_or_default()) as _);
    let limits = if control.enough { sentences::limits(control) } else { FEW };
    let says = [
        some.then_some(BAND),
        some.then_some(limits),
        some.then_some(HOLLOW),
        gap.then_some(GAP),
        some.then_some(VOLUME),
    ];
    card.says = says.into_iter().flatten().map(str::to_owned).collect();
    card.table = Some(table(trend, of));
    card
}

fn drawn(trend: &Trend, of: TrendMetric, added: &Marks) -> chart::Trend {
    let notes = added.notes.iter().map(|(day, text)| (trend.unit.bucket(*day), text.clone())).collect();
    let goal = added.goal;
    let moments = trend.buckets.iter().map(|bucket| moment(bucket, trend.unit, of)).collect();
    match of {
        TrendMetric::Nps => chart::Trend {
            moments,
            centre: trend.nps.centre,
            bounds: (-100.0, 100.0),
            shared: None,
            step: 20.0,
            unit: "",
            goal,
            notes,
        },
        TrendMetric::Kept | TrendMetric::Agree => {
            let control = if of == TrendMetric::Kept { &trend.kept } else { &trend.agree };
            let centre = control.centre.map(|centre| centre * 100.0);
            chart::Trend { moments, centre, bounds: (0.0, 100.0), shared: None, step: 10.0, unit: " %", goal, notes }
        }
    }
}

/// Value, range, how many, where it should lie, whether it is unusual: in points or hundredths.
fn figure(bucket: &Bucket, of: TrendMetric) -> (Option<Spread>, u64, Option<(f64, f64)>, bool) {
    let spread = |value: f64, low: f64, high: f64| Spread { low, value, high };
    match of {
        TrendMetric::Nps => {
            let score = bucket.nps.nps.zip(bucket.nps.interval).filter(|_| !bucket.nps.few.too_few);
            let limits = bucket.nps_limits.map(|limits| (limits.low, limits.high));
            (score.map(|(nps, range)| spread(nps, range.low, range.high)), bucket.nps.n, limits, bucket.nps_unusual)
        }
        TrendMetric::Kept | TrendMetric::Agree => {
            let (of, limits, unusual) = match of {
                TrendMetric::Kept => (&bucket.kept, bucket.kept_limits, bucket.kept_unusual),
                _ => (&bucket.agree, bucket.agree_limits, bucket.agree_unusual),
            };
            let share = of.share.zip(of.interval).filter(|_| !of.few.too_few);
            let limits = limits.map(|limits| (limits.low * 100.0, limits.high * 100.0));
            let spread = share.map(|(share, range)| spread(share * 100.0, range.low * 100.0, range.high * 100.0));
            (spread, of.n, limits, unusual)
        }
    }
}

fn moment(bucket: &Bucket, unit: Unit, of: TrendMetric) -> TrendPoint {
    let (spread, n, limits, unusual) = figure(bucket, of);
    let value = spread.map_or_else(String::new, |spread| {
        let Spread { low, value, high } = spread;
        let name = if of == TrendMetric::Nps { "NPS " } else { "" };
        let sign = if of == TrendMetric::Nps { "" } else { " %" };
        format!("{name}{}{sign}, between {} and {}{sign}, ", decimal(value, 0), decimal(low, 0), decimal(high, 0))
    });
    let odd = if unusual { ": unusual" } else { "" };
    TrendPoint {
        at: unit.bucket(bucket.first),
        label: bucket.label.clone(),
        n,
        spread,
        limits,
        unusual,
        partial: bucket.partial,
        detail: format!("{}: {value}from {}{odd}", bucket.label, answers(n)),
    }
}

fn table(trend: &Trend, of: TrendMetric) -> Table {
    let row = |bucket: &Bucket| {
        let (spread, n, _, unusual) = figure(bucket, of);
        let range = spread.map(|Spread { low, high, .. }| goodword_core::stats::Interval { low, high });
        vec![
            bucket.label.clone(),
            count(n),
            spread.map_or_else(dash, |spread| decimal(spread.value, 1)),
            range.map_or_else(dash, |range| range_of(range, 1)),
            [unusual.then_some("unusual"), bucket.partial.then_some("in part")]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", "),
        ]
    };
    let value = match of {
        TrendMetric::Nps => "NPS",
        TrendMetric::Kept => "Kept, %",
        TrendMetric::Agree => "Felt understood, %",
    };
    Table {
        caption: "Over time".to_owned(),
        heads: vec!["When", "Answers", value, "95 % range", "Note"],
        rows: trend.buckets.iter().map(row).collect(),
    }
}
