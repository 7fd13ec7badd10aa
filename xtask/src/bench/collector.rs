//! The collector's own benchmarks. A ratio that has a gate must reach it.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::workspace::Workspace;

/// One ratio, as a benchmark printed it.
#[derive(Debug, PartialEq)]
struct Ratio {
    name: String,
    value: f64,
    gate: Option<f64>,
}

/// Runs the benchmarks and says whether every ratio that has a gate reached it.
pub fn collector(workspace: &Workspace, filter: Option<&str>) -> Result<bool> {
    let mut cargo = cargo_bench(workspace);
    match filter {
        Some(filter) => cargo.arg(filter),
        None => cargo.args(["tally", "collectors", "memory"]),
    };
    let mut child = cargo.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let mut ratios = Vec::new();
    for line in BufReader::new(child.stdout.take().context("no output")?).lines() {
        let line = line?;
        match read(&line) {
            Some(ratio) => ratios.push(ratio),
            None => println!("{line}"),
        }
    }
    ensure!(child.wait()?.success(), "the benchmarks did not come to their end");
    println!("{:40} {:>8} {:>6}", "ratio against the baseline", "", "gate");
    for Ratio { name, value, gate } in &ratios {
        let gate_text = gate.map_or_else(String::new, |gate| format!("{gate:.2}"));
        let verdict = if reaches(*value, *gate) { "" } else { "  MISSED" };
        println!("{name:40} {value:>8.2} {gate_text:>6}{verdict}");
    }
    Ok(ratios.iter().all(|ratio| reaches(ratio.value, ratio.gate)))
}

/// What runs the collector's benchmarks whose names follow.
pub fn cargo_bench(workspace: &Workspace) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).args([
        "bench",
        "--quiet",
        "--package",
        "goodword-collector",
        "--bench",
        "collector",
        "--",
    ]);
    cargo
}

fn reaches(ratio: f64, gate: Option<f64>) -> bool {
    gate.is_none_or(|gate| ratio >= gate)
}

/// Reads a line such as `bench load-sqlite-256 ratio 0.613 gate 0.5`; a gate of `-` is none.
fn read(line: &str) -> Option<Ratio> {
    let ["bench", name, "ratio", ratio, "gate", gate] = line.split(' ').collect::<Vec<_>>()[..] else { return None };
    Some(Ratio { name: name.to_owned(), value: ratio.parse().ok()?, gate: gate.parse().ok() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_read_and_anything_else_is_only_shown() {
        let ratio = |gate| Some(Ratio { name: "load".to_owned(), value: 0.61, gate });
        assert_eq!(read("bench load ratio 0.61 gate 0.5"), ratio(Some(0.5)));
        assert_eq!(read("bench load ratio 0.61 gate -"), ratio(None));
        assert_eq!(read("load: 12000/s"), None);
        assert!(reaches(0.5, Some(0.5)) && !reaches(0.49, Some(0.5)) && reaches(0.0, None));
    }
}
