//! Answers to the owner's own questions, a column for each.

use std::collections::BTreeMap;

use super::codes::{Codes, OTHER};
use super::column::Column;
use crate::record::{Detail, Kind, Record};
use crate::tally::{Tally, add};

/// So many questions are kept; of a pile with more the tally says so.
const MOST: usize = 256;
/// The code of a question that was reached and not answered; answers follow.
const REACHED: u16 = u16::MAX;

/// One column for each question.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    kept: BTreeMap<String, Question>,
    more: bool,
}

#[derive(Debug, Clone, Default)]
struct Question {
    /// Kind and text of each answer, with the number of the kind in front.
    codes: Codes,
    column: Column<u16>,
}

const KINDS: [Kind; 6] = [Kind::Whole, Kind::Number, Kind::Truth, Kind::Text, Kind::Words, Kind::List];

impl Questions {
    /// Keeps what a record says about its own questions.
    pub fn keep(&mut self, row: usize, record: &Record) {
        for detail in record.details.iter().filter(|detail| detail.kind >= Kind::Reached) {
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

    /// Whether a row has an answer to any of them.
    pub fn is_answered(&self, row: usize) -> bool {
        self.kept.values().any(|question| !matches!(question.column.get(row), 0 | REACHED))
    }

    /// Bytes allotted for rows.
    pub fn bytes(&self) -> usize {
        self.kept.values().map(|question| question.column.bytes()).sum()
    }

    /// Adds the answers of these rows; `ordered` says of which it is known what was reached.
    pub fn count(&self, rows: &[(usize, bool)], tally: &mut Tally) {
        tally.more_questions |= self.more;
        for (name, question) in &self.kept {
            let (mut counts, mut seen) = (BTreeMap::<u16, u64>::new(), (0, 0));
            for (row, ordered) in rows {
                let code = question.column.get(*row);
                if code != 0 {
                    *counts.entry(code).or_default() += 1;
                    add(&mut seen.0, (*ordered).into());
                    add(&mut seen.1, (*ordered && code != REACHED).into());
                }
            }
            if seen.0 > 0 {
                let reached = tally.reached.entry(name.clone()).or_default();
                add(&mut reached.saw, seen.0);
                add(&mut reached.answered, seen.1);
            }
            for (code, n) in counts.into_iter().filter(|(code, _)| *code != REACHED) {
                let own = tally.questions.entry(name.clone()).or_default();
                match question.answer(code) {
                    Some(answer) => own.add(&answer, n),
                    None => own.add_unknown(n),
                }
            }
        }
    }
}

impl Question {
    fn code(&mut self, detail: &Detail<'_>) -> u16 {
        let Some(kind) = KINDS.iter().position(|kind| *kind == detail.kind) else { return REACHED };
        // Which number with decimals it was is not counted.
        let value = if detail.kind == Kind::Number { "" } else { detail.value };
        self.codes.code(&format!("{kind}{value}"))
    }

    fn answer(&self, code: u16) -> Option<Detail<'_>> {
        let text = self.codes.text(code).filter(|_| code != OTHER)?;
        let (kind, value) = text.split_at_checked(1)?;
        let kind = KINDS.get(kind.parse::<usize>().ok()?)?;
        Some(Detail { kind: *kind, name: "", value })
    }
}
