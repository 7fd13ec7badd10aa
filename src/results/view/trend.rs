//! How the score and the promises went over time.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::calendar::Unit;
use goodword_core::summary::{Bucket, Trend};
use goodword_core::words::number::{count, decimal};
use goodword_core::words::{answers, trend as sentences};
use yew::prelude::*;

use super::card::Card;
use super::choice::choice;
use super::table::Table;
use super::trend_marks::marks;
use super::trend_metric::TrendMetric;
use crate::browser::local;
use crate::results::chart::{self, Spread, TrendPoint};
use crate::results::controller::Controller;
use crate::results::memory::Memory;
use crate::results::words::{dash, range_of};

const BAND: &str =
    "The band is the 95 % range of each point, the dotted line stands at all that no told stretch holds together.";
const HOLLOW: &str = "A hollow point is known in part only, or may still grow.";
const VOLUME: &str = "The bars below show how many answered.";
const GAP: &str = "With fewer than 5 answers there is no point.";
const FEW: &str = "Limits for what is unusual need at least 12 points with 5 answers each.";

/// What the card is made from.
#[derive(Clone, PartialEq, Properties)]
pub struct TrendProps {
    /// Everything that was found.
    pub figures: Rc<crate::results::state::Figures>,
    /// Saves the drawing.
    pub controller: SharedController,
}

/// A controller, which is always the same one.
#[derive(Clone)]
pub struct SharedController(pub Rc<Controller>);

impl PartialEq for SharedController {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The card, with what is chosen in it.
#[component]
pub fn Trends(props: &TrendProps) -> Html {
    let summary = &props.figures.summary;
    let unit = use_state_eq(|| None::<Unit>);
    let of = use_state_eq(|| TrendMetric::Nps);
    let shown = unit.unwrap_or_else(|| usual(summary));
    let Some(trend) = summary.trends.iter().find(|trend| trend.unit == shown) else { return Html::default() };
    let units = [
        (Unit::Day, "Days"),
        (Unit::Week, "Weeks"),
        (Unit::Month, "Months"),
        (Unit::Quarter, "Quarters"),
        (Unit::Year, "Years"),
    ];
    // One point is no line.
    let units: Vec<_> = units.into_iter().filter(|(unit, _)| *unit == shown || points(summary, *unit) > 1).collect();
    let units = choice("Cut into", &units, shown, {
        let unit = unit.clone();
        move |to| unit.set(Some(to))
    });
    let figures = choice(
        "Figure",
        &[(TrendMetric::Nps, "NPS"), (TrendMetric::Kept, "Promises kept"), (TrendMetric::Agree, "Felt understood")],
        *of,
        {
            let of = of.clone();
            move |to| of.set(to)
        },
    );
    let survey = survey(summary);
    let memory = use_state_eq(|| recalled(&survey));
    let remember = {
        let memory = memory.clone();
        Callback::from(move |to: Memory| {
            local::write(&Memory::name(&survey), &to.text());
            memory.set(to);
        })
    };
    let choices = html! { <div class="choices">{ figures }{ units }</div> };
    let marks = marks(&memory, *of, &remember);
    card(summary, trend, (*of, &memory), (choices, marks), &props.controller.0)
}

fn points(summary: &Summary, unit: Unit) -> usize {
    summary.trends.iter().find(|trend| trend.unit == unit).map_or(0, |trend| trend.buckets.len())
}

/// The unit that gives a drawing some ten to forty points.
fn usual(summary: &Summary) -> Unit {
    match (points(summary, Unit::Day), points(summary, Unit::Week)) {
        (..=31, _) => Unit::Day,
        (_, ..=60) => Unit::Week,
        _ => Unit::Month,
    }
}

/// What was kept of a survey in this browser. It is read anew with each card: another one may have written.
pub fn recalled(survey: &str) -> Memory {
    local::read(&Memory::name(survey)).map(|text| Memory::read(&text)).unwrap_or_default()
}

/// What the survey is called under which that is kept.
pub fn survey(summary: &Summary) -> String {
    summary.surveys.keys().next().cloned().unwrap_or_default()
}

fn card(
    summary: &Summary,
    trend: &Trend,
    (of, memory): (TrendMetric, &Memory),
    (choices, marks): (Html, Html),
    controller: &Rc<Controller>,
) -> Html {
    let (name, _) = sentences::names(trend.unit);
    let (title, control) = match of {
        TrendMetric::Nps => (sentences::nps(trend).text, &trend.nps),
        TrendMetric::Kept => (sentences::kept(trend).text, &trend.kept),
        TrendMetric::Agree => (sentences::agree(trend).text, &trend.agree),
    };
    let mut card = Card::new("trend", &format!("By {name} ({})", summary.tz), title);
    let drawn = drawn(trend, of, memory);
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
    card.choice = Some(choices);
    card.further = Some(marks);
    card.table = Some(table(trend, of));
    card.html(controller)
}

fn drawn(trend: &Trend, of: TrendMetric, memory: &Memory) -> chart::Trend {
    let notes = memory.notes.iter().map(|(day, text)| (trend.unit.bucket(*day), text.clone())).collect();
    let goal = of.goal(memory);
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
