//! What a survey among colleagues lets be told.

use goodword_core::Segment;

use super::Settings;

/// Nothing is told of fewer than so many people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRule {
    /// The smallest group.
    pub least: u32,
    /// By what people are set apart.
    pub segment: Option<Segment>,
    /// Whether nobody else is waited for.
    pub closed: bool,
}

impl Settings {
    /// `None` where single responses may be read.
    pub fn group_rule(&self) -> Option<GroupRule> {
        let segment = self.group_by.as_deref().and_then(|name| Segment::parse(name).ok());
        Some(GroupRule { least: self.min_group?, segment, closed: self.closed })
    }

    /// Whether `later` lets something be told that whoever answered under these settings was promised not to be told: of
    /// smaller groups, or of others.
    pub fn is_loosened_by(&self, later: &Self) -> bool {
        let Some(least) = self.min_group else { return false };
        later.min_group.is_none_or(|later| later < least) || later.group_by != self.group_by
    }
}
