//! Two times, or two values of a segment, beside each other.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::summary::{Comparison, Difference};
use goodword_core::words::claim::Sentence;
use goodword_core::words::number::{Measure, PERCENTAGE_POINTS, POINTS, TENTHS, chance, count};
use goodword_core::words::{compared, plural};

use crate::Table;
use crate::card::Card;
use crate::chart::{Row, Rows, Spread, rows};
use crate::words::{dash, signed};

/// The card.
pub fn comparison(summary: &Summary) -> Card {
    let figures = summary.comparison.as_ref();
    let title = figures.map_or_else(|| "Nothing is compared.".to_owned(), |figures| compared::finding(figures).text);
    let mut card = Card::new("comparison", "Compared", title);
    if let Some(figures) = figures {
        let drawn = drawn(figures);
        let some = drawn.rows.iter().any(|row| row.spread.is_some());
        card.chart = some.then(|| Rc::new(move |width| rows(&drawn, width)) as _);
        // The others are drawn.
        let undrawn =
            |one: &Sentence| ["Mean", "A random", compared::EVERY_LOOK].iter().any(|start| one.text.starts_with(start));
        let told = compared::comparison(figures).into_iter().filter(undrawn).map(String::from);
        card.says = std::iter::once(heading(figures)).chain(told).collect();
        card.table = Some(table(figures));
    }
    card
}

/// `2026-03 (312 responses) beside 2026-02 (280 responses).`
fn heading(figures: &Comparison) -> String {
    let (a, b) = figures.responses;
    let responses = |n| plural(n, "response", "responses");
    let (first, second) = (compared::name(&figures.a), compared::name(&figures.b));
    format!("{first} ({}) beside {second} ({}).", responses(a), responses(b))
}

/// The differences of scores and shares, in points of a hundred.
fn drawn(figures: &Comparison) -> Rows {
    let list = [
        ("NPS", &figures.nps, POINTS, 1.0),
        ("Promises kept", &figures.kept, PERCENTAGE_POINTS, 100.0),
        ("Promises broken", &figures.broken, PERCENTAGE_POINTS, 100.0),
        ("Felt understood", &figures.agree, PERCENTAGE_POINTS, 100.0),
    ];
    let rows: Vec<_> = list.into_iter().map(|(name, of, measure, unit)| row(name, of, measure, unit)).collect();
    let reach = rows.iter().filter_map(|row| row.spread).flat_map(|spread| [spread.low.abs(), spread.high.abs()]);
    let reach = (reach.fold(10.0, f64::max) / 10.0).ceil() * 10.0;
    let ticks = [-reach, 0.0, reach].map(|value| (value, signed(value, 0))).into();
    Rows { ends: (-reach, reach), ticks, level: Some(0.0), rows }
}

fn row(name: &str, of: &Difference, measure: Measure, unit: f64) -> Row {
    let known = of.difference.zip(of.interval).filter(|_| !of.few.too_few);
    let spread =
        known.map(|(value, range)| Spread { low: range.low * unit, value: value * unit, high: range.high * unit });
    let told = known.map(|(value, range)| (measure.told_apart(&[value], Some(range)), value, range));
    let shown = told.map_or_else(|| "too few answers".to_owned(), |(written, value, _)| written.signed(value));
    let between =
        told.map_or_else(String::new, |(written, _, range)| format!(" points ({})", written.signed_range(range)));
    Row {
        label: name.to_owned(),
        note: format!("{} and {} answers", count(of.n_a), count(of.n_b)),
        spread,
        detail: format!("{name}: {shown}{between}"),
        shown,
        class: "kept",
    }
}

fn table(figures: &Comparison) -> Table {
    let list = [
        ("NPS, points", &figures.nps, POINTS.with(1)),
        ("Mean recommend", &figures.recommend, TENTHS.with(2)),
        ("Mean empathy", &figures.empathy, TENTHS.with(2)),
        ("Felt understood, points", &figures.agree, PERCENTAGE_POINTS.with(1)),
        ("Promises kept, points", &figures.kept, PERCENTAGE_POINTS.with(1)),
        ("Promises broken, points", &figures.broken, PERCENTAGE_POINTS.with(1)),
    ];
    let row = |(name, of, measure): (&str, &Difference, Measure)| {
        let known = of.difference.filter(|_| !of.few.too_few);
        let range = of.interval.filter(|_| known.is_some());
        let values: Vec<_> = known.into_iter().collect();
        let written = measure.told_apart(&values, range);
        vec![
            name.to_owned(),
            known.map_or_else(dash, |value| written.signed(value)),
            range.map_or_else(dash, |range| written.range(range)),
            of.every_look
                .filter(|_| known.is_some())
                .map_or_else(dash, |range| measure.told_apart(&[], Some(range)).range(range)),
            of.p_adjusted.filter(|_| known.is_some()).map_or_else(dash, chance),
            format!("{} and {}", count(of.n_a), count(of.n_b)),
        ]
    };
    Table {
        caption: format!("{} less {}", compared::name(&figures.a), compared::name(&figures.b)),
        heads: vec!["Figure", "Difference", "95 % range", "At every look", "p, adjusted", "Answers"],
        rows: list.into_iter().map(row).collect(),
    }
}
