//! Would you recommend us, answer by answer.

use std::rc::Rc;

use goodword_core::summary::{RecommendFigures, Share};
use goodword_core::words;
use goodword_core::words::claim::Figure;
use goodword_core::words::number::{OF_TEN, count, percent};

use crate::Table;
use crate::card::Card;
use crate::chart::{Column, histogram as drawn};
use crate::words::{bar, groups, share, share_range};

/// How high the highest bar is.
const TALL: f64 = 150.0;

/// The card.
pub fn histogram(figures: &RecommendFigures) -> Card {
    let mut card = Card::new("recommend", "Would recommend, 0 to 10", words::promoters(figures).text);
    let columns = columns(figures);
    let ends = Some(("Not at all likely", "Extremely likely"));
    card.chart = (figures.n > 0).then(|| Rc::new(move |width| drawn(&columns, ends, TALL, width)) as _);
    card.says = [words::mean(Figure::Recommend, &figures.mean, OF_TEN).text, groups(figures)].into();
    card.table = Some(table(figures));
    card
}

fn columns(figures: &RecommendFigures) -> Vec<Column> {
    let column = |(score, n): (usize, &u64)| {
        let of = Share::of(*n, figures.n).share;
        Column {
            label: score.to_string(),
            count: *n,
            shown: of.map_or_else(String::new, percent),
            class: group(score),
            detail: bar(&score.to_string(), *n, of),
        }
    };
    figures.histogram.iter().enumerate().map(column).collect()
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
