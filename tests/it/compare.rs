//! `docs/compare.md` claims nothing that no test shows.

use std::fs;
use std::path::Path;

fn read(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

fn rows() -> Vec<(String, String)> {
    let page = read("docs/compare.md").unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| state"));
    rows.map(|row| {
        let mut cells = row.splitn(4, '|').map(str::trim);
        let state = cells.nth(1).unwrap().to_owned();
        (state, cells.collect::<Vec<_>>().join("|"))
    })
    .collect()
}

/// What stands in backticks and names a test, as `file::name`.
fn tests(row: &str) -> Vec<(&str, &str)> {
    row.split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|code| code.split_once("::"))
        .filter(|(file, _)| !file.is_empty())
        .collect()
}

#[test]
fn every_test_that_is_named_exists() {
    for (_, row) in rows() {
        for (file, name) in tests(&row) {
            let folders = ["tests/browser", "tests/it", "tests/web", "src/widget"];
            let sources = folders.map(|folder| read(&format!("{folder}/{file}.rs")));
            let there = sources.iter().flatten().any(|source| source.contains(&format!("fn {name}(")));
            assert!(there, "{file}::{name} is named and not there: {row}");
        }
    }
}

#[test]
fn what_works_names_a_test() {
    let rows = rows();
    assert!(rows.len() > 20, "{} rows", rows.len());
    for (state, row) in rows {
        match state.as_str() {
            "works" => assert!(!tests(&row).is_empty(), "{row}"),
            "answered" => {}
            other => panic!("{other} is no state: {row}"),
        }
    }
}
