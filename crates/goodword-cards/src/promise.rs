//! Was our promise kept.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::summary::PromiseFigures;
use goodword_core::words;
use goodword_core::words::number::{count, percent};

use crate::Table;
use crate::card::Card;
use crate::chart::{Part, stack};
use crate::words::{PROMISE, bar, share, share_range};

/// The card; `changed` is how it stands to the time before.
pub fn promise(summary: &Summary, changed: Option<String>) -> Card {
    let figures = &summary.promise;
    let kept = figures.kept.share.filter(|_| !figures.kept.few.too_few);
    let [.., none] = &figures.shares;
    let broken = (figures.broken.count > 0 && kept.is_some()).then(|| words::broken(figures).text);
    let none = (none.count > 0).then(|| words::no_promise(figures).text);
    let mut card = Card::new("promise", "Promises kept", words::kept(figures).text);
    card.figure = kept.map(percent);
    let parts = parts(figures);
    card.chart = (figures.n > 0).then(|| Rc::new(move |width| stack(&parts, width)) as _);
    card.says = changed.into_iter().chain(broken).chain(none).collect();
    card.table = Some(table(figures));
    card
}

fn parts(figures: &PromiseFigures) -> Vec<Part> {
    let part = |(of, name): (&goodword_core::summary::PromiseShare, &str)| Part {
        name: name.to_owned(),
        count: of.count,
        shown: count(of.count),
        class: of.state.as_str(),
        detail: bar(name, of.count, of.share),
    };
    figures.shares.iter().zip(PROMISE).map(part).collect()
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
