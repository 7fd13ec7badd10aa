//! Would you recommend us, as one score with its range.

use goodword_core::summary::{RecommendFigures, Share};
use goodword_core::words;
use goodword_core::words::number::{count, decimal};
use yew::prelude::*;

use super::card::Card;
use super::table::Table;
use crate::results::chart::{Scale, Whisker, percent};
use crate::results::words::{dash, exact, groups, range_of, share, share_range, signed};

const SCALE: Scale = Scale { from: -100.0, to: 100.0 };

/// The card.
pub fn nps(figures: &RecommendFigures) -> Html {
    let scored = figures.nps.zip(figures.interval).filter(|_| !figures.few.too_few);
    Card {
        name: "nps",
        kicker: "Would recommend (NPS)",
        figure: scored.map(|(nps, _)| signed(nps, 0)),
        title: words::recommend(figures),
        chart: scored.map(|(nps, range)| line(SCALE.whisker(range.low, nps, range.high))),
        says: exact(figures).into_iter().chain((figures.n > 0).then(|| groups(figures))).collect(),
        table: table(figures),
    }
    .html()
}

fn line(Whisker { low, point, high }: Whisker) -> Html {
    html! {
        <svg height="44">
            <line class="rail" x1="0%" x2="100%" y1="14" y2="14" />
            <line class="zero" x1="50%" x2="50%" y1="5" y2="23" />
            <line class="range" x1={percent(low)} x2={percent(high)} y1="14" y2="14" />
            <line class="point" x1={percent(point)} x2={percent(point)} y1="5" y2="23" />
            <text x="0%" y="42">{ "-100" }</text>
            <text class="mid" x="50%" y="42">{ "0" }</text>
            <text class="end" x="100%" y="42">{ "+100" }</text>
        </svg>
    }
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
