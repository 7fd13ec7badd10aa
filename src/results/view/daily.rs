//! The score of each day.

use goodword_core::Summary;
use goodword_core::summary::DayFigures;
use goodword_core::words::number::{count, decimal, points};
use yew::prelude::*;

use super::card::Card;
use super::table::Table;
use crate::results::chart::{self, Daily, Dot};
use crate::results::words::{daily as title, dash, range_of};

/// Up to so many days each has a dot; more would cover the line.
const DOTS: usize = 90;

const BAND: &str = "The band is each day's 95 % range, the dashed line the score of all. About one day in twenty falls outside by chance alone.";
const GAP: &str = "A day with fewer than 5 answers has no score.";
const OPEN: &str = "Today is not over: its dot is hollow.";

/// The card.
pub fn daily(summary: &Summary, today: i32) -> Html {
    let days: Vec<_> = summary.days.iter().map(day).collect();
    let drawn = chart::daily(&days);
    Card {
        name: "daily",
        kicker: "NPS by day",
        figure: None,
        title: title(&summary.days, summary.recommend.nps),
        chart: drawn.as_ref().map(|drawn| drawing(drawn, summary, today)),
        says: says(drawn.as_ref(), today),
        table: table(summary),
    }
    .html()
}

fn says(drawn: Option<&Daily>, today: i32) -> Vec<String> {
    let Some(drawn) = drawn else { return vec![GAP.to_owned()] };
    let (first, last) = drawn.days;
    let gaps = i64::try_from(drawn.dots.len()).is_ok_and(|days| days <= last - first);
    let open = drawn.dots.iter().any(|dot| dot.day == i64::from(today));
    let says = [Some(BAND), gaps.then_some(GAP), open.then_some(OPEN)];
    says.into_iter().flatten().map(str::to_owned).collect()
}

fn day(figures: &DayFigures) -> chart::Day {
    let scored = figures.nps.zip(figures.interval).filter(|_| !figures.few.too_few);
    let value = scored.map(|(nps, range)| (range.low, nps, range.high));
    chart::Day { day: figures.day.number().into(), value }
}

fn drawing(drawn: &Daily, summary: &Summary, today: i32) -> Html {
    let is_lone = |dot: &&Dot| drawn.dots.len() <= DOTS || dot.alone || dot.day == i64::from(today);
    let dots = drawn.dots.iter().filter(is_lone);
    let all = summary.recommend.nps.map(|nps| drawn.level(nps));
    let name = |day: i64| goodword_core::Day::new(day).to_string();
    let (first, last) = (name(drawn.days.0), name(drawn.days.1));
    let middle = f64::midpoint(drawn.scale.from, drawn.scale.to);
    html! {
        <div class="plot">
            <div class="scale">
                { for [drawn.scale.to, middle, drawn.scale.from].map(|value| html! { <span>{ points(value) }</span> }) }
            </div>
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" height="160">
                <path class="grid" d="M0 0H100M0 50H100M0 100H100" />
                { for drawn.bands.iter().map(|band| html! { <path class="band" d={band.clone()} /> }) }
                { for drawn.whiskers.iter().map(|range| html! { <path class="whisker" d={range.clone()} /> }) }
                { for all.iter().map(|level| html! { <path class="all" d={level.clone()} /> }) }
                { for drawn.lines.iter().map(|line| html! { <path class="trend" d={line.clone()} /> }) }
                { for dots.map(|dot| spot(dot, dot.day == i64::from(today))) }
            </svg>
            <div class="days">
                <span>{ &first }</span>
                { for (first != last).then(|| html! { <span>{ last }</span> }) }
            </div>
        </div>
    }
}

/// A dot is a line of no length with round ends: it stays round however wide the drawing is.
fn spot(dot: &Dot, hollow: bool) -> Html {
    let d = dot.path();
    html! {
        <>
            <path class="dot" d={d.clone()} />
            { for hollow.then(|| html! { <path class="hollow" {d} /> }) }
        </>
    }
}

fn table(summary: &Summary) -> Table {
    let row = |day: &DayFigures| {
        let scored = |text: Option<String>| text.filter(|_| !day.few.too_few).unwrap_or_else(dash);
        let score = scored(day.nps.map(|nps| decimal(nps, 2)));
        vec![day.day.to_string(), count(day.n), score, scored(day.interval.map(|range| range_of(range, 2)))]
    };
    Table {
        caption: format!("NPS by day ({})", summary.tz),
        heads: vec!["Day", "Answers", "NPS", "95 % range"],
        rows: summary.days.iter().map(row).collect(),
    }
}
