//! The standard answers and everything that is yes or no, in one number.

use crate::cube::{self, Cube};
use crate::question_order::QuestionOrder;
use crate::record::Record;

/// Bits of the answers; what is yes or no follows, then the order.
const ANSWERS: u32 = 9;
const COMPLETE: i64 = 1 << ANSWERS;
const COMMENT: i64 = COMPLETE << 1;
const STARTED: i64 = COMPLETE << 2;
const UNANSWERED: i64 = COMPLETE << 3;
const REACHED_COMMENT: i64 = COMPLETE << 4;
const ORDER: u32 = ANSWERS + 5;

#[derive(Clone, Copy)]
pub struct PackedAnswers(i64);

impl PackedAnswers {
    pub fn of(record: &Record) -> Self {
        let flag = |is: bool, bit: i64| if is { bit } else { 0 };
        let started = record.is_started();
        // 0 stands for an order that was not told.
        let order = record.order.map_or(0, |order| i64::from(order.code()) + 1);
        let answers = i64::from(cube::code((record.empathy, record.promise, record.recommend)));
        Self(
            answers
                | flag(record.complete, COMPLETE)
                | flag(record.has_comment, COMMENT)
                | flag(started, STARTED)
                | flag(!started && record.seq == 0, UNANSWERED)
                | flag(record.reached_comment, REACHED_COMMENT)
                | order << ORDER,
        )
    }

    pub fn from_code(code: i64) -> Self {
        Self(code)
    }

    pub fn code(self) -> i64 {
        self.0
    }

    /// The code of the three answers alone.
    pub fn answers(self) -> i64 {
        self.0 & ((1 << ANSWERS) - 1)
    }

    /// `None` where no such code is.
    pub fn cell(self) -> Option<cube::Cell> {
        Cube::cell(u16::try_from(self.answers()).ok()?)
    }

    pub fn complete(self) -> bool {
        self.0 & COMPLETE != 0
    }

    pub fn comment(self) -> bool {
        self.0 & COMMENT != 0
    }

    pub fn started(self) -> bool {
        self.0 & STARTED != 0
    }

    pub fn unanswered(self) -> bool {
        self.0 & UNANSWERED != 0
    }

    pub fn reached_comment(self) -> bool {
        self.0 & REACHED_COMMENT != 0
    }

    pub fn order(self) -> Option<QuestionOrder> {
        u8::try_from((self.0 >> ORDER) - 1).ok().and_then(QuestionOrder::from_code)
    }
}
