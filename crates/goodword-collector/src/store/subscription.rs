//! Who is told of what.

use std::collections::BTreeSet;

use super::event::Event;
use super::message::Message;
use super::row::ResponseRow;

/// One who is told, and of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subscription {
    /// Its name in the settings.
    pub target: String,
    /// What it is told.
    pub events: BTreeSet<Event>,
    /// Of which surveys; none is all.
    pub surveys: BTreeSet<String>,
}

/// All who are told.
#[derive(Debug, Clone, Default)]
pub struct Subscriptions(Vec<Subscription>);

impl Subscription {
    /// Whether it is told of that.
    pub fn wants(&self, event: Event, survey: &str) -> bool {
        self.events.contains(&event) && (self.surveys.is_empty() || self.surveys.contains(survey))
    }
}

impl Subscriptions {
    /// These.
    pub fn new(subscriptions: Vec<Subscription>) -> Self {
        Self(subscriptions)
    }

    /// Whether nobody is told of anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of those who are told of that.
    pub fn targets<'a>(&'a self, event: Event, survey: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |of| of.wants(event, survey)).map(|of| of.target.as_str())
    }

    /// Whether anybody is told of that, in whichever survey.
    pub fn any(&self, event: Event) -> bool {
        self.0.iter().any(|of| of.events.contains(&event))
    }

    /// What is to be told of a row once it is stored.
    pub(super) fn messages(&self, row: &ResponseRow) -> Vec<Message> {
        // A higher seq is told again, and that a person should look only for another reason than before.
        let mut told = vec![(Event::Response, row.seq().to_string())];
        if row.attention().is_needed() {
            told.push((Event::Attention, row.attention().reasons().join(" ")));
        }
        let mut messages = Vec::new();
        for (event, key) in told {
            let of = |target| Message::of_response(event, target, row.survey(), (row.id(), &key), row.received_ms());
            messages.extend(self.targets(event, row.survey()).map(of));
        }
        messages
    }
}
