//! What the two sides of the iframe know of each other.

use super::source::{EVENTS, Holds, SETTINGS, Setting};

const WIDTH: usize = 140;

/// What the page around the frame tells it.
pub fn frame_settings() -> String {
    let addresses: Vec<_> =
        framed().filter(|setting| setting.holds == Holds::Address).map(|setting| setting.name).collect();
    let names: Vec<_> = framed().map(|setting| setting.name).collect();
    [
        "/** What the frame is told; where answers go, and what is kept, is the frame's own affair. */\n",
        &list("SETTINGS", &names),
        "/** Addresses, which the frame would read as its own. */\n",
        &list("URLS", &addresses),
    ]
    .concat()
}

/// What the frame takes of that, whoever speaks.
pub fn taken() -> String {
    let names: Vec<_> = framed().map(|setting| setting.name).collect();
    format!("const SETTINGS = /^({}|field-[\\w.-]+)$/;\n", names.join("|"))
}

/// What it passes on. Nobody can hold back in time what has to come from there.
pub fn frame_events() -> String {
    let names: Vec<_> = EVENTS.iter().filter(|event| !event.cancelable).map(|event| event.name).collect();
    list("EVENTS", &names)
}

fn framed() -> impl Iterator<Item = &'static Setting> {
    SETTINGS.iter().filter(|setting| setting.framed)
}

fn list(name: &str, words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let line = format!("const {name} = [{}];\n", quoted.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    let lines = super::text::wrapped(&quoted.join(", "), WIDTH);
    format!("const {name} = [\n{},\n];\n", lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n"))
}
