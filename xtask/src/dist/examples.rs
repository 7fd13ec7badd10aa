//! The pages of `examples/`, with the applications that two of them are.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::wasm::Builder;
use super::{copy_folder, empty};
use crate::shell::read;
use crate::tools;
use crate::workspace::Workspace;

/// The application written with Yew.
const YEW: &str = "yew-host";
/// The application written with React, a folder.
const REACT: &str = "react";

/// Makes a folder of the examples, as a site would serve them.
pub fn examples(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("examples-site");
    empty(&folder)?;
    let sources = workspace.root.join("examples");
    for entry in fs::read_dir(&sources)?.flatten().filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), folder.join(entry.file_name()))?;
    }
    react(workspace, &sources.join(REACT), &folder.join(REACT))?;
    let builder = Builder::new(workspace)?;
    let compiled = builder.compile_example(YEW)?;
    builder.bind(&compiled, YEW, &folder)?;
    Ok(folder)
}

/// Builds with Vite, beside what npm installed, so that a checkout stays as it is.
fn react(workspace: &Workspace, sources: &Path, site: &Path) -> Result<()> {
    let modules = tools::npm(workspace, sources, "React and Vite")?;
    let place = modules.parent().context("npm installs into a folder")?;
    copy_folder(&sources.join("src"), &place.join("src"))?;
    for file in ["index.html", "vite.config.js"] {
        fs::copy(sources.join(file), place.join(file))?;
    }
    let mut vite = Command::new("node");
    vite.arg(modules.join("vite/bin/vite.js"))
        .args(["build", "--logLevel", "warn", "--emptyOutDir", "--outDir"])
        .arg(site);
    read(vite.current_dir(place)).map(drop)
}
