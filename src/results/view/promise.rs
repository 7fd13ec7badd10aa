//! Was our promise kept.

use goodword_core::summary::PromiseFigures;
use goodword_core::words;
use goodword_core::words::number::{count, percent as hundredths};
use yew::prelude::*;

use super::card::Card;
use super::table::Table;
use crate::results::chart::{Segment, percent, stack};
use crate::results::words::{PROMISE, bar, share, share_range};

/// The card.
pub fn promise(figures: &PromiseFigures) -> Html {
    let kept = figures.kept.share.filter(|_| !figures.kept.few.too_few);
    let [.., none] = &figures.shares;
    let broken = (figures.broken.count > 0 && kept.is_some()).then(|| words::broken(figures));
    let none = (none.count > 0).then(|| words::no_promise(figures));
    Card {
        name: "promise",
        kicker: "Promises kept",
        figure: kept.map(hundredths),
        title: words::kept(figures),
        chart: (figures.n > 0).then(|| drawing(figures)),
        says: broken.into_iter().chain(none).collect(),
        table: table(figures),
    }
    .html()
}

/// The shares end to end, and under them what each is: colour alone tells nothing.
fn drawing(figures: &PromiseFigures) -> Html {
    let counts = figures.shares.each_ref().map(|share| share.count);
    let segments = stack(&counts).into_iter().zip(&figures.shares).zip(PROMISE);
    let named = figures.shares.iter().zip(PROMISE).filter(|(share, _)| share.count > 0);
    html! {
        <>
            <svg height="16">
                { for segments.map(|((Segment { x, width }, share), name)| html! {
                    <rect class={share.state.as_str()} x={percent(x)} width={percent(width)} y="0" height="16">
                        <title>{ bar(name, share.count, share.share) }</title>
                    </rect>
                }) }
            </svg>
            <div class="key">
                { for named.map(|(share, name)| html! {
                    <span class={share.state.as_str()}>{ format!("{name} ") }<b>{ count(share.count) }</b></span>
                }) }
            </div>
        </>
    }
}

fn table(figures: &PromiseFigures) -> Table {
    let rows = figures.shares.iter().zip(PROMISE);
    Table {
        caption: "What became of the promise".to_owned(),
        heads: vec!["Promise", "Answers", "Share", "Range, all together 95 %"],
        rows: rows
            .map(|(of, name)| vec![name.to_owned(), count(of.count), share(of.share), share_range(of.interval)])
            .collect(),
    }
}
