//! What can happen to a survey.

use crate::delivery::DeliveryStatus;
use crate::widget::answer::Answer;

/// What the visitor, or the outside, did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Has read what is said before the first question.
    Begin,
    /// Gave or changed the answer to the question at hand.
    Answer(Answer),
    /// Gave or changed the answer to the question at this place.
    At(usize, Answer),
    /// Wrote where no person sees a field.
    FillHoneypot,
    /// Went on, with or without an answer.
    Next,
    /// Went back.
    Back,
    /// What Send needs is there.
    Ready,
    /// Pressed Send, or Retry after a failure.
    Send,
    /// The page did not let the answers be sent.
    Held,
    /// The answers are more than an endpoint takes.
    TooLong,
    /// Pressed Copy.
    Copy,
    /// The clipboard has the answers, or may not have them.
    Copied(bool),
    /// Closed the survey.
    Close,
    /// Wants to be asked another day.
    Later,
    /// Asked again, by the tab or by the site owner's code.
    Ask,
    /// Its place is wanted for something else, and nobody has said no.
    Withdraw,
    /// Its place is free again.
    Return,
    /// The outbox holds the response durably.
    Saved,
    /// The sender tried.
    Sent(DeliveryStatus),
    /// What an earlier page left was looked for.
    Opened,
    /// Wrote where to be answered.
    Contact(String),
    /// Accepted the offer to be answered.
    Accept,
    /// Is to be forgotten: the next person at this computer is another.
    Forget,
}

impl Action {
    /// Whether it is about questions, which somebody who has not begun does not see.
    pub(super) fn is_of_questions(&self) -> bool {
        matches!(self, Self::Answer(_) | Self::At(..) | Self::Next | Self::Back | Self::Send)
    }
}
