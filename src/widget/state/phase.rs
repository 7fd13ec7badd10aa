//! What a survey shows, and what it tells of the answers.

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nothing yet: what an earlier page left is being looked for.
    Opening,
    /// The same, and it is asked for meanwhile.
    Called,
    /// A question.
    Asking,
    /// The same, while the outbox writes.
    Saving,
    /// The same, with the truth that nothing could be saved or sent.
    Unsaved,
    /// The thank-you.
    Thanks(Confirmation),
    /// The same, while the outbox writes where to answer.
    Promising,
    /// Nothing, or the tab that leads back.
    Closed,
}

/// What the visitor is told of the answers' whereabouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// On their way.
    Sending,
    /// On this device until the connection is back.
    Waiting,
    /// On this device until the next visit, because the endpoint may have refused them.
    Kept,
    /// On this device because the endpoint refused them.
    Refused,
    /// At the endpoint.
    Arrived,
}

/// How far the offer to put it right has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// It stands.
    Open,
    /// What was written is no address.
    Unclear,
    /// It could be neither saved nor sent.
    Lost,
    /// We owe an answer.
    Made,
}
