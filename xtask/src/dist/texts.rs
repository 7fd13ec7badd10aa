//! What lies beside the wasm of a survey and not in it, because the first question is painted with it before the wasm has
//! come: the style sheet, and the words in English.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::WIDGET;
use crate::workspace::Workspace;

const SURVEY: &str = "goodword-survey";
/// What rustc is told, so that the wasm is without them.
pub const APART: &str = "--cfg texts_apart";
/// The last of the words that the usual questions need.
const LAST_USUAL: &str = "tab";

/// The texts of a binary.
#[derive(Debug)]
pub struct Texts {
    /// JavaScript strings: the file that needs one, what stands there for it, and the text
    places: [(&'static str, &'static str, String); 2],
}

impl Texts {
    /// Those of the binary `name`, if it shows surveys. `shrink` makes a style sheet small.
    pub fn of(workspace: &Workspace, name: &str, shrink: impl Fn(&Path) -> Result<String>) -> Result<Option<Self>> {
        let sheets: &[&str] = match name {
            WIDGET => &["widget.css"],
            SURVEY => &["widget.css", "widget-own.css"],
            _ => return Ok(None),
        };
        let styles = sheets.iter().map(|sheet| shrink(&workspace.root.join("styles").join(sheet)));
        let styles = styles.collect::<Result<Vec<_>>>()?.iter().map(|sheet| sheet.trim_end()).collect::<String>();
        let table = fs::read_to_string(workspace.root.join("src/locale/tables/en.json"))?;
        let words = words(&table, if name == WIDGET { LAST_USUAL } else { "" })?;
        Ok(Some(Self {
            places: [
                ("first_paint.js", "/*CSS*/\"\"/*CSS*/", serde_json::to_string(&styles)?),
                ("bootstrap.js", "/*ENGLISH*/\"\"/*ENGLISH*/", serde_json::to_string(&words)?),
            ],
        }))
    }

    /// Puts them into the modules below `snippets` that wasm-bindgen has copied.
    pub fn put(&self, snippets: &Path) -> Result<()> {
        for (file, place, text) in &self.places {
            let path = find(snippets, file)?.with_context(|| format!("no {file} in {}", snippets.display()))?;
            let module = fs::read_to_string(&path)?;
            if module.matches(place).count() != 1 {
                bail!("{} must hold {place} once", path.display());
            }
            fs::write(path, module.replace(place, text))?;
        }
        Ok(())
    }

    /// Their bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.places.iter().flat_map(|(.., text)| text.bytes()).collect()
    }
}

/// The words of a table, a line each, up to the one of the name `last`.
fn words(table: &str, last: &str) -> Result<String> {
    let mut words = Vec::new();
    for line in table.lines() {
        let Some((name, word)) = line.trim().trim_end_matches(',').split_once(": ") else { continue };
        words.push(serde_json::from_str::<String>(word).with_context(|| format!("a word that is none: {word}"))?);
        if name.trim_matches('"') == last {
            break;
        }
    }
    Ok(words.join("\n"))
}

/// The file of this name below a folder.
fn find(folder: &Path, name: &str) -> Result<Option<PathBuf>> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            if let Some(found) = find(&path, name)? {
                return Ok(Some(found));
            }
        } else if path.file_name().is_some_and(|own| own == name) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_table_are_lines_up_to_the_last_that_is_needed() {
        let table = "{\n  \"lang\": \"en\",\n  \"tab\": \"Feed\\u00a0back\",\n  \"begin\": \"Begin: now\"\n}\n";
        let check = |last, expect: &str| assert_eq!(words(table, last).unwrap(), expect, "{last}");
        check("tab", "en\nFeed\u{a0}back");
        check("", "en\nFeed\u{a0}back\nBegin: now");
        assert!(words("{\n \"a\": b\n}", "").is_err());
    }
}
