//! Test files that Node.js runs.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::tally::Tally;

/// Runs them with what `command` brings along, and counts.
pub fn test(mut command: Command, files: &[PathBuf]) -> Result<Tally> {
    let output =
        command.args(["--test", "--test-reporter=tap"]).args(files).output().context("cannot start Node.js")?;
    let said = String::from_utf8_lossy(&output.stdout);
    print!("{said}");
    let mut tally = Tally { passed: count(&said, "# pass "), failed: count(&said, "# fail "), ..Tally::default() };
    said.lines().for_each(|line| tally.failures.read(line));
    Ok(tally.or_broken(output.status.success(), &format!("{command:?}: {}", output.status)))
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
