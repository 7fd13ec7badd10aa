//! Would you recommend us, as one score with its range.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::summary::{RecommendFigures, Share};
use goodword_core::words::number::{count, decimal};
use goodword_core::words::{self, funnel};

use crate::Table;
use crate::card::Card;
use crate::chart::{Spread, rail};
use crate::words::{dash, exact, range_of, score, share, share_range};

/// The card; `changed` is how it stands to the time before.
pub fn nps(summary: &Summary, changed: Option<String>) -> Card {
    let figures = &summary.recommend;
    let scored = figures.nps.zip(figures.interval).filter(|_| !figures.few.too_few);
    let title = words::recommend(figures).text;
    let drawn = scored.map(|(nps, range)| (Spread { low: range.low, value: nps, high: range.high }, title.clone()));
    let mut card = Card::new("nps", "Would recommend (NPS)", title);
    card.figure = scored.map(|(nps, _)| score(nps));
    card.chart = drawn.map(|(spread, detail)| Rc::new(move |width| rail(spread, (-100.0, 100.0), &detail, width)) as _);
    card.says = changed.into_iter().chain(exact(figures)).chain(funnel::needed(figures).map(String::from)).collect();
    card.table = Some(table(figures));
    card
}

fn table(figures: &RecommendFigures) -> Table {
    let scored = |text: Option<String>| text.filter(|_| !figures.few.too_few).unwrap_or_else(dash);
    let score = scored(figures.nps.map(|nps| decimal(nps, 2)));
    let range = scored(figures.interval.map(|range| range_of(range, 2)));
    let group = |name: &str, n: u64| {
        let of = Share::of(n, figures.n);
        vec![name.to_owned(), count(n), share(of.share), share_range(of.interval)]
    };
    Table {
        caption: "Would recommend, in groups".to_owned(),
        heads: vec!["Group", "Answers", "Value", "95 % range"],
        rows: vec![
            vec!["NPS".to_owned(), count(figures.n), score, range],
            group("Promoters (9, 10)", figures.promoters),
            group("Passives (7, 8)", figures.passives),
            group("Detractors (0 to 6)", figures.detractors),
        ],
    }
}
