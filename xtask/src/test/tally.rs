//! Counting what test runners say.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::failures::Failures;

/// Tests that passed and tests that did not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many passed.
    pub passed: u64,
    /// How many failed, and parts of the run that could not be finished.
    pub failed: u64,
    /// What is known of those that failed.
    pub failures: Failures,
}

impl Tally {
    /// A test that no runner ran: prints its line as a runner would, with the reason why it failed.
    pub fn one(name: &str, verdict: Result<(), String>) -> Self {
        println!("test {name} ... {}", if verdict.is_ok() { "ok" } else { "FAILED" });
        match verdict {
            Ok(()) => Self { passed: 1, ..Self::default() },
            Err(reason) => Self::broken(&format!("{name}: {reason}")),
        }
    }

    /// A part of the run that could not be finished.
    pub fn broken(reason: &str) -> Self {
        println!("{reason}");
        Self { failed: 1, failures: Failures::one(reason), ..Self::default() }
    }

    /// Runs `command`, shows what it prints as it comes and counts the tests it reports.
    ///
    /// A command that fails without reporting a failed test counts as one: it did not compile, or it was killed.
    pub fn of(command: &mut Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
        let mut tally = Self::default();
        for line in BufReader::new(child.stdout.take().context("no output")?).lines() {
            let line = line?;
            println!("{line}");
            tally.failures.read(&line);
            if let Some(counted) = result(&line) {
                tally += counted;
            }
        }
        let status = child.wait()?;
        Ok(tally.or_broken(status.success(), &format!("{command:?}: {status}")))
    }

    /// What a runner said, when it ended well; one failure at least when it did not. Rows that were meant to fail are none.
    pub fn or_broken(mut self, well: bool, reason: &str) -> Self {
        match (well, self.failed) {
            (true, 0) => self.failures = Failures::default(),
            (false, 0) => self += Self::broken(reason),
            _ => {}
        }
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.append(other.failures);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Reads a line such as `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
fn result(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |what: &str| counts.split("; ").find_map(|part| part.strip_suffix(what)?.trim().parse().ok());
    Some(Tally { passed: count("passed")?, failed: count("failed")?, ..Tally::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_read() {
        let check = |line, expect: Option<(u64, u64)>| {
            assert_eq!(
                result(line),
                expect.map(|(passed, failed)| Tally { passed, failed, ..Tally::default() }),
                "{line}"
            );
        };
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
            Some((12, 0)),
        );
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out; finished in 1s", Some((3, 2)));
        check("test result: ok. many passed; 0 failed", None);
        check("test result", None);
        check("test results: 12 passed", None);
    }

    #[test]
    fn a_command_is_counted_by_what_it_prints() {
        let check = |script: &str, expect: &str| {
            assert_eq!(Tally::of(Command::new("sh").args(["-c", script])).unwrap().to_string(), expect, "{script}");
        };
        let two = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored';";
        check(&format!("{two} {two}"), "4 passed, 0 failed");
        check(&format!("{two} exit 101"), "2 passed, 1 failed");
        check("echo 'test result: FAILED. 2 passed; 3 failed; 0 ignored'; exit 101", "2 passed, 3 failed");
        check("exit 1", "0 passed, 1 failed");
    }

    #[test]
    fn what_failed_is_kept_and_what_was_meant_to_fail_is_not() {
        let check = |script: &str, expect: &str| {
            let tally = Tally::of(Command::new("sh").args(["-c", script])).unwrap();
            assert_eq!(tally.failures.to_string(), expect, "{script}");
        };
        let row = "echo 'row 24 chromium FAILED: lost [';";
        check(&format!("{row} echo 'test result: ok. 1 passed; 0 failed'"), "");
        check(
            &format!("{row} echo '  told []'; echo ]; echo 'test result: FAILED. 0 passed; 1 failed'; exit 101"),
            "failed: row 24 chromium FAILED: lost [\n      told []\n",
        );
        let panic = "printf '%s\\n' '---- a stdout ----' '' 'thread panicked' 'failures:' '    a' 'test result: FAILED. 0 passed; 1 failed'";
        check(&format!("{panic}; exit 101"), "failed: ---- a stdout ----\n    thread panicked\n");
    }
}
