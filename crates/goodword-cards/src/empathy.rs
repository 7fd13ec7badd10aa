//! Did we show empathy.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::summary::{EmpathyFigures, Share};
use goodword_core::words;
use goodword_core::words::claim::Figure;
use goodword_core::words::number::{OF_FIVE, count, percent};

use crate::Table;
use crate::card::Card;
use crate::chart::{Column, histogram};
use crate::words::{EMPATHY, bar, share, share_range};

/// How high the highest bar is.
const TALL: f64 = 40.0;

/// The card; `changed` is how it stands to the time before.
pub fn empathy(summary: &Summary, changed: Option<String>) -> Card {
    let figures = &summary.empathy;
    let agree = figures.agree.share.filter(|_| !figures.few.too_few);
    let mut card = Card::new("empathy", "Felt understood", words::empathy(figures).text);
    card.figure = agree.map(percent);
    let columns = columns(figures);
    let ends = Some((EMPATHY[0], EMPATHY[4]));
    card.chart = (figures.n > 0).then(|| Rc::new(move |width| histogram(&columns, ends, TALL, width)) as _);
    card.says =
        changed.into_iter().chain(agree.map(|_| words::mean(Figure::Empathy, &figures.mean, OF_FIVE).text)).collect();
    card.table = Some(table(figures));
    card
}

fn columns(figures: &EmpathyFigures) -> Vec<Column> {
    let named = figures.counts.iter().zip(EMPATHY).zip(["low", "low", "mid", "kept", "kept"]).zip(1..);
    named
        .map(|(((n, name), class), at)| {
            let of = Share::of(*n, figures.n).share;
            Column {
                label: at.to_string(),
                count: *n,
                shown: of.map_or_else(String::new, percent),
                class,
                detail: bar(name, *n, of),
            }
        })
        .collect()
}

fn table(figures: &EmpathyFigures) -> Table {
    let rows = figures.counts.iter().zip(EMPATHY).map(|(n, name)| {
        let of = Share::of(*n, figures.n);
        vec![name.to_owned(), count(*n), share(of.share), share_range(of.interval)]
    });
    Table {
        caption: "We understood how you felt".to_owned(),
        heads: vec!["Answer", "Answers", "Share", "95 % range"],
        rows: rows.collect(),
    }
}
