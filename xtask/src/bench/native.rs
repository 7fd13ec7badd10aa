//! The command line beside `DuckDB`, on the same file.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::figures::Figures;
use super::goal::OURS;
use super::piles::{Pile, program};
use crate::shell::{read, say};
use crate::tools;
use crate::workspace::Workspace;

/// What both must find.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Found {
    responses: u64,
    histogram: Vec<u64>,
}

/// What the script of `DuckDB` prints.
#[derive(Debug, Deserialize)]
struct Told {
    ms: f64,
    #[serde(flatten)]
    found: Found,
}

/// Milliseconds of both on mixed files.
pub fn native(workspace: &Workspace, sizes: &[u64], rounds: usize) -> Result<Figures> {
    let (goodword, python) = (program(workspace)?, tools::tables(workspace)?);
    say("measuring the command line");
    let script = workspace.root.join("xtask/src/bench/web/in_duckdb.py");
    let mut figures = Figures::default();
    for responses in sizes {
        let file = Pile { mixed: true, responses: *responses }.file(workspace)?;
        let row = format!("native {responses} ms");
        // One round more than is counted: the file is in memory then.
        for round in 0..=rounds {
            let (ms, ours) = summarized(&goodword, &file)?;
            let duckdb: Told = serde_json::from_str(&read(Command::new(&python).arg(&script).arg(&file).arg("1"))?)?;
            ensure!(ours == duckdb.found, "they do not find the same: {ours:?} and {:?}", duckdb.found);
            if round > 0 {
                figures.add(&row, OURS, ms);
                figures.add(&row, "DuckDB", duckdb.ms);
            }
        }
    }
    Ok(figures)
}

/// From the start of the program to its end.
fn summarized(goodword: &Path, file: &Path) -> Result<(f64, Found)> {
    let began = Instant::now();
    let printed = read(Command::new(goodword).arg("summarize").arg(file).arg("--json"))?;
    let ms = began.elapsed().as_secs_f64() * 1e3;
    let summary: serde_json::Value = serde_json::from_str(&printed).context("no Summary")?;
    let responses = summary.get("responses").and_then(serde_json::Value::as_u64).context("no number of responses")?;
    let histogram = summary.pointer("/recommend/histogram").context("no histogram")?;
    Ok((ms, Found { responses, histogram: serde_json::from_value(histogram.clone())? }))
}
