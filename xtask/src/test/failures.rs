//! What failed, to be said once more where a long run ends: a log that is cut keeps its last lines.

use std::fmt;

/// So many lines of one failure are kept, and so many characters of a line: what is said of ten of them is some pages.
const LINES: usize = 30;
const CHARACTERS: usize = 400;

/// What test runners said of the tests that failed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failures {
    blocks: Vec<Block>,
    /// The line that ends the block that is being read.
    until: Option<Ends>,
}

/// A failure's own lines.
type Block = Vec<String>;
/// Whether a line begins one.
type Opens = fn(&str) -> bool;
/// The beginnings of the lines that end one.
type Ends = &'static [&'static str];

/// Where a runner begins to speak of a failure, and where it ends.
const OPENINGS: [(Opens, Ends); 3] = [
    // libtest and wasm-bindgen-test, which print the output of what failed after all tests have run.
    (|line| line.starts_with("---- ") && line.ends_with(" ----"), &["---- ", "failures:"]),
    // The fault matrix.
    (|line| line.starts_with("row ") && line.contains(" FAILED: "), &["]"]),
    // Node.js.
    (|line| line.trim_start().starts_with("not ok "), &["  ..."]),
];

impl Failures {
    /// One that was found without a runner.
    pub fn one(said: &str) -> Self {
        let mut failures = Self::default();
        failures.open(said, None);
        failures
    }

    /// Reads the next line of a runner's output.
    pub fn read(&mut self, line: &str) {
        if self.until.is_some_and(|ends| ends.iter().any(|end| line.starts_with(end))) {
            self.until = None;
        }
        if let Some((_, ends)) = OPENINGS.iter().find(|(opens, _)| opens(line)) {
            self.open(line, Some(ends));
        } else if let (Some(_), Some(block)) = (self.until, self.blocks.last_mut())
            && block.len() < LINES
            && !line.trim().is_empty()
        {
            block.push(cut(line));
        }
    }

    /// Those of another run follow.
    pub fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
        self.until = None;
    }

    fn open(&mut self, line: &str, until: Option<Ends>) {
        self.blocks.push(vec![cut(line)]);
        self.until = until;
    }
}

impl fmt::Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for block in &self.blocks {
            writeln!(f, "failed: {}", block.join("\n    "))?;
        }
        Ok(())
    }
}

fn cut(line: &str) -> String {
    line.trim_end().chars().take(CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, expect: &str) {
        let mut failures = Failures::default();
        output.lines().for_each(|line| failures.read(line));
        assert_eq!(failures.to_string(), expect, "{output}");
    }

    #[test]
    fn every_runner_is_understood() {
        check("test a ... ok\ntest result: ok. 1 passed; 0 failed", "");
        check(
            "test a ... FAILED\ntest b ... ok\n\nfailures:\n\n---- a stdout ----\nthread panicked:\n  left\n\n\nfailures:\n    a\n",
            "failed: ---- a stdout ----\n    thread panicked:\n      left\n",
        );
        check(
            "---- a stdout ----\nx\n---- b stdout ----\ny\nfailures:\nz",
            "failed: ---- a stdout ----\n    x\nfailed: ---- b stdout ----\n    y\n",
        );
        check(
            "row 2 webkit FAILED: lost (3s) [not seen\n  told []\n]\nrow 3",
            "failed: row 2 webkit FAILED: lost (3s) [not seen\n      told []\n",
        );
        check(
            "ok 1 - a\nnot ok 2 - b\n  ---\n  error: 'x'\n  ...\n1..2",
            "failed: not ok 2 - b\n      ---\n      error: 'x'\n",
        );
    }

    #[test]
    fn a_failure_that_says_much_is_cut() {
        let mut failures = Failures::default();
        failures.read("---- a stdout ----");
        (0..1_000).for_each(|_| failures.read(&"x".repeat(1_000)));
        assert_eq!(failures.to_string().lines().count(), LINES);
        assert!(failures.to_string().len() < LINES * (CHARACTERS + 20));
    }
}
