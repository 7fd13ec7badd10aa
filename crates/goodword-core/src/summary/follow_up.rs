//! How the promises of an answer stand, all together.

use serde::{Deserialize, Serialize};

use super::Share;
use crate::follow_up::FollowUpStatus;

/// How the team's promises stand. They depend on the hour, so no Summary holds them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FollowUpFigures {
    /// Visitors who asked for an answer.
    pub asked: u64,
    /// Not answered: those that are due or overdue too.
    pub open: u64,
    /// Of those, due within [`SOON_MS`](crate::follow_up::SOON_MS).
    pub due: u64,
    /// Of those, overdue.
    pub overdue: u64,
    /// Answered by the time that was promised.
    pub in_time: u64,
    /// Answered after it.
    pub late: u64,
    /// Answered at a time, or with a promise, that is not known.
    pub untimed: u64,
    /// Answered in time, of those that were answered in time or late, or are overdue.
    pub kept: Share,
}

impl FollowUpFigures {
    /// Counts promises by how they stand now.
    pub fn of(statuses: impl IntoIterator<Item = FollowUpStatus>) -> Self {
        let (mut open, mut due, mut overdue, mut in_time, mut late, mut untimed) = (0, 0, 0, 0, 0, 0);
        for status in statuses {
            match status {
                FollowUpStatus::Open => open += 1,
                FollowUpStatus::Due => due += 1,
                FollowUpStatus::Overdue => overdue += 1,
                FollowUpStatus::InTime => in_time += 1,
                FollowUpStatus::Late => late += 1,
                FollowUpStatus::Untimed => untimed += 1,
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

    #[test]
    fn what_has_not_fallen_due_counts_neither_way() {
        use FollowUpStatus::{Due, InTime, Late, Open, Overdue, Untimed};
        let figures = FollowUpFigures::of([Open, Due, Overdue, InTime, InTime, InTime, Late, Untimed]);
        assert_eq!((figures.asked, figures.open, figures.due, figures.overdue), (8, 3, 1, 1));
        assert_eq!((figures.in_time, figures.late, figures.untimed), (3, 1, 1));
        assert_eq!((figures.kept.count, figures.kept.n, figures.kept.share), (3, 5, Some(0.6)));
        let none = FollowUpFigures::of([Open, Untimed]);
        assert_eq!((none.kept.n, none.kept.share, none.kept.interval), (0, None, None));
    }
}
