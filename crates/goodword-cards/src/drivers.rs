//! What goes with recommending.

use std::rc::Rc;

use goodword_core::Summary;
use goodword_core::summary::{DriverFigures, Mean, TOO_FEW};
use goodword_core::words::number::{count, decimal};
use goodword_core::words::{answers, drivers as sentences};

use crate::Table;
use crate::card::Card;
use crate::chart::{ProfileLine, Spread, profile};
use crate::words::{PROMISE, points_range, unlinked};

const LEVELS: [&str; 5] = ["1", "2", "3", "4", "5"];
const AXIS: &str = "Felt understood, 1 to 5";

/// The card.
pub fn together(summary: &Summary) -> Card {
    let figures = &summary.together;
    let mut told = sentences::drivers(figures).into_iter().map(String::from);
    let few = "Too few answered all three questions to say what goes together.";
    let title = told.next().unwrap_or_else(|| unlinked(summary).unwrap_or(few).to_owned());
    let mut card = Card::new("together", sentences::HEADING, title);
    let lines = lines(figures);
    let some = lines.iter().any(|line| line.levels.iter().any(Option::is_some));
    card.chart = some.then(|| Rc::new(move |width| profile(&lines, &LEVELS, AXIS, width)) as _);
    card.says = told.collect();
    if some {
        card.says.push(sentences::CAUTION.to_owned());
    }
    card.table = Some(table(figures));
    card
}

fn lines(figures: &DriverFigures) -> Vec<ProfileLine> {
    let line = |(of, name): (&goodword_core::summary::Profile, &str)| ProfileLine {
        name: name.to_owned(),
        class: of.state.as_str(),
        levels: of.recommend.iter().zip(1..).map(|(mean, level)| point(mean, name, level)).collect(),
    };
    figures.profile.iter().zip(PROMISE).map(line).collect()
}

fn point(mean: &Mean, name: &str, level: u8) -> Option<(Spread, String)> {
    let value = mean.mean.filter(|_| mean.n >= TOO_FEW)?;
    let (low, high) = mean.interval.map_or((value, value), |range| (range.low, range.high));
    let between = mean.interval.map_or_else(String::new, |range| format!(", between {}", points_range(range)));
    let detail =
        format!("{name}, felt understood {level}: mean {}{between}, from {}", decimal(value, 1), answers(mean.n));
    Some((Spread { low, value, high }, detail))
}

fn table(figures: &DriverFigures) -> Table {
    let cell = |mean: &Mean| match mean.mean.filter(|_| mean.n >= TOO_FEW) {
        Some(value) => format!("{} ({})", decimal(value, 1), count(mean.n)),
        None => format!("({})", count(mean.n)),
    };
    let row = |(of, name): (&goodword_core::summary::Profile, &str)| {
        std::iter::once(name.to_owned()).chain(of.recommend.iter().map(cell)).collect()
    };
    Table {
        caption: "Mean recommend, and how many answered, by promise and empathy".to_owned(),
        heads: vec!["Promise", "Felt 1", "2", "3", "4", "5"],
        rows: figures.profile.iter().zip(PROMISE).map(row).collect(),
    }
}
