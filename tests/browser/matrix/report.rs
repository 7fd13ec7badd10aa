//! What is printed, and the table in `TRUST.md`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::rows::ROWS;
use super::{Outcome, Verdict};
use crate::harness::Engine;

const START: &str = "<!-- the last matrix: written by the run -->";
const END: &str = "<!-- end of the last matrix -->";

/// One line for a row in an engine.
pub fn line(outcome: &Outcome) -> String {
    let (verdict, said) = match &outcome.verdict {
        Verdict::Passed(said) => ("ok", said),
        Verdict::Failed(said) => ("FAILED", said),
        Verdict::NotRun(said) => ("not run", said),
    };
    let fault = ROWS.iter().find(|row| row.number == outcome.number).map_or("", |row| row.fault);
    let took = outcome.took.as_secs_f64();
    format!("row {} {} {verdict}: {fault} ({took:.1}s) [{said}]", outcome.number, outcome.engine)
}

/// Writes the table between the two marks of `file`.
pub fn write(file: &Path, outcomes: &[Outcome], real: bool) {
    let text = fs::read_to_string(file).unwrap();
    let (before, rest) =
        text.split_once(START).unwrap_or_else(|| panic!("{} has no place for the table", file.display()));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("{} has no end of the table", file.display()));
    fs::write(file, [before, START, "\n", &table(outcomes, real), END, after].concat()).unwrap();
}

fn table(outcomes: &[Outcome], real: bool) -> String {
    let time = if real { "in real time" } else { "with the page's time 20 times as fast" };
    let mut table = format!("Run on {}, commit {}, {time}.\n\n| # | fault | expected | ", date(), commit());
    table += &Engine::ALL.map(Engine::name).join(" | ");
    table += " |\n|---|---|---|---|---|---|\n";
    let mut reasons = String::new();
    for row in ROWS {
        let cells = Engine::ALL.map(|engine| {
            let outcome = outcomes.iter().find(|outcome| (outcome.number, outcome.engine) == (row.number, engine));
            match outcome.map(|outcome| &outcome.verdict) {
                Some(Verdict::Passed(_)) => "passed",
                Some(Verdict::Failed(_)) => "**failed**",
                Some(Verdict::NotRun(reason)) => {
                    reasons += &format!("- {} in {engine}: {reason}\n", row.number);
                    "not run"
                }
                None => "–",
            }
        });
        table += &format!("| {} | {} | {} | {} |\n", row.number, row.fault, row.expect, cells.join(" | "));
    }
    if !reasons.is_empty() {
        table += &format!("\nNot run, and why:\n\n{reasons}");
    }
    table
}

/// The last commit that changed what is tested.
fn commit() -> String {
    let mut git = Command::new("git");
    git.args(["log", "-1", "--abbrev=12", "--format=%h", "--", "src", "crates", "styles", "Cargo.lock"]);
    said(git.current_dir(env!("CARGO_MANIFEST_DIR")))
}

fn date() -> String {
    said(Command::new("date").args(["-u", "+%Y-%m-%d"]))
}

fn said(command: &mut Command) -> String {
    command.output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}
