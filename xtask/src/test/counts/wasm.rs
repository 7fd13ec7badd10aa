//! Instructions that the site's reader executes from a file to its Summary, counted by the wasm itself.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::meter;
use crate::dist::{READER, outputs};
use crate::shell::read;
use crate::workspace::Workspace;

/// In Node.js, which has the engine of Chromium: the count is that of the wasm, whoever runs it.
pub fn count(workspace: &Workspace, site: &Path, file: &Path) -> Result<u64> {
    let [glue, wasm] = outputs(READER);
    let folder = workspace.target.join("counts");
    let metered = meter::metered(&fs::read(site.join(wasm))?)?;
    fs::write(folder.join("reader.wasm"), metered)?;
    // As a module of its own, whatever package lies above it.
    fs::copy(site.join(glue), folder.join("reader.mjs"))?;
    let mut node = Command::new("node");
    node.arg(workspace.root.join("xtask/src/test/counts/reader.mjs")).arg(&folder).arg(file);
    read(&mut node)?.trim().parse().context("the reader counted nothing")
}
