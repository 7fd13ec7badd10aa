//! What a survey wants of the outside.

/// What must happen outside after an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Another step is shown: its heading takes the focus.
    Moved,
    /// The question at this place got its first answer.
    Answered(usize),
    /// The answers are final: freeze, save and send them.
    Submit,
    /// The same, with where to answer.
    FollowUp,
    /// The answers go to the clipboard.
    Copy,
    /// The survey is there to be seen.
    Shown,
    /// The same, and the visitor wanted that.
    Asked,
    /// The visitor closed the survey before sending it, and why.
    Dismissed(&'static str),
    /// The visitor closed the survey after sending it.
    Closed,
    /// The survey is out of sight until its place is free again.
    Withdrawn,
    /// What was given is forgotten: another answer begins.
    Forgotten,
}
