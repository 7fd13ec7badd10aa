//! `goodword export` as Parquet and as a workbook: what is read back is what was stored, whatever visitors wrote.

use std::fs;
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::program::{database, run, stdout};

/// Answers of three months, with texts that look like something else.
fn stored() -> TempDir {
    let folder = TempDir::new().unwrap();
    database(folder.path());
    let texts =
        ["=HYPERLINK(\"http://a.example\")", "line\nbreak, \"quoted\"", "7", "true", "\u{1f600} très bien", "'quote"];
    let line = |(at, text): (u64, &&str)| {
        let mut line = response(&id(at));
        line["submitted_at"] = format!("2026-{:02}-15T23:30:00-02:00", 1 + at % 3).into();
        line["answers"] =
            json!({"recommend": at, "empathy": 4, "comment": text, "own": text, "why": ["a", "b"], "amount": 2.5});
        line["fields"] = json!({"plan": "pro", "seats": 3, "trial": false});
        line["complete"] = (at % 2 == 0).into();
        line.to_string() + "\n"
    };
    fs::write(folder.path().join("in.ndjson"), (0..).zip(&texts).map(line).collect::<String>()).unwrap();
    stdout(folder.path(), &["import", "in.ndjson"]);
    folder
}

fn summary(folder: &Path, files: &[&str]) -> String {
    stdout(folder, &[&["summarize", "--json", "--by", "fields.plan,fields.seats,answers.own"], files].concat())
}

#[test]
fn what_is_exported_as_a_table_is_read_back_as_it_was() {
    let folder = stored();
    let folder = folder.path();
    let survey = ["export", "--survey", "support", "--format"];
    fs::write(folder.join("all.ndjson"), stdout(folder, &[&survey[..], &["ndjson"]].concat())).unwrap();
    let expect = summary(folder, &["all.ndjson"]);
    let output = run(folder, &[&survey[..], &["parquet", "--out", "tables"]].concat());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "6 responses written to tables\n");
    let months = ["tables/support/2026-01.parquet", "tables/support/2026-02.parquet", "tables/support/2026-03.parquet"];
    assert_eq!(summary(folder, &months), expect, "Parquet");
    stdout(folder, &[&survey[..], &["xlsx", "--out", "a.xlsx"]].concat());
    assert_eq!(summary(folder, &["a.xlsx"]), expect, "a workbook");
}

#[test]
fn no_file_is_written_over_and_none_goes_to_the_terminal() {
    let folder = stored();
    let refused = |format: &str, out: &[&str], expect: &str| {
        let arguments = [&["export", "--survey", "support", "--format", format], out].concat();
        let output = run(folder.path(), &arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && error.contains(expect), "{format}: {error}");
    };
    fs::create_dir_all(folder.path().join("tables/support")).unwrap();
    for taken in ["tables/support/2026-01.parquet", "a.xlsx", "a.csv"] {
        fs::write(folder.path().join(taken), "mine").unwrap();
    }
    refused("parquet", &["--out", "tables"], "cannot make tables/support/2026-01.parquet");
    refused("xlsx", &["--out", "a.xlsx"], "a.xlsx is there already");
    refused("csv", &["--out", "a.csv"], "cannot make a.csv");
    refused("xlsx", &[], "parquet and xlsx are files: --out says where to write");
    refused("ods", &[], "must be one of ndjson, json, csv, parquet, xlsx");
    assert_eq!(fs::read_to_string(folder.path().join("a.csv")).unwrap(), "mine");
}
