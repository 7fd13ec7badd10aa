//! What a cell of two things beside each other says of each figure.

use serde::{Deserialize, Serialize};

use super::number::{Measure, SCORE, SHARE, count};
use crate::cross::CrossCell;
use crate::stats::{Interval, float};
use crate::summary::Share;

/// What is shown of each cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellFigure {
    /// Its share of the row.
    Share,
    /// How many responses it holds.
    Responses,
    /// Their net promoter score.
    Nps,
    /// Those who felt understood.
    Agree,
    /// Promises that were kept.
    Kept,
}

/// A figure of a cell in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellText {
    /// The value, -100 to 100 or a share of 0 to 100; `None` where there are too few answers.
    pub value: Option<f64>,
    /// Its range.
    pub range: Option<(f64, f64)>,
    /// How many it rests on.
    pub n: u64,
    /// The value as it is written: `75 %`, `–`.
    pub text: String,
    /// The range as it is written: `60 to 86`.
    pub range_text: String,
}

impl CellFigure {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Share, Self::Responses, Self::Nps, Self::Agree, Self::Kept];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "Share of the row",
            Self::Responses => "Responses",
            Self::Nps => "NPS",
            Self::Agree => "Felt understood",
            Self::Kept => "Promises kept",
        }
    }

    /// What a cell says of it.
    pub fn of(self, cell: &CrossCell) -> CellText {
        let share = |of: &Share| {
            let known = of.share.zip(of.interval).filter(|_| !of.few.too_few);
            CellText::new(SHARE, of.n, 100.0, known)
        };
        match self {
            Self::Share => share(&cell.share),
            Self::Agree => share(&cell.agree),
            Self::Kept => share(&cell.kept),
            Self::Nps => {
                let known = cell.nps.nps.zip(cell.nps.interval).filter(|_| !cell.nps.few.too_few);
                CellText::new(SCORE, cell.nps.n, 1.0, known)
            }
            Self::Responses => {
                let n = cell.share.count;
                CellText { value: Some(float(n)), range: None, n, text: count(n), range_text: String::new() }
            }
        }
    }
}

impl CellText {
    /// Nothing is known.
    pub fn none() -> Self {
        Self { value: None, range: None, n: 0, text: "–".to_owned(), range_text: String::new() }
    }

    fn new(measure: Measure, n: u64, factor: f64, known: Option<(f64, Interval)>) -> Self {
        let Some((value, range)) = known else {
            return Self { n, ..Self::none() };
        };
        let written = measure.told_apart(&[value], None);
        let range_text = measure.told_apart(&[], Some(range)).range(range);
        let range = Some((range.low * factor, range.high * factor));
        Self { value: Some(value * factor), range, n, text: written.text(value), range_text }
    }
}
