//! How far visitors came, and how long it took them.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::summary::{DropOff, ParadataFigures};
use goodword_core::words::claim::Claim;
use goodword_core::words::funnel as sentences;
use goodword_core::words::number::{count, percent};

use crate::Table;
use crate::card::Card;
use crate::chart::{Bar, bars};
use crate::words::{share, share_range};

/// The card.
pub fn way(summary: &Summary) -> Card {
    let figures = &summary.paradata;
    // What is known leads.
    let (known, unknown): (Vec<_>, Vec<_>) =
        sentences::funnel(figures).into_iter().partition(|sentence| sentence.claim != Claim::Nothing);
    let mut told = known.into_iter().chain(unknown).map(String::from);
    let mut card = Card::new("way", "The way through", told.next().unwrap_or_default());
    let drawn = drawn(figures);
    card.chart = (!drawn.is_empty()).then(|| Rc::new(move |width| bars(&drawn, width)) as _);
    card.says = told.collect();
    card.says.extend(figures.questions.is_empty().then(|| "Which questions were reached was not recorded.".to_owned()));
    card.table = (!figures.questions.is_empty()).then(|| table(figures));
    card
}

#[allow(clippy::cast_precision_loss, reason = "a drawing needs no more than 53 bits")]
fn drawn(figures: &ParadataFigures) -> Vec<Bar> {
    let most = figures.questions.iter().map(|question| question.saw).max().unwrap_or(0).max(1) as f64;
    let bar = |question: &DropOff| {
        let rate = question.drop_off.share.filter(|_| !question.drop_off.few.too_few);
        let left = rate.map_or_else(String::new, |rate| format!(", {} skipped or left", percent(rate)));
        let shown = format!("{} of {} answered{left}", count(question.answered), count(question.saw));
        Bar {
            label: question.question.clone(),
            share: question.answered as f64 / most,
            detail: format!("{}: {shown}", question.question),
            shown,
            class: "kept",
        }
    };
    figures.questions.iter().map(bar).collect()
}

fn table(figures: &ParadataFigures) -> Table {
    let row = |question: &DropOff| {
        let of = &question.drop_off;
        vec![
            question.question.clone(),
            count(question.saw),
            count(question.answered),
            share(of.share.filter(|_| !of.few.too_few)),
            share_range(of.interval.filter(|_| !of.few.too_few)),
        ]
    };
    Table {
        caption: "Who reached each question and answered it".to_owned(),
        heads: vec!["Question", "Reached", "Answered", "Did not answer", "95 % range"],
        rows: figures.questions.iter().map(row).collect(),
    }
}
