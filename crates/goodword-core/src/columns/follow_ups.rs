//! Promises of an answer, kept only of rows that have one.

use crate::Record;
use crate::follow_up::{AnswerTime, FollowUpPromise};

/// In the order of their rows.
#[derive(Debug, Clone, Default)]
pub struct FollowUps(Vec<PackedPromise>);

/// A promise in 12 bytes, to the second: from 1970 to 2106, which is as long as a promise of a year can matter.
#[derive(Debug, Clone, Copy)]
struct PackedPromise {
    row: u32,
    /// 0 is none.
    due: u32,
    /// 0 is open, [`SOME_TIME`] is not known.
    answered: u32,
}

const SOME_TIME: u32 = u32::MAX;

impl FollowUps {
    /// Keeps what a record promises.
    pub fn keep(&mut self, row: usize, record: &Record) {
        let (Some(FollowUpPromise { due_ms, answered }), Ok(row)) = (record.follow_up, u32::try_from(row)) else {
            return;
        };
        let answered = match answered {
            None => 0,
            Some(AnswerTime::At(ms)) => seconds(ms),
            Some(AnswerTime::SomeTime) => SOME_TIME,
        };
        self.0.push(PackedPromise { row, due: due_ms.map_or(0, seconds), answered });
    }

    /// The number of its row and each promise.
    pub fn iter(&self) -> impl Iterator<Item = (usize, FollowUpPromise)> {
        self.0.iter().filter_map(|kept| Some((usize::try_from(kept.row).ok()?, kept.open())))
    }

    /// Bytes allotted.
    pub fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<PackedPromise>()
    }
}

impl PackedPromise {
    fn open(self) -> FollowUpPromise {
        let ms = |seconds: u32| i64::from(seconds) * 1000;
        let answered = match self.answered {
            0 => None,
            SOME_TIME => Some(AnswerTime::SomeTime),
            at => Some(AnswerTime::At(ms(at))),
        };
        FollowUpPromise { due_ms: (self.due > 0).then(|| ms(self.due)), answered }
    }
}

fn seconds(ms: i64) -> u32 {
    u32::try_from(ms.div_euclid(1000).clamp(1, i64::from(SOME_TIME - 1))).unwrap_or(1)
}
