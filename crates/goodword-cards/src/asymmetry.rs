//! Scores after broken, kept and exceeded promises beside each other.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::summary::{AsymmetryFigures, PromiseGroup};
use goodword_core::words::number::{count, decimal};
use goodword_core::words::{answers, promise as sentences};

use crate::Table;
use crate::card::Card;
use crate::chart::{Row, Rows, Spread, rows};
use crate::words::{PROMISE, dash, points_range, score, unlinked};

/// The card.
pub fn asymmetry(summary: &Summary) -> Card {
    let figures = &summary.asymmetry;
    let mut told = sentences::asymmetry(figures).into_iter().map(String::from);
    let few = "Too few answers to set broken and kept promises beside each other.";
    let title = told.next().unwrap_or_else(|| unlinked(summary).unwrap_or(few).to_owned());
    let mut card = Card::new("asymmetry", "Mean “would recommend”, by what became of the promise", title);
    let drawn = drawn(figures);
    let some = drawn.rows.iter().any(|row| row.spread.is_some());
    card.chart = some.then(|| Rc::new(move |width| rows(&drawn, width)) as _);
    card.says = told.collect();
    card.table = Some(table(figures));
    card
}

fn drawn(figures: &AsymmetryFigures) -> Rows {
    let ticks = [0.0, 5.0, 10.0].map(|value| (value, format!("{value}"))).into();
    Rows { ends: (0.0, 10.0), ticks, level: None, rows: figures.groups.iter().zip(PROMISE).map(row).collect() }
}

fn row((group, name): (&PromiseGroup, &str)) -> Row {
    let mean = group.recommend.mean.filter(|_| !group.few.too_few);
    let range = group.recommend.interval;
    let shown = mean.map_or_else(|| "too few answers".to_owned(), |mean| decimal(mean, 1));
    let between =
        range.filter(|_| mean.is_some()).map_or_else(String::new, |range| format!(", between {}", points_range(range)));
    Row {
        label: name.to_owned(),
        note: answers(group.n),
        spread: mean.map(|value| {
            range.map_or(Spread { low: value, value, high: value }, |range| Spread {
                low: range.low,
                value,
                high: range.high,
            })
        }),
        detail: format!("{name}: {shown}{between}, from {}", answers(group.n)),
        shown,
        class: group.state.as_str(),
    }
}

fn table(figures: &AsymmetryFigures) -> Table {
    let row = |(group, name): (&PromiseGroup, &str)| {
        let known = |text: Option<String>| text.filter(|_| !group.few.too_few).unwrap_or_else(dash);
        vec![
            name.to_owned(),
            count(group.n),
            known(group.recommend.mean.map(|mean| decimal(mean, 2))),
            known(
                group
                    .recommend
                    .interval
                    .map(|range| format!("{} to {}", decimal(range.low, 2), decimal(range.high, 2))),
            ),
            known(group.nps.map(score)),
            known(group.empathy.mean.map(|mean| decimal(mean, 1))),
        ]
    };
    Table {
        caption: "By what became of the promise".to_owned(),
        heads: vec!["Promise", "Answers", "Mean recommend", "95 % range", "NPS", "Mean empathy"],
        rows: figures.groups.iter().zip(PROMISE).map(row).collect(),
    }
}
