//! Did we show empathy.

use goodword_core::summary::{EmpathyFigures, Share};
use goodword_core::words;
use goodword_core::words::number::{count, percent as hundredths};
use yew::prelude::*;

use super::card::Card;
use super::table::Table;
use crate::results::chart::{bars, percent};
use crate::results::words::{EMPATHY, bar, share, share_range};

/// The card.
pub fn empathy(figures: &EmpathyFigures) -> Html {
    let agree = figures.agree.share.filter(|_| !figures.few.too_few);
    Card {
        name: "empathy",
        kicker: "Felt understood",
        figure: agree.map(hundredths),
        title: words::empathy(figures),
        chart: (figures.n > 0).then(|| drawing(figures)),
        says: if agree.is_some() { vec![words::mean(&figures.mean)] } else { Vec::new() },
        table: table(figures),
    }
    .html()
}

fn drawing(figures: &EmpathyFigures) -> Html {
    let drawn = bars(&figures.counts).into_iter().zip(EMPATHY).zip(["low", "low", "mid", "high", "high"]);
    html! {
        <>
            <svg height="48">
                { for drawn.map(|((place, name), class)| html! {
                    <rect {class} x={percent(place.x)} width={percent(place.width)} y={percent(place.y)}
                        height={percent(place.height)}>
                        <title>{ bar(name, place.count, Share::of(place.count, figures.n).share) }</title>
                    </rect>
                }) }
            </svg>
            <div class="ends"><span>{ "Strongly disagree" }</span><span>{ "Strongly agree" }</span></div>
        </>
    }
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
