//! The fault matrix of `tests/browser/faults.rs`, and the build without which its promise would not hold.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use super::engine::{Browser, Programs};
use super::tally::Tally;
use crate::dist::{WIDGET, outputs};
use crate::shell::say;

/// How fast the page's time runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Pace {
    /// Twenty times as fast as ours
    #[default]
    Fast,
    /// As ours: the matrix takes more than an hour
    Real,
}

/// The rows that must fail when nothing is written before it is sent. Row 23 is none of them: a tab that is only closed
/// sends on its way out.
const WRITTEN_FIRST: &str = "24,25";

/// Plays the matrix in the browsers that are there. `record` is the file that keeps its table.
pub fn play(
    command: &mut Command,
    there: &[(Browser, Programs)],
    pace: Pace,
    filter: Option<&str>,
    record: Option<&Path>,
) -> Result<Tally> {
    let names: Vec<&str> = there.iter().map(|(browser, _)| browser.name()).collect();
    say(&format!("the fault matrix in {}", names.join(", ")));
    command.args(["--", "--engines", &names.join(",")]);
    if pace == Pace::Real {
        command.arg("--real");
    }
    if let Some(file) = record {
        command.arg("--report").arg(file);
    }
    Tally::of(command.args(filter))
}

/// Without the write before the send, the rows that are about it fail: else they would prove nothing.
pub fn control(command: &mut Command) -> Result<Tally> {
    say("the fault matrix against a widget that saves nothing: its rows must fail");
    Tally::of(command.args(["--", "--engines", "chromium", "--rows", WRITTEN_FIRST, "--control"]))
}

/// What people get is none of the builds that are there to fail.
pub fn no_control(site: &Path, controls: &[&Path]) -> Result<Tally> {
    let [_, wasm] = outputs(WIDGET);
    let ours = fs::read(site.join(&wasm))?;
    let mut differs = true;
    for control in controls {
        differs &= fs::read(control.join(&wasm))? != ours;
    }
    let verdict = differs.then_some(()).ok_or_else(|| format!("{} is one", site.display()));
    Ok(Tally::one("no control build in dist", verdict))
}
