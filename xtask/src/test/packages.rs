//! The package of npm, as npm packs it: judged, and built into applications that are answered in Chromium.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::chromium::Chromium;
use super::node;
use super::tally::Tally;
use crate::npm;
use crate::shell::say;
use crate::tools;
use crate::workspace::Workspace;

/// The name by which a filter finds them.
const NAME: &str = "packages";
const FOLDER: &str = "tests/packages";

/// What needs no browser: what is in the package, what linters say of it, and what a server makes of it; a theme's snippet.
pub fn judged(workspace: &Workspace, site: &Path, filter: Option<&str>) -> Result<Tally> {
    if filter.is_some_and(|filter| !NAME.contains(filter)) {
        return Ok(Tally::default());
    }
    say("the package of npm, by Node.js");
    let mut command = Command::new("node");
    command.env("GOODWORD_PACKAGE", npm::package(workspace, site)?);
    command.env("GOODWORD_TOOLS", installed(workspace, FOLDER, "publint, attw and Liquid")?);
    let files = ["package.test.mjs", "shopify.test.mjs"].map(|file| workspace.root.join(FOLDER).join(file));
    node::test(command, &files)
}

/// What is long: applications of several kinds.
pub fn applications(workspace: &Workspace, site: &Path, chromium: &Chromium) -> Result<Tally> {
    say("applications that are built with the package of npm, in chromium");
    let mut command = Command::new("node");
    command.env("GOODWORD_PACKAGE", npm::package(workspace, site)?);
    command.env("GOODWORD_APPS", installed(workspace, "tests/packages/apps", "Vite, Next.js, React, Vue and Svelte")?);
    command.env("GOODWORD_REACT_18", installed(workspace, "tests/packages/react18", "React 18")?);
    command.env("CHROMIUM", &chromium.browser).env("CHROMEDRIVER", &chromium.driver);
    node::test(command, &[workspace.root.join(FOLDER).join("apps.test.mjs")])
}

/// Where npm has installed what the folder pins.
fn installed(workspace: &Workspace, folder: &str, what: &str) -> Result<PathBuf> {
    let modules = tools::npm(workspace, &workspace.root.join(folder), what)?;
    Ok(modules.parent().context("npm installs into a folder")?.to_owned())
}
