//! docs/bench.json: what was measured last of each part.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::figures::Figures;
use super::machine::Machine;
use super::part::Bench;
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
}
