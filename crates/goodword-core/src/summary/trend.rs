//! How figures went over days, weeks or months.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::difference::FigureCounts;
use super::{Method, Share, SmallSample};
use crate::Day;
use crate::calendar::Unit;
use crate::cube::Cube;
use crate::stats::control::{Chart, LEAST, MANY, POINTS, Point};
use crate::stats::nps::NpsGroups;
use crate::stats::{Interval, float, sum};

/// Only buckets that have a response: a gap is a gap, not a zero.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    /// What it is cut into.
    pub unit: Unit,
    /// How many buckets the rolling window holds.
    pub window: i64,
    /// Net promoter score, its centre and limits.
    pub nps: Control,
    /// Share of promises kept or exceeded, its centre and limits.
    pub kept: Control,
    /// Those that have a response, earliest first.
    pub buckets: Vec<Bucket>,
}

/// Where points should lie if nothing but chance moves them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// How many answers there are in all buckets.
    pub n: u64,
    /// The figure of all buckets together; `null` without answers.
    pub centre: Option<f64>,
    /// Whether there are at least 12 buckets with at least 5 answers: else there are no limits.
    pub enough: bool,
    /// How limits were worked out.
    pub method: Method,
}

/// One day, week or month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bucket {
    /// `2026-03-14`, `2026-W11` or `2026-03`.
    pub label: String,
    /// Its first day, which is part of it.
    pub first: Day,
    /// Its last day, which is part of it.
    pub last: Day,
    /// Whether the pile holds only a part of it, or may: the last one may still grow.
    pub partial: bool,
    /// Responses submitted in it.
    pub responses: u64,
    /// Net promoter score of the answers submitted in it.
    pub nps: NpsFigures,
    /// Promises kept or exceeded, of those to whom something was promised.
    pub kept: Share,
    /// Net promoter score of this bucket and those before it in the window, all answers together; `null` before the
    /// first window is full.
    pub rolling_nps: Option<NpsFigures>,
    /// Promises kept in the same window.
    pub rolling_kept: Option<Share>,
    /// Where its score should lie; `null` when there are too few buckets.
    pub nps_limits: Option<Interval>,
    /// Where its share of kept promises should lie.
    pub kept_limits: Option<Interval>,
    /// Whether its score is unusual: outside of the limits, or the end of eight in a row on one side.
    pub nps_unusual: bool,
    /// Whether its share of kept promises is.
    pub kept_unusual: bool,
}

/// A net promoter score with its n and interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NpsFigures {
    /// How many answered whether they would recommend us.
    pub n: u64,
    /// -100 to 100; `null` when n is 0.
    pub nps: Option<f64>,
    /// Its 95 % interval; `null` when n is 0.
    pub interval: Option<Interval>,
    /// How the interval was worked out.
    pub method: Method,
    /// Whether n is small.
    #[serde(flatten)]
    pub few: SmallSample,
}

impl NpsFigures {
    /// Of the counts of the answers 0 to 10.
    pub fn of(recommend: [u64; 11]) -> Self {
        let (n, groups) = (sum(recommend), NpsGroups::of(recommend));
        Self { n, nps: groups.score(), interval: groups.interval(), method: Method::Tango, few: SmallSample::of(n) }
    }
}

