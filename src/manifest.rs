//! What stands in several lists, or is written on one side of the JavaScript border and read on the other: here once.
//!
//! `cargo xtask manifest` writes from it what can be written, tests hold what stands elsewhere against it. It is data alone
//! and one file, because xtask compiles it too.

#[path = "manifest/kept.rs"]
mod kept;
#[path = "manifest/page.rs"]
mod page;
#[path = "manifest/settings.rs"]
mod settings;

pub use kept::{DRAFT, DRAFT_ROW, ENTRY, HISTORY, KEPT_ROW};
pub use page::{COMMANDS, EVENTS, LANGUAGES, MOUNTED, TRIGGERS};
pub use settings::{FIELD, RESULTS, SETTINGS};

/// What a setting, a member of an event or a kept field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Any text.
    Text,
    /// An address as a page writes it.
    Address,
    /// A number.
    Number,
    /// A number or this word.
    NumberOr(&'static str),
    /// `on` or `off`.
    Switch,
    /// The same, or nothing but its name.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Some of these words, separated by spaces, or `off`.
    SomeOf(&'static [&'static str]),
    /// One of [`TRIGGERS`].
    Trigger,
    /// Hidden fields by their names.
    Fields,
    /// Answers by the ids of their questions.
    Answers,
}

/// An attribute of an element of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The attribute.
    pub name: &'static str,
    /// What it may hold.
    pub holds: Holds,
    /// What setting it to changes nothing; empty where there is no such value.
    pub default: &'static str,
    /// What it does, in Markdown, without the capital and the full stop of a sentence; links lead out of the root folder.
    pub says: &'static str,
    /// Whether the survey in an iframe is told of it. An address is made absolute before.
    pub framed: bool,
}

impl Setting {
    const fn new(name: &'static str, holds: Holds, says: &'static str) -> Self {
        Self { name, holds, default: "", says, framed: false }
    }

    const fn or(self, default: &'static str) -> Self {
        Self { default, ..self }
    }

    const fn framed(self) -> Self {
        Self { framed: true, ..self }
    }
}

/// What a survey that floats can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trigger {
    /// What stands before the colon; all of it where nothing follows.
    pub word: &'static str,
    /// What follows it.
    pub value: Option<TriggerValue>,
    /// When the survey is asked.
    pub says: &'static str,
}

/// What follows the colon of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriggerValue {
    /// As a sentence shows it.
    pub shown: &'static str,
    /// Some that can be used.
    pub examples: &'static [&'static str],
    /// A regular expression that all of them match.
    pub pattern: &'static str,
    /// What of a template literal of TypeScript stands there.
    pub types: &'static [&'static str],
}

/// One part of something that has named parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What stands there.
    pub holds: Holds,
    /// What it is for.
    pub says: &'static str,
    /// Whether it may be missing.
    pub optional: bool,
}

impl Field {
    const fn new(name: &'static str, holds: Holds, says: &'static str) -> Self {
        Self { name, holds, says, optional: false }
    }

    const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// What a page hears of a survey: `goodword:` and the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Behind the colon.
    pub name: &'static str,
    /// What has happened.
    pub says: &'static str,
    /// The members of `detail`.
    pub detail: &'static [Field],
    /// Whether a page can hold it back.
    pub cancelable: bool,
}

/// A word that says what to do, of `goodword()` or to a survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// The word.
    pub name: &'static str,
    /// What is given behind it.
    pub takes: &'static str,
    /// What it does.
    pub says: &'static str,
}
