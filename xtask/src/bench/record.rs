//! docs/bench.json: what was measured last of each part; docs/bench.md and its pictures are made of it.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::figures::Figures;
use super::machine::Machine;
use super::part::Bench;
use super::{curves, page};
use crate::workspace::Workspace;

/// One run of a part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    pub machine: Machine,
    /// How many programs wanted a processor, before and after.
    pub load: [f64; 2],
    pub figures: Figures,
}

/// The last run of each part.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Record(BTreeMap<Bench, Measured>);

impl Record {
    /// What is written down; nothing where nothing is.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        let file = workspace.root.join("docs/bench.json");
        match fs::read(&file) {
            Ok(text) => serde_json::from_slice(&text).with_context(|| format!("cannot read {}", file.display())),
            Err(_) => Ok(Self::default()),
        }
    }

    /// Keeps a run in the place of the one before.
    pub fn put(&mut self, bench: Bench, measured: Measured) {
        self.0.insert(bench, measured);
    }

    /// The last run of a part.
    pub fn of(&self, bench: Bench) -> Option<&Measured> {
        self.0.get(&bench)
    }

    /// Writes the figures, the page and the pictures.
    pub fn write(&self, workspace: &Workspace) -> Result<()> {
        let docs = workspace.root.join("docs");
        fs::write(docs.join("bench.json"), serde_json::to_string_pretty(self)? + "\n")?;
        fs::write(docs.join("bench.md"), page::page(self))?;
        for (name, picture) in curves::pictures(self) {
            fs::write(docs.join("pictures").join(name), picture)?;
        }
        Ok(())
    }
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
