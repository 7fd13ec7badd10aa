//! What a cell of two things beside each other says of each figure.

use serde::{Deserialize, Serialize};

use super::number::{Measure, SCORE, SHARE, SPREAD, count};
use crate::Problem;
use crate::cross::{CrossCell, CrossTable};
use crate::stats::{Interval, float};
use crate::summary::{Share, SmallSample};

/// What is shown of each cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Those who left a comment.
    Comments,
    /// Those who came to the end.
    Complete,
    /// The mean of the question that was asked for.
    Mean,
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
    pub const ALL: [Self; 8] =
        [Self::Share, Self::Responses, Self::Nps, Self::Agree, Self::Kept, Self::Comments, Self::Complete, Self::Mean];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "Share of the row",
            Self::Responses => "Responses",
            Self::Nps => "NPS",
            Self::Agree => "Felt understood",
            Self::Kept => "Promises kept",
            Self::Comments => "Left a comment",
            Self::Complete => "Came to the end",
            Self::Mean => "Mean",
        }
    }

    /// As the command line has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Responses => "responses",
            Self::Nps => "nps",
            Self::Agree => "agree",
            Self::Kept => "kept",
            Self::Comments => "comments",
            Self::Complete => "complete",
            Self::Mean => "mean",
        }
    }

    /// Reads what [`CellFigure::as_str`] writes.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let found = Self::ALL.into_iter().find(|figure| figure.as_str() == text);
        found.ok_or_else(|| Problem::whole("must be share, responses, nps, agree, kept, comments, complete or mean"))
    }

    /// Whether a table can tell it.
    pub fn is_in(self, table: &CrossTable) -> bool {
        match self {
            Self::Mean => table.of.is_some(),
            Self::Complete => table.total.complete.is_some(),
            _ => true,
        }
    }

    /// The lowest and the highest value that a drawing may show, the step of its scale, and what stands behind a number.
    pub fn scale(self) -> ((f64, f64), f64, &'static str) {
        match self {
            Self::Nps => ((-100.0, 100.0), 20.0, ""),
            Self::Mean => ((0.0, 100.0), 1.0, ""),
            _ => ((0.0, 100.0), 20.0, " %"),
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
            Self::Comments => share(&cell.comments),
            Self::Complete => cell.complete.as_ref().map_or_else(CellText::none, share),
            Self::Mean => cell.mean.as_ref().map_or_else(CellText::none, |mean| {
                let known = mean.mean.filter(|_| !SmallSample::of(mean.n).too_few);
                // Where all answered alike there is no range.
                let range = |value| mean.interval.unwrap_or(Interval { low: value, high: value });
                CellText::new(SPREAD, mean.n, 1.0, known.map(|value| (value, range(value))))
            }),
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
