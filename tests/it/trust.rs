//! `TRUST.md` speaks of this tree's fault matrix.

use std::fs;
use std::path::Path;

#[allow(dead_code, reason = "the matrix itself uses the rest")]
#[path = "../browser/matrix/rows.rs"]
mod rows;

use rows::ROWS;

fn trust() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("TRUST.md")).unwrap()
}

/// The table's rows: number, fault, expectation, and a verdict for each engine.
fn table() -> Vec<Vec<String>> {
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let text = trust();
    let rows = text.lines().map(cells).filter(|cells| cells.len() == 6 && cells[0].parse::<u8>().is_ok());
    rows.collect()
}

#[test]
fn the_last_matrix_is_of_these_rows() {
    let told: Vec<[String; 3]> = table().iter().map(|cells| [0, 1, 2].map(|at| cells[at].clone())).collect();
    let here: Vec<[String; 3]> =
        ROWS.iter().map(|row| [row.number.to_string(), row.fault.to_owned(), row.expect.to_owned()]).collect();
    assert_eq!(told, here, "run `cargo xtask test --only e2e --record`");
}

#[test]
fn the_last_matrix_lost_nothing() {
    for (cells, row) in table().iter().zip(ROWS) {
        for (engine, verdict) in ["chromium", "firefox", "webkit"].into_iter().zip(&cells[3..]) {
            let expect = match (row.runs_in(engine), row.not_run_in(engine)) {
                (true, _) => "passed",
                (false, Some(_)) => "not run",
                (false, None) => "–",
            };
            assert_eq!(verdict, expect, "row {} in {engine}", row.number);
        }
    }
}

#[test]
fn a_row_that_does_not_run_says_why() {
    let text = trust();
    for row in ROWS {
        for (engine, reason) in row.not_run {
            let line = format!("- {} in {engine}: {reason}", row.number);
            assert!(text.lines().any(|said| said == line), "{line}");
        }
    }
}

#[test]
fn rows_are_numbered_in_order() {
    let numbers: Vec<u8> = ROWS.iter().map(|row| row.number).collect();
    assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
}

#[test]
fn no_control_is_a_default() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("control-no-save = []") && manifest.contains("control-panic = []"));
    let defaults: Vec<_> = manifest.lines().filter(|line| line.starts_with("default = ")).collect();
    assert_eq!(
        defaults,
        ["default = [\"own\", \"import\"]"],
        "dist/ is built with the default features, or without any"
    );
}
