//! What is counted of a response, read without making the response: the way for many lines.

pub(crate) mod cursor;
pub(crate) mod details;
mod literal;
mod parse;
mod plain;
mod raw;
mod rule;
mod usual;

use crate::follow_up::FollowUpPromise;
use crate::question_order::QuestionOrder;
use crate::{Empathy, Promise, QuestionId, Recommend, Response, ResponseId, SurveyId};
pub use details::{Detail, DetailKind, Details};

/// The part of a [`Response`] that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The idempotency key: of one id and survey the highest `seq` counts.
    pub id: ResponseId,
    /// The survey it answers.
    pub survey: SurveyId,
    /// When it counts as submitted, in milliseconds since 1970 began in UTC: [`Response::counted_ms`].
    pub submitted_ms: i64,
    /// The answer to the first question, 1 to 5.
    pub empathy: Option<Empathy>,
    /// The answer to the second.
    pub promise: Option<Promise>,
    /// The answer to the third, 0 to 10.
    pub recommend: Option<Recommend>,
    /// Whether there is a comment.
    pub has_comment: bool,
    /// Whether the visitor came to the end.
    pub complete: bool,
    /// Which state of the response: 0 is shown and not begun, higher ones replace lower ones.
    pub seq: u32,
    /// In which order the scored questions were met; `None` when that was not said.
    pub order: Option<QuestionOrder>,
    /// Whether the comment was reached.
    pub reached_comment: bool,
    /// From shown until Send, in milliseconds.
    pub answered_ms: Option<u64>,
    /// What was promised to a visitor who asked for an answer.
    pub follow_up: Option<FollowUpPromise>,
    /// Everything else that can be counted.
    pub details: Details,
}

impl Record {
    /// Whether at least one question is answered.
    pub fn is_started(&self) -> bool {
        let scored = self.empathy.is_some() || self.promise.is_some() || self.recommend.is_some();
        scored || self.has_comment || self.details.any_from(DetailKind::Whole)
    }
}

impl From<&Response> for Record {
    fn from(response: &Response) -> Self {
        let answers = &response.answers;
        Self {
            id: response.id,
            survey: response.survey.clone(),
            submitted_ms: response.counted_ms(),
            empathy: answers.empathy,
            promise: answers.promise,
            recommend: answers.recommend,
            has_comment: answers.comment.is_some(),
            complete: response.complete,
            seq: response.seq,
            order: (!response.order.is_empty())
                .then(|| QuestionOrder::of(response.order.iter().map(QuestionId::as_str))),
            reached_comment: response.order.iter().any(|question| question.as_str() == "comment"),
            answered_ms: response.timing_ms.as_ref().and_then(|timing| timing.answered),
            follow_up: FollowUpPromise::of(response),
            details: Details::from(response),
        }
    }
}

impl From<Box<Response>> for Record {
    fn from(response: Box<Response>) -> Self {
        Self::from(&*response)
    }
}
