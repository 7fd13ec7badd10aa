//! Would you recommend us, answer by answer.

use goodword_core::summary::{RecommendFigures, Share};
use goodword_core::words;
use goodword_core::words::number::count;
use yew::prelude::*;

use super::card::Card;
use super::table::Table;
use crate::results::chart::{bars, percent};
use crate::results::words::{bar, share, share_range};

/// The card.
pub fn recommend(figures: &RecommendFigures) -> Html {
    Card {
        name: "recommend",
        kicker: "Would recommend, 0 to 10",
        figure: None,
        title: words::mean(&figures.mean),
        chart: (figures.n > 0).then(|| drawing(figures)),
        says: vec!["9 and 10 count for the score, 0 to 6 against it, 7 and 8 neither way.".to_owned()],
        table: table(figures),
    }
    .html()
}

fn drawing(figures: &RecommendFigures) -> Html {
    let drawn = bars(&figures.histogram).into_iter().enumerate();
    html! {
        <>
            <svg height="160">
                { for drawn.clone().map(|(score, place)| html! {
                    <rect class={group(score)} x={percent(place.x)} width={percent(place.width)} y={percent(place.y)}
                        height={percent(place.height)}>
                        <title>{ bar(&score.to_string(), place.count, Share::of(place.count, figures.n).share) }</title>
                    </rect>
                }) }
            </svg>
            <svg class="axis" height="20">
                { for drawn.map(|(score, place)| html! { <text class="mid" x={percent(place.middle)} y="15">{ score }</text> }) }
            </svg>
        </>
    }
}

fn group(score: usize) -> &'static str {
    match score {
        0..=6 => "low",
        7 | 8 => "mid",
        _ => "high",
    }
}

fn table(figures: &RecommendFigures) -> Table {
    let rows = figures.histogram.iter().enumerate().map(|(score, n)| {
        let of = Share::of(*n, figures.n);
        vec![score.to_string(), count(*n), share(of.share), share_range(of.interval)]
    });
    Table {
        caption: "Would recommend, answer by answer".to_owned(),
        heads: vec!["Answer", "Answers", "Share", "95 % range"],
        rows: rows.collect(),
    }
}
