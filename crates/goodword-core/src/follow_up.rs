//! Promises of an answer, made to visitors who were let down: whether the team keeps its own word.

use serde::{Deserialize, Serialize};

use crate::Response;
use crate::summary::Share;

/// A promise that falls due within so many milliseconds is told apart from those that leave more time: 8 hours.
pub const SOON_MS: i64 = 8 * HOUR_MS;
const HOUR_MS: i64 = 3_600_000;

/// What was promised to one visitor, and what became of it. Times are milliseconds since 1970 began in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promised {
    /// When an answer falls due; `None` where no time was named.
    pub due_ms: Option<i64>,
    /// `None` while it is open.
    pub answered: Option<Answered>,
}

/// That an answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// When.
    At(i64),
    /// When is not known.
    SomeTime,
}

impl Answered {
    /// At a time, if that is known.
    pub(crate) fn when(ms: Option<i64>) -> Self {
        ms.map_or(Self::SomeTime, Self::At)
    }
}

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
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

impl Promised {
    /// What a response says. Where the server noted no time, the visitor's clock and the hours that were promised tell it.
    pub fn of(response: &Response) -> Option<Self> {
        let asked = response.follow_up.as_ref()?;
        let ms = |time: &Option<crate::Timestamp>| time.as_ref().map(crate::Timestamp::unix_ms);
        let answered = (asked.state.as_deref() == Some(ANSWERED)).then(|| Answered::when(ms(&asked.answered_at)));
        Some(Self::new(response.submitted_at.unix_ms(), asked.within_hours, ms(&asked.due_at), answered))
    }

    /// The same of its parts.
    pub(crate) fn new(submitted_ms: i64, hours: Option<u64>, due_ms: Option<i64>, answered: Option<Answered>) -> Self {
        let promised = hours.and_then(|hours| i64::try_from(hours).ok()).map(|hours| submitted_ms + hours * HOUR_MS);
        Self { due_ms: due_ms.or(promised), answered }
    }

    /// How it stands at `now_ms`.
    pub fn standing(&self, now_ms: i64) -> Standing {
        match (self.due_ms, self.answered) {
            (Some(due), Some(Answered::At(at))) if at <= due => Standing::InTime,
            (Some(_), Some(Answered::At(_))) => Standing::Late,
            (_, Some(_)) => Standing::Untimed,
            (Some(due), None) if due < now_ms => Standing::Overdue,
            (Some(due), None) if due - now_ms <= SOON_MS => Standing::Due,
            (_, None) => Standing::Open,
        }
    }
}

/// The state of a promise that was kept, early or late.
pub(crate) const ANSWERED: &str = "answered";

impl Standing {
    /// Whether nobody has answered.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Due | Self::Overdue)
    }
}

/// How the team's promises stand. They depend on the hour, so no Summary holds them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FollowUpFigures {
    /// Visitors who asked for an answer.
    pub asked: u64,
    /// Not answered: those that are due or overdue too.
    pub open: u64,
    /// Of those, due within [`SOON_MS`].
    pub due: u64,
    /// Of those, overdue.
    pub overdue: u64,
    /// Answered in time.
    pub in_time: u64,
    /// Answered late.
    pub late: u64,
    /// Answered at a time, or with a promise, that is not known.
    pub untimed: u64,
    /// Answered in time, of those that were answered in time or late, or are overdue.
    pub kept: Share,
}

impl FollowUpFigures {
    /// Of these promises.
    pub fn of(standings: impl IntoIterator<Item = Standing>) -> Self {
        let (mut open, mut due, mut overdue, mut in_time, mut late, mut untimed) = (0, 0, 0, 0, 0, 0);
        for standing in standings {
            match standing {
                Standing::Open => open += 1,
                Standing::Due => due += 1,
                Standing::Overdue => overdue += 1,
                Standing::InTime => in_time += 1,
                Standing::Late => late += 1,
                Standing::Untimed => untimed += 1,
            }
        }
        let open = open + due + overdue;
        let kept = Share::of(in_time, in_time + late + overdue);
        Self { asked: open + in_time + late + untimed, open, due, overdue, in_time, late, untimed, kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promised(follow_up: &str) -> Promised {
        let text = format!(
            r#"{{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"1970-01-01T00:00:00Z","answers":{{}},"follow_up":{follow_up}}}"#
        );
        Promised::of(&Response::parse(&text).unwrap()).unwrap()
    }

    #[test]
    fn the_servers_time_comes_before_the_visitors() {
        let check = |follow_up, due_ms, answered| {
            assert_eq!(promised(follow_up), Promised { due_ms, answered }, "{follow_up}");
        };
        check("{}", None, None);
        check(r#"{"within_hours":2}"#, Some(2 * HOUR_MS), None);
        check(r#"{"within_hours":2,"due_at":"1970-01-01T03:00:00Z","state":"open"}"#, Some(3 * HOUR_MS), None);
        check(r#"{"state":"answered"}"#, None, Some(Answered::SomeTime));
        check(r#"{"state":"answered","answered_at":"1970-01-01T01:00:00+01:00"}"#, None, Some(Answered::At(0)));
        check(r#"{"state":"reopened","answered_at":"1970-01-01T01:00:00Z"}"#, None, None);
    }

    #[test]
    fn a_promise_stands_by_the_hour() {
        let check = |due_ms, answered, now_ms, expect| {
            assert_eq!(Promised { due_ms, answered }.standing(now_ms), expect, "{due_ms:?} {answered:?} {now_ms}");
        };
        let due = Some(10 * HOUR_MS);
        check(due, None, 0, Standing::Open);
        check(due, None, 2 * HOUR_MS, Standing::Due);
        check(due, None, 10 * HOUR_MS, Standing::Due);
        check(due, None, 10 * HOUR_MS + 1, Standing::Overdue);
        check(None, None, i64::MAX, Standing::Open);
        check(due, Some(Answered::At(10 * HOUR_MS)), 0, Standing::InTime);
        check(due, Some(Answered::At(10 * HOUR_MS + 1)), 0, Standing::Late);
        check(due, Some(Answered::SomeTime), 0, Standing::Untimed);
        check(None, Some(Answered::At(0)), 0, Standing::Untimed);
    }

    #[test]
    fn what_has_not_fallen_due_counts_neither_way() {
        use Standing::{Due, InTime, Late, Open, Overdue, Untimed};
        let figures = FollowUpFigures::of([Open, Due, Overdue, InTime, InTime, InTime, Late, Untimed]);
        assert_eq!((figures.asked, figures.open, figures.due, figures.overdue), (8, 3, 1, 1));
        assert_eq!((figures.in_time, figures.late, figures.untimed), (3, 1, 1));
        assert_eq!((figures.kept.count, figures.kept.n, figures.kept.share), (3, 5, Some(0.6)));
        let none = FollowUpFigures::of([Open, Untimed]);
        assert_eq!((none.kept.n, none.kept.share, none.kept.interval), (0, None, None));
    }
}
