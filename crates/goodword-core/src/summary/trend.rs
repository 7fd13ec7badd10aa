//! How figures went over days, weeks, months, quarters or years.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::difference::FigureCounts;
use super::{Method, Share, SmallSample};
use crate::Day;
use crate::calendar::Unit;
use crate::cube::Cube;
use crate::stats::control::{Chart, MANY};
use crate::stats::nps::NpsGroups;
use crate::stats::scan::{LEAST, Scan, Stretch};
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
    /// Share of those who felt understood, its centre and limits.
    pub agree: Control,
    /// Those that have a response, earliest first.
    pub buckets: Vec<Bucket>,
}

/// Where points should lie if nothing but chance moves them, and which stretches lie elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// How many answers there are in all buckets.
    pub n: u64,
    /// The figure of all buckets outside of `episodes` together; `null` without answers.
    pub centre: Option<f64>,
    /// Whether there are at least 12 buckets with at least 5 answers: else there are no limits.
    pub enough: bool,
    /// How limits and episodes were worked out.
    pub method: Method,
    /// Stretches that lie apart from the rest, earliest first. Where nothing but chance moves the points, at most 1 of 100
    /// such series has any.
    pub episodes: Vec<Episode>,
}

/// Neighbouring buckets, or a single one, that lie apart from the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Episode {
    /// The label of its first bucket.
    pub first: String,
    /// The label of its last bucket, which is part of it.
    pub last: String,
    /// Whether it lies above the rest; else below.
    pub above: bool,
    /// How many answers there are in it.
    pub n: u64,
    /// Its figure, all answers together.
    pub value: f64,
}

/// One day, week, month, quarter or year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "they are fields of a file, each about a figure of its own")]
pub struct Bucket {
    /// `2026-03-14`, `2026-W11`, `2026-03`, `2026-Q1` or `2026`.
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
    /// Those who felt understood, 4 or 5, of those who answered that.
    pub agree: Share,
    /// Net promoter score of this bucket and those before it in the window, all answers together; `null` before the
    /// first window is full.
    pub rolling_nps: Option<NpsFigures>,
    /// Promises kept in the same window.
    pub rolling_kept: Option<Share>,
    /// Those who felt understood in the same window.
    pub rolling_agree: Option<Share>,
    /// Where its score should lie if it is no episode of its own; `null` when there are too few buckets.
    pub nps_limits: Option<Interval>,
    /// Where its share of kept promises should lie.
    pub kept_limits: Option<Interval>,
    /// Where its share of those who felt understood should lie.
    pub agree_limits: Option<Interval>,
    /// Whether its score is part of an episode.
    pub nps_unusual: bool,
    /// Whether its share of kept promises is.
    pub kept_unusual: bool,
    /// Whether its share of those who felt understood is.
    pub agree_unusual: bool,
}

