//! What can happen to a survey.

use crate::widget::outbox;
use crate::widget::question::Given;

/// What the visitor, or the outside, did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Gave or changed the answer to the question at hand.
    Answer(Given),
    /// Gave or changed the answer to the question at this place.
    At(usize, Given),
    /// Went on.
    Next,
    /// Went on without an answer.
    Skip,
    /// Went back.
    Back,
    /// Pressed Send, or Retry after a failure.
    Send,
    /// The page did not let the answers be sent.
    Held,
    /// Pressed Copy.
    Copy,
    /// Closed the survey.
    Close,
    /// Wants to be asked another day.
    Later,
    /// Asked again, by the tab or by the site owner's code.
    Ask,
    /// The outbox holds the response durably.
    Saved,
    /// The sender tried.
    Sent(outbox::Fate),
    /// What an earlier page left was looked for.
    Opened,
    /// Wrote where to be answered.
    Contact(String),
    /// Accepted the offer to be answered.
    Accept,
}
