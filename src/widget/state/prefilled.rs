//! What an owner may have chosen for the visitor beforehand.

use crate::widget::answer::Answer;

/// What stands at the place of a question that the visitor has not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prefilled {
    /// Nothing.
    Open,
    /// The owner's answer.
    Given(Answer),
    /// Nothing any more: the visitor has answered, or has passed it over.
    Settled,
}
