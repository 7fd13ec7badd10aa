//! `cargo xtask manifest`: what is written from the manifest, into files that are committed.

mod custom_elements;
mod json;
mod react;
mod script;
#[path = "../../src/manifest.rs"]
mod source;
mod table;
mod text;
mod typescript;
mod yew;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::shell::say;
use crate::workspace::Workspace;

/// A part of a file, between the two lines of its name.
struct Part {
    file: &'static str,
    name: &'static str,
    write: fn() -> String,
}

const fn part(file: &'static str, name: &'static str, write: fn() -> String) -> Part {
    Part { file, name, write }
}

/// A file that holds nothing else: for whoever makes something of the manifest in another language.
const JSON: &str = "types/manifest.json";

/// What editors read of the elements.
const CUSTOM_ELEMENTS: &str = "npm/custom-elements.json";

const PARTS: [Part; 16] = [
    part("types/goodword.d.ts", "values", typescript::values),
    part("types/goodword.d.ts", "settings", typescript::settings),
    part("types/goodword.d.ts", "results", typescript::results),
    part("types/goodword.d.ts", "events", typescript::events),
    part("README.md", "settings", table::settings),
    part("README.md", "results", table::results),
    part("docs/definition.md", "triggers", table::triggers),
    part("docs/javascript.md", "events", table::events),
    part("docs/javascript.md", "commands", table::commands),
    part("src/embed.rs", "settings", yew::settings),
    part("src/loader/goodword-more.js", "settings", script::frame_settings),
    part("pages/frame.js", "settings", script::taken),
    part("pages/frame.js", "events", script::frame_events),
    part("npm/react.js", "settings", react::names),
    part("npm/react.d.ts", "settings", react::settings),
    part("npm/react.d.ts", "events", react::events),
];

/// Writes what is written from the manifest; with `check`, fails where what is committed is something else.
pub fn manifest(workspace: &Workspace, check: bool) -> Result<()> {
    let mut files = files(workspace)?;
    files.retain(|(file, text)| fs::read_to_string(workspace.root.join(file)).ok().as_ref() != Some(text));
    if check && !files.is_empty() {
        let names: Vec<_> = files.iter().map(|(file, _)| *file).collect();
        bail!("not what src/manifest.rs says: {}; run `cargo xtask manifest`", names.join(", "));
    }
    for (file, text) in files {
        fs::write(workspace.root.join(file), text).with_context(|| format!("cannot write {file}"))?;
        say(&format!("wrote {file}"));
    }
    Ok(())
}

/// Every file with what should stand in it.
fn files(workspace: &Workspace) -> Result<Vec<(&'static str, String)>> {
    let mut files = vec![(JSON, json::all()?), (CUSTOM_ELEMENTS, custom_elements::all()?)];
    for part in &PARTS {
        if files.last().is_none_or(|(file, _)| *file != part.file) {
            let text = fs::read_to_string(workspace.root.join(part.file));
            files.push((part.file, text.with_context(|| format!("cannot read {}", part.file))?));
        }
        if let Some((file, text)) = files.last_mut() {
            *text = replaced(text, file, part.name, &(part.write)())?;
        }
    }
    Ok(files)
}

/// A text with other lines between the two of a name.
fn replaced(text: &str, file: &str, name: &str, lines: &str) -> Result<String> {
    let [open, close] = markers(file, name);
    let lacks = |mark: &str| format!("{file} has no line {}", mark.trim_end());
    let (before, rest) = text.split_once(&open).with_context(|| lacks(&open))?;
    let (_, after) = rest.split_once(&close).with_context(|| lacks(&close))?;
    let indent = before.rsplit('\n').next().unwrap_or_default();
    Ok([before, &open, lines, indent, &close, after].concat())
}

/// The lines around a part, in the comments of its file.
fn markers(file: &str, name: &str) -> [String; 2] {
    let is_page = Path::new(file).extension().is_some_and(|extension| extension == "md");
    let line = |slash: &str| {
        if is_page { format!("<!-- {slash}{name} -->\n") } else { format!("// <{slash}{name}>\n") }
    };
    [line(""), line("/")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_committed_is_what_the_manifest_says() {
        manifest(&Workspace::find().unwrap(), true).unwrap();
    }

    #[test]
    fn a_part_is_what_stands_between_its_lines() {
        let check = |file: &str, text: &str, expect: Option<&str>| {
            assert_eq!(replaced(text, file, "a", "new\n").ok().as_deref(), expect, "{text}");
        };
        check("x.md", "1\n<!-- a -->\nold\n<!-- /a -->\n2\n", Some("1\n<!-- a -->\nnew\n<!-- /a -->\n2\n"));
        check("x.js", "1\n  // <a>\n  // </a>\n2\n", Some("1\n  // <a>\nnew\n  // </a>\n2\n"));
        check("x.js", "1\n<!-- a -->\nold\n<!-- /a -->\n2\n", None);
        check("x.md", "<!-- /a -->\n<!-- b -->\n", None);
    }
}
