//! What is written down: docs/bench.json, and docs/bench.md with its pictures, which are made of it.

use std::fs;

use anyhow::Result;

use super::record::Record;
use super::{curves, page};
use crate::workspace::Workspace;

/// Writes the figures, the page and the pictures.
pub fn write(workspace: &Workspace, record: &Record) -> Result<()> {
    let docs = workspace.root.join("docs");
    fs::write(docs.join("bench.json"), serde_json::to_string_pretty(record)? + "\n")?;
    fs::write(docs.join("bench.md"), page::page(record))?;
    for (name, picture) in curves::pictures(record) {
        fs::write(docs.join("pictures").join(name), picture)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_what_was_measured() {
        let workspace = Workspace::find().unwrap();
        let record = Record::read(&workspace).unwrap();
        let docs = workspace.root.join("docs");
        let shown = |name: &str| fs::read_to_string(docs.join(name)).unwrap();
        assert_eq!(shown("bench.md"), page::page(&record), "run `cargo xtask bench --page`");
        for (name, picture) in curves::pictures(&record) {
            assert_eq!(shown(&format!("pictures/{name}")), picture, "{name}");
        }
    }
}
