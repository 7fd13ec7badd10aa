//! What may be told to who asked to be told.

use std::fmt;
use std::str::FromStr;

/// Something that happened, or that is to be known. Each is told once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Event {
    /// A response was stored, or a higher `seq` of it.
    Response,
    /// A response that needs a person: a broken promise, 0 to 6 of 10, or a contact that was left.
    Attention,
    /// A promised answer falls due within an hour.
    FollowUpDue,
    /// A promised answer was not given in time.
    FollowUpLate,
    /// A figure of this month differs from the month before, by a range that holds at every look.
    Signal,
    /// The figures of the week that is over.
    Digest,
}

impl Event {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Response, Self::Attention, Self::FollowUpDue, Self::FollowUpLate, Self::Signal, Self::Digest];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Attention => "attention",
            Self::FollowUpDue => "follow-up-due",
            Self::FollowUpLate => "follow-up-late",
            Self::Signal => "signal",
            Self::Digest => "digest",
        }
    }

    /// Its `type` in what is sent: nouns and a verb with dots between, as Standard Webhooks has them.
    pub fn message_type(self) -> &'static str {
        match self {
            Self::Response => "response.stored",
            Self::Attention => "response.needs_attention",
            Self::FollowUpDue => "follow_up.due",
            Self::FollowUpLate => "follow_up.late",
            Self::Signal => "figure.changed",
            Self::Digest => "week.ended",
        }
    }
}

impl FromStr for Event {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|event| event.name() == text);
        known.ok_or_else(|| format!("each of its events must be one of {}", Self::ALL.map(Self::name).join(", ")))
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
