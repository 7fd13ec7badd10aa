//! The loader's rules of courtesy, by Node.js: `tests/loader/` needs no browser.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

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
    let output = Command::new("node")
        .args(["--test", "--test-reporter=tap"])
        .args(&files)
        .output()
        .context("cannot start Node.js")?;
    let said = String::from_utf8_lossy(&output.stdout);
    print!("{said}");
    let mut tally = Tally { passed: count(&said, "# pass "), failed: count(&said, "# fail ") };
    if !output.status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

/// The number that a line of the sum names.
fn count(said: &str, line: &str) -> u64 {
    said.lines()
        .rev()
        .find_map(|found| found.strip_prefix(line))
        .and_then(|n| n.trim().parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_read_from_its_last_lines() {
        let said = "ok 1 - a\n# tests 3\n# pass 2\n# fail 1\n";
        assert_eq!((count(said, "# pass "), count(said, "# fail "), count("", "# pass ")), (2, 1, 0));
    }
}
