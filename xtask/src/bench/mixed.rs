//! A file as one grows in use: most lines as the collector writes them, some by other programs, a few broken.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

/// Of 1,000 lines so many have another order of fields, unknown fields, other spacing, an escape in a name.
const REORDERED: u64 = 30;
const UNKNOWN: u64 = 20;
const SPACED: u64 = 20;
const ESCAPED: u64 = 10;
/// And so many are no JSON.
const BROKEN: u64 = 1;

/// Writes the lines of `from` to `to`: 92 of 100 as they are.
pub fn mix(from: &Path, to: &Path) -> Result<()> {
    let lines = BufReader::new(File::open(from).with_context(|| format!("cannot read {}", from.display()))?).lines();
    let mut file = BufWriter::new(File::create(to)?);
    for (at, line) in (0..).zip(lines) {
        writeln!(file, "{}", altered(at, line?))?;
    }
    Ok(file.flush()?)
}

/// The line of that number, from 0, in which a made-up response stands.
fn altered(at: u64, line: String) -> String {
    // A step that has no common factor with 1,000 spreads the kinds over the file.
    let (turn, mut end) = ((at * 619) % 1_000, 0);
    let ends = [REORDERED, UNKNOWN, SPACED, ESCAPED, BROKEN].map(|share| {
        end += share;
        end
    });
    let altered = match ends.iter().position(|end| turn < *end) {
        Some(0) => reordered(&line),
        Some(1) => unknown(&line),
        Some(2) => Some(spaced(&line)),
        Some(3) => Some(escaped(&line)),
        Some(_) => broken(&line),
        None => None,
    };
    altered.unwrap_or(line)
}

/// The first field comes last.
fn reordered(line: &str) -> Option<String> {
    let (first, rest) = line.strip_prefix('{')?.split_once(',')?;
    Some(format!("{{{},{first}}}", rest.strip_suffix('}')?))
}

/// Something that looks like fields of ours stands in one that is not.
fn unknown(line: &str) -> Option<String> {
    Some(format!(r#"{{"later":{{"id":"x","recommend":3,"deep":[1,null,"\u00e9"]}},{}"#, line.strip_prefix('{')?))
}

fn spaced(line: &str) -> String {
    line.replace("\":", "\" : ").replace(",\"", ", \"")
}

fn escaped(line: &str) -> String {
    line.replacen("\"survey\":", "\"sur\\u0076ey\":", 1)
}

fn broken(line: &str) -> Option<String> {
    line.get(..line.len() / 2).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"a","survey":"s","answers":{"recommend":9}}"#;

    #[test]
    fn what_is_altered_says_the_same() {
        let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok();
        for line in [reordered(LINE).unwrap(), spaced(LINE), escaped(LINE)] {
            assert!(line != LINE && read(&line) == read(LINE), "{line}");
        }
        assert_eq!(reordered(LINE).as_deref(), Some(r#"{"survey":"s","answers":{"recommend":9},"id":"a"}"#));
        assert_eq!(read(&unknown(LINE).unwrap()).unwrap()["id"], "a");
        assert_eq!(read(&broken(LINE).unwrap()), None);
    }

    #[test]
    fn ninety_two_of_a_hundred_stay_as_they_are() {
        let lines: Vec<_> = (0..10_000).map(|at| altered(at, LINE.to_owned())).collect();
        let count = |wanted: &dyn Fn(&str) -> bool| lines.iter().filter(|line| wanted(line)).count();
        assert_eq!(count(&|line| line == LINE), 9_190);
        assert_eq!(count(&|line| serde_json::from_str::<serde_json::Value>(line).is_err()), 10);
    }
}