impl Trend {
    /// Of the answers of each day.
    pub fn of(unit: Unit, days: &BTreeMap<Day, Cube>) -> Self {
        let mut cubes: BTreeMap<i64, Cube> = BTreeMap::new();
        for (day, cube) in days {
            cubes.entry(unit.bucket(*day)).or_default().merge(cube);
        }
        let parts: Vec<_> = cubes.values().map(FigureCounts::of).collect();
        let groups: Vec<_> = parts.iter().map(|parts| NpsGroups::of(parts.recommend)).collect();
        let kept: Vec<_> = parts.iter().map(|parts| parts.kept).collect();
        let score = |parts: &FigureCounts| Some((NpsGroups::of(parts.recommend).score()?, sum(parts.recommend)));
        let share = |parts: &FigureCounts| Some((Share::of(parts.kept.0, parts.kept.1).share?, parts.kept.1));
        let nps =
            ControlLimits::of(Chart::of_nps(&groups), &parts.iter().map(score).collect::<Vec<_>>(), Method::NpsChart);
        let kept =
            ControlLimits::of(Chart::of_shares(&kept), &parts.iter().map(share).collect::<Vec<_>>(), Method::PChart);
        let span = (days.keys().next().copied(), cubes.keys().next_back().copied());
        let buckets = cubes.iter().zip(nps.of_each().zip(kept.of_each()));
        Self {
            unit,
            window: unit.window(),
            buckets: buckets
                .map(|((bucket, cube), ((nps_limits, nps_unusual), (kept_limits, kept_unusual)))| {
                    let rolling = rolling(unit, *bucket, &cubes).map(|cube| FigureCounts::of(&cube));
                    let (first, last, parts) = (unit.first(*bucket), unit.last(*bucket), FigureCounts::of(cube));
                    Bucket {
                        label: unit.label(*bucket),
                        first,
                        last,
                        partial: span.1 == Some(*bucket) || span.0.is_some_and(|from| first < from && from <= last),
                        responses: cube.total(),
                        nps: NpsFigures::of(parts.recommend),
                        kept: Share::of(parts.kept.0, parts.kept.1),
                        rolling_nps: rolling.as_ref().map(|parts| NpsFigures::of(parts.recommend)),
                        rolling_kept: rolling.as_ref().map(|parts| Share::of(parts.kept.0, parts.kept.1)),
                        nps_limits,
                        kept_limits,
                        nps_unusual,
                        kept_unusual,
                    }
                })
                .collect(),
            nps: nps.control,
            kept: kept.control,
        }
    }
}

/// All answers of a full window: sums over sums, never the mean of daily figures.
fn rolling(unit: Unit, bucket: i64, cubes: &BTreeMap<i64, Cube>) -> Option<Cube> {
    let from = bucket - unit.window() + 1;
    let first = *cubes.keys().next()?;
    (first <= from).then(|| {
        cubes.range(from..=bucket).fold(Cube::default(), |mut all, (_, cube)| {
            all.merge(cube);
            all
        })
    })
}

/// A chart and what it says of each point.
struct ControlLimits {
    control: Control,
    each: Vec<(Option<Interval>, bool)>,
}

impl ControlLimits {
    fn of(chart: Option<Chart>, points: &[Option<Point>], method: Method) -> Self {
        let known: Vec<_> = points.iter().flatten().copied().filter(|(_, n)| *n >= LEAST).collect();
        let enough = known.len() >= POINTS;
        let all = known.iter().map(|(_, n)| float(*n)).sum::<f64>();
        let many = enough && all >= MANY * float(u64::try_from(known.len()).unwrap_or(u64::MAX));
        // Laney's limits are those of chance, widened by what days really differ; never narrower here.
        let wide = chart.map(|chart| chart.laney(&known)).filter(|wide| many && wide.inflation > 1.0);
        let method = if wide.is_some() { Method::Laney } else { method };
        let used = wide.or(chart);
        let limits = |point: &Option<Point>| used.filter(|_| enough)?.limits(point.as_ref()?.1);
        let signals = used.map_or_else(|| vec![false; points.len()], |chart| chart.signals(points));
        Self {
            control: Control {
                n: sum(points.iter().flatten().map(|(_, n)| *n)),
                centre: chart.map(|chart| chart.centre),
                enough,
                method,
            },
            each: points.iter().map(limits).zip(signals).collect(),
        }
    }

    fn of_each(&self) -> impl Iterator<Item = (Option<Interval>, bool)> {
        self.each.iter().copied()
    }
}
