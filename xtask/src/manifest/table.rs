//! Tables in Markdown.

use super::source::{
    COMMANDS, Command, EVENTS, Event, FIELD, Field, Holds, RESULTS, SETTINGS, Setting, TRIGGERS, Trigger,
};

/// What `<good-word>` takes.
pub fn settings() -> String {
    table(&["setting", "what it does"], SETTINGS.iter().chain([&FIELD]).map(setting))
}

/// What `<good-word-results>` takes.
pub fn results() -> String {
    table(&["setting", "what it does"], RESULTS.iter().map(setting))
}

fn setting(of: &Setting) -> [String; 2] {
    [code(of.name), of.says.to_owned()]
}

/// What a survey that floats can wait for.
pub fn triggers() -> String {
    table(&["trigger", "for example", "asks"], TRIGGERS.iter().map(trigger))
}

fn trigger(of: &Trigger) -> [String; 3] {
    let Some(value) = &of.value else { return [code(of.word), String::new(), of.says.to_owned()] };
    let behind = |text: &str| code(&[of.word, ":", text].concat());
    let examples = value.examples.iter().map(|example| behind(example)).collect::<Vec<_>>().join(", ");
    [behind(value.shown), examples, of.says.to_owned()]
}

/// What a page hears.
pub fn events() -> String {
    table(&["event", "says", "`detail`"], EVENTS.iter().map(event))
}

fn event(of: &Event) -> [String; 3] {
    let detail = of.detail.iter().map(member).collect::<Vec<_>>().join(", ");
    [code(&["goodword:", of.name].concat()), of.says.to_owned(), detail]
}

fn member(of: &Field) -> String {
    let name = code(of.name);
    match of.holds {
        Holds::OneOf(words) => {
            format!("{name} ({})", words.iter().map(|word| code(word)).collect::<Vec<_>>().join(" or "))
        }
        _ if of.optional => format!("{name} where there is one"),
        _ => name,
    }
}

/// What it can ask for.
pub fn commands() -> String {
    table(&["call", "what it does"], COMMANDS.iter().map(command))
}

fn command(of: &Command) -> [String; 2] {
    let behind = if of.takes.is_empty() { String::new() } else { [", ", of.takes].concat() };
    [code(&format!("goodword(\"{}\"{behind})", of.name)), of.says.to_owned()]
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn table<const N: usize>(head: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head = line(&head.map(str::to_owned)) + "|" + &"---|".repeat(N) + "\n";
    head + &rows.map(|cells| line(&cells)).collect::<String>()
}
