//! The Debian package of the collector: program, units, settings and documents.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell::{read, say};
use crate::tools;
use crate::workspace::Workspace;

/// Makes the package around a program that `cargo xtask release` has made; where it is.
pub fn deb(workspace: &Workspace) -> Result<PathBuf> {
    let mut cargo_deb = Command::new(tools::cargo_deb(workspace)?);
    cargo_deb.current_dir(&workspace.root).args(["--no-build", "--package", "goodword-collector"]);
    let said = read(&mut cargo_deb)?;
    let package = said.lines().map(Path::new).find(|path| path.extension().is_some_and(|kind| kind == "deb"));
    let package = package.context("cargo-deb names no package")?.to_owned();
    say(&format!("made {}", package.display()));
    Ok(package)
}
