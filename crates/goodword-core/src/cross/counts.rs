//! What is counted of each pair of values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::axis::Axis;
use super::scale_question::ScaleQuestion;
use crate::columns::AxisRow;
use crate::stats::add;
use crate::survey::labels::{QuestionLabels, label};
use crate::{Empathy, Promise, Recommend, Segment};

/// The counts of some responses from which all figures of a cell are made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellCounts {
    /// How many there are, answered or not.
    pub responses: u64,
    /// Of recommend: 0 to 6, 7 and 8, 9 and 10.
    pub recommend: [u64; 3],
    /// Of empathy: 4 or 5, and how many answered it.
    pub agree: (u64, u64),
    /// Promises kept or exceeded, and those to whom something was promised.
    pub kept: (u64, u64),
    /// Those who came to the end, and those who answered anything.
    pub complete: (u64, u64),
    /// Those who left a comment, and those who came to the end, who alone could.
    pub comments: (u64, u64),
    /// How often each whole number was answered to the question whose mean is asked for.
    pub scale: BTreeMap<u8, u64>,
}

impl CellCounts {
    /// Counts one response, and what it answered to the question whose mean is asked for.
    pub fn take(&mut self, row: &AxisRow, answer: Option<u8>) {
        let (empathy, promise, recommend) = row.cell;
        add(&mut self.responses, 1);
        add(&mut self.complete.0, (row.complete && row.started).into());
        add(&mut self.complete.1, row.started.into());
        add(&mut self.comments.0, (row.complete && row.comment).into());
        add(&mut self.comments.1, row.complete.into());
        if let Some(answer) = answer {
            add(self.scale.entry(answer).or_default(), 1);
        }
        if let Some(group) = recommend.map(group).and_then(|group| self.recommend.get_mut(group)) {
            add(group, 1);
        }
        if let Some(empathy) = empathy {
            add(&mut self.agree.0, agrees(empathy).into());
            add(&mut self.agree.1, 1);
        }
        if let Some(promise) = promise.filter(|promise| *promise != Promise::None) {
            add(&mut self.kept.0, (promise != Promise::Broken).into());
            add(&mut self.kept.1, 1);
        }
    }

    /// Adds every count of `other`.
    pub fn merge(&mut self, other: &Self) {
        add(&mut self.responses, other.responses);
        self.recommend.iter_mut().zip(other.recommend).for_each(|(count, more)| add(count, more));
        for (count, more) in [
            (&mut self.agree, other.agree),
            (&mut self.kept, other.kept),
            (&mut self.complete, other.complete),
            (&mut self.comments, other.comments),
        ] {
            add(&mut count.0, more.0);
            add(&mut count.1, more.1);
        }
        for (answer, more) in &other.scale {
            add(self.scale.entry(*answer).or_default(), *more);
        }
    }

    /// How many answered each score, as far as a net promoter score asks.
    pub fn scores(&self) -> [u64; 11] {
        let [detractors, passives, promoters] = self.recommend;
        let mut scores = [0; 11];
        for (at, n) in [(0, detractors), (7, passives), (10, promoters)] {
            scores.iter_mut().skip(at).take(1).for_each(|score: &mut u64| *score = n);
        }
        scores
    }
}

/// Detractors, passives, promoters.
pub fn group(recommend: Recommend) -> usize {
    match recommend.score() {
        9.. => 2,
        7.. => 1,
        _ => 0,
    }
}

fn agrees(empathy: Empathy) -> bool {
    empathy.score() >= 4
}

/// All of it, on its way from rows to figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossCounts {
    /// The time zone whose days and hours these are.
    pub tz: String,
    /// The rows.
    pub rows: AxisValues,
    /// The columns; without any, everyone stands in one.
    pub columns: Option<AxisValues>,
    /// The question whose mean is asked for.
    pub of: Option<ScaleQuestion>,
    /// The numbers of a row and of a column, and what was counted of both.
    pub cells: Vec<(i64, i64, CellCounts)>,
    /// Responses that are wanted and say nothing about one of the two.
    pub missing: u64,
    /// Whether there were too many different values to set apart.
    pub too_many: bool,
}

impl CrossCounts {
    /// The same with the options of questions called by their labels.
    #[must_use]
    pub fn labelled(mut self, labels: &[QuestionLabels]) -> Self {
        for axis in [Some(&mut self.rows), self.columns.as_mut()].into_iter().flatten() {
            let AxisValues { axis: Axis::Segment(Segment::Question(name)), values } = axis else { continue };
            for value in values.iter_mut().flat_map(|(_, values)| values) {
                *value = label(labels, name.as_str(), value).to_owned();
            }
        }
        self
    }
}

/// What the numbers of an axis say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AxisValues {
    /// The axis.
    pub axis: Axis,
    /// The values of each number, several where several were chosen; none for an axis with an order of its own.
    pub values: Vec<(i64, Vec<String>)>,
}
