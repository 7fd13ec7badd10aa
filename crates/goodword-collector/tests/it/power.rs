//! A disk on which only what was synced is kept: nothing acknowledged is lost; and a store that does not sync each commit
//! does lose, or this would prove nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::collector::{id, response};
use crate::program::{Program, stdout};

const POSTS: u64 = 40;

/// The library that forgets what was not synced; see powerloss.c.
fn forgetful(folder: &Path) -> PathBuf {
    let library = folder.join("powerloss.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/powerloss.c");
    let compiled =
        Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl").status();
    assert!(compiled.unwrap().success(), "powerloss.c does not compile");
    library
}

/// Posts, cuts the power, and gives how many were acknowledged and how many of those are still there.
fn survive(control: Option<&str>) -> (usize, usize) {
    let (tools, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let library = forgetful(tools.path());
    let mut program = Program::start_in(folder, |mut command| {
        command.env("LD_PRELOAD", &library).envs(control.map(|mode| ("GOODWORD_CONTROL_SYNCHRONOUS", mode)));
        command
    });
    let mut acknowledged = BTreeSet::new();
    for number in 0..POSTS {
        assert_eq!(program.post(&response(&id(number)).to_string()).unwrap().0, 201);
        acknowledged.insert(id(number));
    }
    program.signal("USR1");
    assert!(!program.child.wait().unwrap().success());
    let lines = stdout(program.folder.path(), &["export", "--survey", "support"]);
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    let stored: BTreeSet<String> = lines.lines().map(id).collect();
    let file = rusqlite::Connection::open(program.folder.path().join("goodword.db")).unwrap();
    let verdict: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    (acknowledged.len(), acknowledged.intersection(&stored).count())
}

#[test]
fn a_power_cut_takes_nothing_that_was_acknowledged() {
    for _ in 0..3 {
        let (acknowledged, kept) = survive(None);
        assert_eq!(kept, acknowledged);
    }
}

#[test]
fn control_a_power_cut_takes_rows_from_a_store_that_does_not_sync() {
    let (acknowledged, kept) = survive(Some("NORMAL"));
    println!("NORMAL: {acknowledged} acknowledged, {kept} kept");
    assert!(kept < acknowledged, "{kept} of {acknowledged} kept: the test would not notice a loss");
}
