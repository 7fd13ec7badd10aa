//! How fast the site's reader comes from a file to its Summary, and writes its responses as a table.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Ratio, mixed};
use crate::dist;
use crate::shell::{read, run, say};
use crate::workspace::Workspace;

/// How many times as fast as plain JavaScript it must be.
const GATE: f64 = 2.0;
/// How many times as fast a CSV must be written as plain JavaScript reads and counts the same lines.
const TABLE_GATE: f64 = 2.0;

/// What the script found.
#[derive(Debug, Deserialize)]
struct Found {
    responses: u64,
    bytes: u64,
    ours: Vec<Time>,
    plain: Vec<Time>,
    csv: Vec<Time>,
}

/// Milliseconds of one round.
#[derive(Debug, Deserialize)]
struct Time {
    wall: f64,
    cpu: f64,
}

/// Reads made-up responses in Node.js, which has the engine of Chromium.
pub fn reading(workspace: &Workspace, responses: u64, rounds: usize) -> Result<[Ratio; 3]> {
    let (file, mixed) = files(workspace, responses)?;
    let site = dist::dist(workspace, None)?;
    let run = |file: &Path| -> Result<Found> {
        let script = workspace.root.join("xtask/src/bench/reading.mjs");
        let printed = read(Command::new("node").arg(script).arg(&site).arg(file).arg(rounds.to_string()))?;
        serde_json::from_str(&printed).context("the script printed no result")
    };
    let (found, grown) = (run(&file)?, run(&mixed)?);
    let pile = |found: &Found| format!("{} responses, {} MB", found.responses, found.bytes / 1_000_000);
    Ok([
        ratio("reading", format!("{}, to a Summary", pile(&found)), &found.ours, &found.plain, GATE),
        ratio("mixed", format!("{}, mixed, to a Summary", pile(&grown)), &grown.ours, &grown.plain, GATE),
        ratio("a CSV", format!("{}, as CSV", pile(&found)), &found.csv, &found.plain, TABLE_GATE),
    ])
}

fn ratio(name: &str, what: String, ours: &[Time], base: &[Time], gate: f64) -> Ratio {
    for (ours, base) in ours.iter().zip(base) {
        println!(
            "{name}: {:.0} ms ({:.0} of CPU) against {:.0} ms ({:.0} of CPU)",
            ours.wall, ours.cpu, base.wall, base.cpu
        );
    }
    let rounds = ours.iter().zip(base).map(|(ours, base)| base.wall / ours.wall).collect();
    Ratio { what, rounds, gate }
}

/// The file of so many responses, and the same as it grows in use, made once.
fn files(workspace: &Workspace, responses: u64) -> Result<(PathBuf, PathBuf)> {
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("responses-{responses}.ndjson"));
    once(&file, |draft| {
        say(&format!("making up {responses} responses, once"));
        seed(workspace, responses, draft)
    })?;
    let mixed = folder.join(format!("mixed-{responses}.ndjson"));
    once(&mixed, |draft| mixed::mix(&file, draft))?;
    Ok((file, mixed))
}

/// Makes a file that is not there yet.
fn once(file: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    if !file.is_file() {
        let draft = file.with_extension("draft");
        make(&draft)?;
        fs::rename(&draft, file)?;
    }
    Ok(())
}

fn seed(workspace: &Workspace, responses: u64, file: &Path) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).args(["run", "--quiet", "--package", "goodword-collector", "--bin", "goodword"]);
    run(cargo.args(["--", "seed", &responses.to_string()]).stdout(File::create(file)?))
}