/// A net promoter score with its n and interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
        let labels: Vec<_> = cubes.keys().map(|bucket| unit.label(*bucket)).collect();
        let parts: Vec<_> = cubes.values().map(FigureCounts::of).collect();
        let series = |of: fn(&FigureCounts) -> NpsGroups, unit: fn(f64) -> f64| {
            let groups = parts.iter().map(of).collect();
            Series { groups, labels: labels.iter().map(String::as_str).collect(), unit }.found()
        };
        let nps = series(|parts| NpsGroups::of(parts.recommend), |mean| 100.0 * mean);
        // Kept and broken are worth 1 and -1, so that a share is one half more than half of their mean.
        let half: fn(f64) -> f64 = |mean| f64::midpoint(1.0, mean);
        let kept = series(|parts| NpsGroups { promoters: parts.kept.0, passives: 0, detractors: parts.broken.0 }, half);
        let agree = series(
            |parts| {
                let (agree, n) = parts.agree;
                NpsGroups { promoters: agree, passives: 0, detractors: n.saturating_sub(agree) }
            },
            half,
        );
        let span = (days.keys().next().copied(), cubes.keys().next_back().copied());
        let buckets = cubes.iter().zip(&parts).zip(nps.each.into_iter().zip(kept.each).zip(agree.each));
        Self {
            unit,
            window: unit.window(),
            buckets: buckets
                .map(|(((bucket, cube), parts), (((nps_limits, nps_unusual), (kept_limits, kept_unusual)), agree))| {
                    let (agree_limits, agree_unusual) = agree;
                    let rolling = rolling(unit, *bucket, &cubes).map(|cube| FigureCounts::of(&cube));
                    let (first, last) = (unit.first(*bucket), unit.last(*bucket));
                    Bucket {
                        label: unit.label(*bucket),
                        first,
                        last,
                        partial: span.1 == Some(*bucket) || span.0.is_some_and(|from| first < from && from <= last),
                        responses: cube.total(),
                        nps: NpsFigures::of(parts.recommend),
                        kept: Share::of(parts.kept.0, parts.kept.1),
                        agree: Share::of(parts.agree.0, parts.agree.1),
                        rolling_nps: rolling.as_ref().map(|parts| NpsFigures::of(parts.recommend)),
                        rolling_kept: rolling.as_ref().map(|parts| Share::of(parts.kept.0, parts.kept.1)),
                        rolling_agree: rolling.as_ref().map(|parts| Share::of(parts.agree.0, parts.agree.1)),
                        nps_limits,
                        kept_limits,
                        agree_limits,
                        nps_unusual,
                        kept_unusual,
                        agree_unusual,
                    }
                })
                .collect(),
            nps: nps.control,
            kept: kept.control,
            agree: agree.control,
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

/// The groups of one figure in each bucket, and how a mean of -1 to 1 is written in its unit.
struct Series<'a> {
    groups: Vec<NpsGroups>,
    labels: Vec<&'a str>,
    unit: fn(f64) -> f64,
}

/// What was found, and where each bucket stands.
struct Found {
    control: Control,
    each: Vec<(Option<Interval>, bool)>,
}

impl Series<'_> {
    fn found(&self) -> Found {
        let all = self.groups.iter().fold(NpsGroups::NONE, |all, groups| all.and(*groups));
        let inflation = self.inflation();
        let scan = Scan::of(&self.groups, inflation.unwrap_or(1.0));
        let stretches = scan.as_ref().map_or(&[][..], |scan| &scan.stretches);
        let centre = scan.as_ref().map_or(all, |scan| scan.rest);
        // Many buckets have as many answers as another.
        let mut known = BTreeMap::new();
        let mut limits = |groups: &NpsGroups| {
            let of = |n| scan.as_ref().and_then(|scan| scan.limits(n));
            let range = (*known.entry(groups.count()).or_insert_with_key(|n| of(*n)))?;
            Some(Interval { low: (self.unit)(range.low), high: (self.unit)(range.high) })
        };
        let unusual = |at: usize| stretches.iter().any(|stretch| (stretch.first..=stretch.last).contains(&at));
        let each = self.groups.iter().enumerate().map(|(at, groups)| (limits(groups), unusual(at))).collect();
        let control = Control {
            n: all.count(),
            centre: centre.mean().map(self.unit),
            enough: scan.is_some(),
            method: if inflation.is_some() { Method::WideScan } else { Method::Scan },
            episodes: stretches.iter().filter_map(|stretch| self.episode(stretch)).collect(),
        };
        Found { control, each }
    }

    fn episode(&self, stretch: &Stretch) -> Option<Episode> {
        let label = |at: usize| self.labels.get(at).map(|label| (*label).to_owned());
        Some(Episode {
            first: label(stretch.first)?,
            last: label(stretch.last)?,
            above: stretch.above,
            n: stretch.groups.count(),
            value: (self.unit)(stretch.groups.mean()?),
        })
    }

    /// By how much buckets of very many answers differ more than chance lets them; `None` where it is not looked at.
    fn inflation(&self) -> Option<f64> {
        let known: Vec<_> = self.groups.iter().filter(|groups| groups.count() >= LEAST).copied().collect();
        let answers = known.iter().map(|groups| float(groups.count())).sum::<f64>();
        let many = answers >= MANY * float(u64::try_from(known.len()).unwrap_or(u64::MAX));
        let points: Vec<_> = known.iter().filter_map(|groups| Some((groups.score()?, groups.count()))).collect();
        let inflation = Chart::of_nps(&known)?.laney(&points).inflation;
        (many && inflation > 1.0).then_some(inflation)
    }
}
