//! What is measured in Chromium: scripts that print a figure a line.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::figures::Figures;
use super::piles::Pile;
use super::weight;
use crate::debian;
use crate::dist;
use crate::shell::{say, which};
use crate::tools;
use crate::workspace::Workspace;

/// A round of visits is short, and a visit has more moods than a file.
const VISITS: usize = 2;

/// When the first question is seen, what it blocks and weighs, and how long a click waits.
pub fn start(workspace: &Workspace, site: &Path, rounds: usize) -> Result<Figures> {
    say("measuring the start of a survey");
    let packed = workspace.target.join("bench/packed").display().to_string();
    let mut figures = script(workspace, "start.mjs", site, rounds * VISITS, &[packed])?;
    weight::add(&mut figures, site)?;
    Ok(figures)
}

/// How long files take to their figures.
pub fn reading(workspace: &Workspace, site: &Path, piles: &[Pile], rounds: usize) -> Result<Figures> {
    let file = |pile: &Pile| Ok(format!("{}:{}:{}", pile.kind(), pile.responses, pile.file(workspace)?.display()));
    let files = piles.iter().map(file).collect::<Result<Vec<_>>>()?;
    say("measuring the reader");
    script(workspace, "reading.mjs", site, rounds, &files)
}

/// The browser that takes part.
pub fn chromium(_: &Workspace) -> Result<PathBuf> {
    let given = std::env::var_os("CHROMIUM").map(PathBuf::from);
    given.or_else(|| which("chromium")).context("no chromium here: install Debian's package chromium")
}

fn script(workspace: &Workspace, name: &str, site: &Path, rounds: usize, more: &[String]) -> Result<Figures> {
    let (folder, modules) = staged(workspace)?;
    let mut node = Command::new("node");
    node.arg(folder.join(name)).args([&modules, site, &chromium(workspace)?]);
    node.arg(rounds.to_string()).args(more);
    lines(&mut node)
}

/// Runs what prints a figure a line, and shows the others.
pub fn lines(command: &mut Command) -> Result<Figures> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start what measures")?;
    let mut figures = Figures::default();
    for line in BufReader::new(child.stdout.take().context("no output")?).lines() {
        let line = line?;
        if line.starts_with('{') { figures.read(&line)? } else { println!("{line}") }
    }
    ensure!(child.wait()?.success(), "what measures did not come to its end");
    Ok(figures)
}

/// The scripts beside what they import, which Node.js looks for in the folders above a script.
fn staged(workspace: &Workspace) -> Result<(PathBuf, PathBuf)> {
    debian::provide(&[debian::NODE, debian::NPM])?;
    let pinned = workspace.root.join("xtask/npm/bench");
    let modules = tools::npm(workspace, &pinned, "playwright, Sentry, PostHog and DuckDB-WASM")?;
    let folder = workspace.target.join("bench/scripts");
    dist::empty(&folder)?;
    dist::copy_folder(&workspace.root.join("xtask/src/bench/web"), &folder)?;
    symlink(&modules, folder.join("node_modules"))?;
    Ok((folder, fs::canonicalize(modules)?))
}
