//! Promises of an answer, made to visitors who were let down: whether the team keeps its own word.

use serde::{Deserialize, Serialize};

use crate::Response;

/// A promise that falls due within so many milliseconds is told apart from those that leave more time: 8 hours.
pub const SOON_MS: i64 = 8 * HOUR_MS;
const HOUR_MS: i64 = 3_600_000;

/// What was promised to one visitor, and what became of it. Times are milliseconds since 1970 began in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUpPromise {
    /// When an answer falls due; `None` where no time was named.
    pub due_ms: Option<i64>,
    /// `None` while it is open.
    pub answered: Option<AnswerTime>,
}

/// When an answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerTime {
    /// In milliseconds since 1970 began in UTC.
    At(i64),
    /// At a time that was not recorded.
    SomeTime,
}

impl AnswerTime {
    /// At a time, if that is known.
    pub(crate) fn when(ms: Option<i64>) -> Self {
        ms.map_or(Self::SomeTime, Self::At)
    }
}

/// How a promise of an answer stands at one moment: three states are open, three are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FollowUpStatus {
    /// Not answered, and not due within [`SOON_MS`].
    Open,
    /// Not answered, and due within [`SOON_MS`].
    Due,
    /// Not answered when it fell due.
    Overdue,
    /// Answered before it fell due.
    InTime,
    /// Answered after it fell due.
    Late,
    /// Answered, but when, or by when that was promised, is not known.
    Untimed,
}

impl FollowUpPromise {
    /// What a response says. Where the server noted no time, the visitor's clock and the hours that were promised tell it.
    pub fn of(response: &Response) -> Option<Self> {
        let asked = response.follow_up.as_ref()?;
        let ms = |time: &Option<crate::Timestamp>| time.as_ref().map(crate::Timestamp::unix_ms);
        let answered = (asked.state.as_deref() == Some(ANSWERED)).then(|| AnswerTime::when(ms(&asked.answered_at)));
        Some(Self::new(response.counted_ms(), asked.within_hours, ms(&asked.due_at), answered))
    }

    /// The same of its parts.
    pub(crate) fn new(
        submitted_ms: i64,
        hours: Option<u64>,
        due_ms: Option<i64>,
        answered: Option<AnswerTime>,
    ) -> Self {
        let promised = hours.and_then(|hours| i64::try_from(hours).ok()).map(|hours| submitted_ms + hours * HOUR_MS);
        Self { due_ms: due_ms.or(promised), answered }
    }

    /// How it stands at `now_ms`.
    pub fn status(&self, now_ms: i64) -> FollowUpStatus {
        match (self.due_ms, self.answered) {
            (Some(due), Some(AnswerTime::At(at))) if at <= due => FollowUpStatus::InTime,
            (Some(_), Some(AnswerTime::At(_))) => FollowUpStatus::Late,
            (_, Some(_)) => FollowUpStatus::Untimed,
            (Some(due), None) if due < now_ms => FollowUpStatus::Overdue,
            (Some(due), None) if due - now_ms <= SOON_MS => FollowUpStatus::Due,
            (_, None) => FollowUpStatus::Open,
        }
    }
}

/// The state of a promise that was kept, early or late.
pub(crate) const ANSWERED: &str = "answered";

impl FollowUpStatus {
    /// Whether nobody has answered: [`Open`](Self::Open), [`Due`](Self::Due) or [`Overdue`](Self::Overdue).
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Due | Self::Overdue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promised(follow_up: &str) -> FollowUpPromise {
        let text = format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"1970-01-01T00:00:00Z","answers":{{}},"follow_up":{follow_up}}}"#
        );
        FollowUpPromise::of(&Response::parse(&text).unwrap()).unwrap()
    }

    #[test]
    fn the_servers_time_comes_before_the_visitors() {
        let check = |follow_up, due_ms, answered| {
            assert_eq!(promised(follow_up), FollowUpPromise { due_ms, answered }, "{follow_up}");
        };
        check("{}", None, None);
        check(r#"{"within_hours":2}"#, Some(2 * HOUR_MS), None);
        check(r#"{"within_hours":2,"due_at":"1970-01-01T03:00:00Z","state":"open"}"#, Some(3 * HOUR_MS), None);
        check(r#"{"state":"answered"}"#, None, Some(AnswerTime::SomeTime));
        check(r#"{"state":"answered","answered_at":"1970-01-01T01:00:00+01:00"}"#, None, Some(AnswerTime::At(0)));
        check(r#"{"state":"reopened","answered_at":"1970-01-01T01:00:00Z"}"#, None, None);
    }

    #[test]
    fn a_promise_stands_by_the_hour() {
        let check = |due_ms, answered, now_ms, expect| {
            assert_eq!(FollowUpPromise { due_ms, answered }.status(now_ms), expect, "{due_ms:?} {answered:?} {now_ms}");
        };
        let due = Some(10 * HOUR_MS);
        check(due, None, 0, FollowUpStatus::Open);
        check(due, None, 2 * HOUR_MS, FollowUpStatus::Due);
        check(due, None, 10 * HOUR_MS, FollowUpStatus::Due);
        check(due, None, 10 * HOUR_MS + 1, FollowUpStatus::Overdue);
        check(None, None, i64::MAX, FollowUpStatus::Open);
        check(due, Some(AnswerTime::At(10 * HOUR_MS)), 0, FollowUpStatus::InTime);
        check(due, Some(AnswerTime::At(10 * HOUR_MS + 1)), 0, FollowUpStatus::Late);
        check(due, Some(AnswerTime::SomeTime), 0, FollowUpStatus::Untimed);
        check(None, Some(AnswerTime::At(0)), 0, FollowUpStatus::Untimed);
    }
}
