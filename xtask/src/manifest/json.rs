//! The manifest as JSON, for generators in other languages.

use anyhow::Result;
use serde::Serialize;

use super::source::{
    self, COMMANDS, DRAFT, DRAFT_ROW, ENTRY, EVENTS, FIELD, HISTORY, Holds, KEPT_ROW, LANGUAGES, MOUNTED, RESULTS,
    SETTINGS, TRIGGERS,
};
use super::text::plain;

#[derive(Serialize)]
struct Manifest {
    settings: Vec<Setting>,
    results: Vec<Setting>,
    triggers: Vec<Trigger>,
    events: Vec<Event>,
    commands: Vec<Command>,
    mounted: Vec<Command>,
    languages: &'static [&'static str],
    entry: Vec<Field>,
    history: Vec<Field>,
    draft: Vec<Field>,
    draft_row: Vec<Field>,
    kept_row: Vec<Field>,
}

#[derive(Serialize)]
struct Setting {
    name: &'static str,
    #[serde(flatten)]
    value: Value,
    #[serde(skip_serializing_if = "str::is_empty")]
    default: &'static str,
    framed: bool,
    says: String,
}

#[derive(Serialize)]
struct Value {
    r#type: &'static str,
    /// What it may be, or beside a number what else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<&'static str>,
}

#[derive(Serialize)]
struct Trigger {
    word: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<TriggerValue>,
    says: &'static str,
}

#[derive(Serialize)]
struct TriggerValue {
    shown: &'static str,
    examples: &'static [&'static str],
    pattern: &'static str,
}

#[derive(Serialize)]
struct Event {
    name: &'static str,
    cancelable: bool,
    detail: Vec<Field>,
    says: &'static str,
}

#[derive(Serialize)]
struct Command {
    name: &'static str,
    takes: &'static str,
    says: &'static str,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(flatten)]
    value: Value,
    optional: bool,
    says: &'static str,
}

/// All of it.
pub fn all() -> Result<String> {
    let manifest = Manifest {
        settings: SETTINGS.iter().chain([&FIELD]).map(setting).collect(),
        results: RESULTS.iter().map(setting).collect(),
        triggers: TRIGGERS.iter().map(trigger).collect(),
        events: EVENTS.iter().map(event).collect(),
        commands: COMMANDS.iter().map(command).collect(),
        mounted: MOUNTED.iter().map(command).collect(),
        languages: &LANGUAGES,
        entry: fields(&ENTRY),
        history: fields(&HISTORY),
        draft: fields(&DRAFT),
        draft_row: fields(&DRAFT_ROW),
        kept_row: fields(&KEPT_ROW),
    };
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

fn setting(of: &source::Setting) -> Setting {
    let source::Setting { name, holds, default, says, framed } = *of;
    Setting { name, value: value(holds), default, framed, says: plain(says) }
}

fn value(holds: Holds) -> Value {
    let (r#type, values) = match holds {
        Holds::Text => ("text", vec![]),
        Holds::Address => ("address", vec![]),
        Holds::Number => ("number", vec![]),
        Holds::NumberOr(word) => ("number", vec![word]),
        Holds::Switch => ("one_of", vec!["on", "off"]),
        Holds::Flag => ("one_of", vec!["on", "off", ""]),
        Holds::OneOf(words) => ("one_of", words.to_vec()),
        Holds::SomeOf(words) => ("some_of", words.to_vec()),
        Holds::Trigger => ("trigger", vec![]),
        Holds::Fields => ("fields", vec![]),
        Holds::Answers => ("answers", vec![]),
    };
    Value { r#type, values }
}

fn trigger(of: &source::Trigger) -> Trigger {
    let value =
        of.value.map(|source::TriggerValue { shown, examples, pattern, .. }| TriggerValue { shown, examples, pattern });
    Trigger { word: of.word, value, says: of.says }
}

fn event(of: &source::Event) -> Event {
    let source::Event { name, says, detail, cancelable } = *of;
    Event { name, cancelable, detail: fields(detail), says }
}

fn command(of: &source::Command) -> Command {
    let source::Command { name, takes, says } = *of;
    Command { name, takes, says }
}

fn fields(of: &[source::Field]) -> Vec<Field> {
    of.iter()
        .map(|&source::Field { name, holds, says, optional }| Field { name, value: value(holds), optional, says })
        .collect()
}
