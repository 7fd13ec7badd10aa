//! The loader's rules of courtesy, by Node.js: `tests/loader/` needs no browser.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::node;
use super::tally::Tally;
use crate::shell::say;
use crate::workspace::Workspace;

/// The name by which a filter finds them.
const NAME: &str = "loader";

/// Runs the tests of `tests/loader/`; without Node.js to run them with the run is red.
pub fn loader(workspace: &Workspace, filter: Option<&str>) -> Result<Tally> {
    if filter.is_some_and(|filter| !NAME.contains(filter)) {
        return Ok(Tally::default());
    }
    say("the loader's rules, by Node.js");
    let mut files = Vec::new();
    for entry in fs::read_dir(workspace.root.join("tests/loader"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "mjs") {
            files.push(path);
        }
    }
    files.sort();
    node::test(Command::new("node"), &files)
}
