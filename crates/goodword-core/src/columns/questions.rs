//! Answers to the owner's own questions, a column for each.

use std::collections::BTreeMap;

use super::interner::{Interner, OTHER};
use super::sparse_column::SparseColumn;
use crate::Problem;
use crate::record::{Detail, DetailKind, Record};
use crate::segment::answer_values;
use crate::stats::add;
use crate::tally::Tally;

/// So many questions are kept; of a pile with more the tally says so.
const MOST: usize = 256;
/// The code of a question that was reached and not answered; answers follow.
const REACHED: u16 = u16::MAX;

/// One column for each question.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    kept: BTreeMap<String, QuestionColumn>,
    more: bool,
}

/// The answers to one question.
#[derive(Debug, Clone, Default)]
pub struct QuestionColumn {
    /// Kind and text of each answer, with the number of the kind in front.
    codes: Interner,
    column: SparseColumn<u16>,
}

const KINDS: [DetailKind; 6] =
    [DetailKind::Whole, DetailKind::Number, DetailKind::Truth, DetailKind::Text, DetailKind::Words, DetailKind::List];

impl Questions {
    /// Keeps what a record says about its own questions.
    pub fn keep(&mut self, row: usize, record: &Record) {
        if !record.details.any_from(DetailKind::Reached) {
            return;
        }
        for detail in record.details.iter().filter(|detail| detail.kind >= DetailKind::Reached) {
            if self.kept.len() >= MOST && !self.kept.contains_key(detail.name) {
                self.more = true;
                continue;
            }
            let question = self.kept.entry(detail.name.to_owned()).or_default();
            let code = question.code(&detail);
            // Reached comes before the answer, which says the same and more.
            if code != REACHED || question.column.get(row) == 0 {
                question.column.set(row, code);
            }
        }
    }

    /// The answers to a question; `None` where nobody reached it, a problem where it was not kept.
    pub fn column(&self, name: &str) -> Result<Option<&QuestionColumn>, Problem> {
        match self.kept.get(name) {
            None if self.more => {
                let rule = "is one of more than 256 questions, and was not kept when the responses were read";
                Err(Problem::new(format!("answers.{name}"), rule))
            }
            column => Ok(column),
        }
    }

    /// Whether a row has an answer to any of them.
    pub fn is_answered(&self, row: usize) -> bool {
        self.kept.values().any(|question| !matches!(question.column.get(row), 0 | REACHED))
    }

    /// Bytes allotted for rows.
    pub fn bytes(&self) -> usize {
        self.kept.values().map(|question| question.column.bytes()).sum()
    }

    /// Nothing counted yet.
    pub fn counter(&self) -> AnswerCounter<'_> {
        AnswerCounter {
            more: self.more,
            questions: self.kept.iter().map(|(name, own)| (name, own, AnswerCounts::default())).collect(),
        }
    }
}

/// Counts the answers of some rows.
pub struct AnswerCounter<'a> {
    more: bool,
    questions: Vec<(&'a String, &'a QuestionColumn, AnswerCounts)>,
}

#[derive(Default)]
struct AnswerCounts {
    counts: BTreeMap<u16, u64>,
    saw: u64,
    answered: u64,
}

impl AnswerCounter<'_> {
    /// Counts a row; `ordered` says whether it is known what was reached.
    pub fn count(&mut self, row: usize, ordered: bool) {
        for (_, question, seen) in &mut self.questions {
            let code = question.column.get(row);
            if code != 0 {
                add(seen.counts.entry(code).or_default(), 1);
                add(&mut seen.saw, ordered.into());
                add(&mut seen.answered, (ordered && code != REACHED).into());
            }
        }
    }

    /// Adds to a tally what was counted.
    pub fn finish(self, tally: &mut Tally) {
        tally.more_questions |= self.more;
        for (name, question, seen) in self.questions {
            if seen.saw > 0 {
                let reached = tally.reached.entry(name.clone()).or_default();
                add(&mut reached.saw, seen.saw);
                add(&mut reached.answered, seen.answered);
            }
            for (code, n) in seen.counts.into_iter().filter(|(code, _)| *code != REACHED) {
                let own = tally.questions.entry(name.clone()).or_default();
                match question.answer(code) {
                    Some(answer) => own.add(&answer, n),
                    None => own.add_unknown(n),
                }
            }
        }
    }
}

impl QuestionColumn {
    /// The code of a row's answer; 0 where there is none.
    pub fn row(&self, row: usize) -> u16 {
        let code = self.column.get(row);
        if code == REACHED { 0 } else { code }
    }

    /// The codes of all answers that were met, whatever it is that they say.
    pub fn codes(&self) -> impl Iterator<Item = u16> {
        1..=self.codes.count()
    }

    /// Whether there were more different answers than have codes.
    pub fn has_more(&self) -> bool {
        self.codes.has_more()
    }

    /// What the answer of a code says, as the values of a segment; `None` where it was not kept.
    pub fn values(&self, code: u16) -> Option<Vec<String>> {
        self.answer(code).map(|answer| answer_values(&answer))
    }

    fn code(&mut self, detail: &Detail<'_>) -> u16 {
        let Some(kind) = KINDS.iter().position(|kind| *kind == detail.kind) else { return REACHED };
        self.codes.intern(&format!("{kind}{}", detail.value))
    }

    fn answer(&self, code: u16) -> Option<Detail<'_>> {
        let text = self.codes.text(code).filter(|_| code != OTHER)?;
        let (kind, value) = text.split_at_checked(1)?;
        let kind = KINDS.get(kind.parse::<usize>().ok()?)?;
        Some(Detail { kind: *kind, name: "", value })
    }
}
