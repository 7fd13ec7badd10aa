//! `cargo xtask size`: what a visitor downloads, against the budget.

mod why;

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::dist::compress::{beside, is_textual};
use crate::dist::{COURTESY, CROSS, IMPORT, READER, RESULTS, TABLES, WIDGET, WORDS, outputs};
pub use why::Why;

/// With the widget's glue, which holds styles and English texts, all that is downloaded until the first question is painted
/// in its place; with its wasm, all until that question answers.
const LOADER: &str = "goodword.js";

/// Bytes after brotli -q 11 that may not be passed.
const LOADER_GATE: u64 = 2_950;
const PAINTED_GATE: u64 = 14_500;
const PAINTED_OVER_GATE: u64 = 19_100;
const ANSWERS_GATE: u64 = 60_050;
const ANSWERS_OVER_GATE: u64 = 64_650;
/// What an analyst downloads for another program's file, a workbook or Parquet at most, and nobody else.
const IMPORT_GATE: u64 = 400_000;
/// What an analyst downloads to see figures, and to count the words of comments.
const RESULTS_GATE: u64 = 698_500;
const WORDS_GATE: u64 = 105_000;
/// The same to set any two things beside each other.
const CROSS_GATE: u64 = 86_000;

/// One file in the three forms a server can send.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Size {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// A sum that has a limit.
#[derive(Debug, PartialEq, Eq)]
struct Gate {
    what: &'static str,
    brotli: u64,
    limit: u64,
}

impl Gate {
    fn holds(&self) -> bool {
        self.brotli <= self.limit
    }
}

/// The files of a site and what becomes of the budget.
#[derive(Debug)]
pub struct Report {
    files: Vec<Size>,
    gates: [Gate; 9],
}

impl Report {
    /// Measures the site in `folder`.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_file() && is_textual(&path) {
                files.push(measure(&path)?);
            }
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let gates = gates(&files)?;
        Ok(Self { files, gates })
    }

    /// Fails when a sum passes its limit.
    pub fn judge(&self) -> Result<()> {
        let over: Vec<_> = self.gates.iter().filter(|gate| !gate.holds()).map(ToString::to_string).collect();
        if !over.is_empty() {
            bail!("over the budget: {}", over.join("; "));
        }
        Ok(())
    }

    /// The bytes of a sum that has a limit, by what it is.
    pub fn sum(&self, what: &str) -> Option<u64> {
        self.gates.iter().find(|gate| gate.what == what).map(|gate| gate.brotli)
    }

    /// The bytes of one file.
    pub fn brotli(&self, name: &str) -> Option<u64> {
        self.files.iter().find(|file| file.name == name).map(|file| file.brotli)
    }

    /// The same as the table, for programs.
    pub fn json(&self) -> Value {
        let files =
            self.files.iter().map(|f| json!({"name": f.name, "raw": f.raw, "gzip": f.gzip, "brotli": f.brotli}));
        let gates = self.gates.iter().map(|g| json!({"what": g.what, "brotli": g.brotli, "limit": g.limit}));
        json!({"files": files.collect::<Vec<_>>(), "gates": gates.collect::<Vec<_>>()})
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<28}{:>10}{:>10}{:>14}", "bytes", "raw", "gzip -9", "brotli -q 11")?;
        for file in &self.files {
            writeln!(f, "{:<28}{:>10}{:>10}{:>14}", file.name, file.raw, file.gzip, file.brotli)?;
        }
        writeln!(f)?;
        self.gates.iter().try_for_each(|gate| writeln!(f, "{gate}"))
    }
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, brotli, limit } = self;
        match brotli.saturating_sub(*limit) {
            0 => write!(f, "{what}: {brotli} bytes, within {limit}"),
            over => write!(f, "{what}: {brotli} bytes, {over} OVER {limit}"),
        }
    }
}

fn gates(files: &[Size]) -> Result<[Gate; 9]> {
    let brotli = |name: &str| {
        let file = files.iter().find(|file| file.name == name);
        file.map(|file| file.brotli).with_context(|| format!("the site lacks {name}"))
    };
    let [glue, wasm] = outputs(WIDGET);
    let both = |name: &str| outputs(name).iter().map(|file| brotli(file)).sum::<Result<u64>>();
    let [workbook, parquet] = TABLES;
    let import = both(IMPORT)? + both(workbook)?.max(both(parquet)?);
    let loader = brotli(LOADER)?;
    let (painted, wasm) = (loader + brotli(&glue)?, brotli(&wasm)?);
    let over = brotli(&[COURTESY, ".js"].concat())?;
    let gate = |what, brotli, limit| Gate { what, brotli, limit };
    Ok([
        gate("the loader", loader, LOADER_GATE),
        gate("until the first question is painted in its place", painted, PAINTED_GATE),
        gate("until the first question is painted over the page", painted + over, PAINTED_OVER_GATE),
        gate("until a survey in its place answers", painted + wasm, ANSWERS_GATE),
        gate("until a survey over the page answers", painted + over + wasm, ANSWERS_OVER_GATE),
        gate("for another program's file", import, IMPORT_GATE),
        gate("until an analyst sees figures", both(RESULTS)? + both(READER)?, RESULTS_GATE),
        gate("for the words of comments", both(WORDS)?, WORDS_GATE),
        gate("for two things beside each other", both(CROSS)?, CROSS_GATE),
    ])
}

fn measure(file: &Path) -> Result<Size> {
    let length = |path: &Path| Ok::<_, std::io::Error>(fs::metadata(path)?.len());
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let [gzip, brotli] = ["gz", "br"].map(|form| length(&beside(file, form)));
    Ok(Size { name, raw: length(file)?, gzip: gzip?, brotli: brotli? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: u64) -> Size {
        Size { name: name.to_owned(), raw: brotli * 3, gzip: brotli + 100, brotli }
    }

    fn site(loader: u64, courtesy: u64, glue: u64, wasm: u64) -> [Size; 18] {
        [
            file("goodword.js", loader),
            file("goodword-courtesy.js", courtesy),
            file("goodword-widget.js", glue),
            file("goodword-widget_bg.wasm", wasm),
            file("goodword-import.js", 4_000),
            file("goodword-import_bg.wasm", 100_000),
            file("goodword-workbook.js", 2_000),
            file("goodword-workbook_bg.wasm", IMPORT_GATE - 106_000),
            file("goodword-parquet.js", 2_000),
            file("goodword-parquet_bg.wasm", 1_000),
            file("goodword-results.js", 3_000),
            file("goodword-results_bg.wasm", 200_000),
            file("goodword-reader.js", 3_000),
            file("goodword-reader_bg.wasm", RESULTS_GATE - 206_000),
            file("goodword-words.js", 1_000),
            file("goodword-words_bg.wasm", WORDS_GATE - 1_000),
            file("goodword-cross.js", 1_000),
            file("goodword-cross_bg.wasm", CROSS_GATE - 1_000),
        ]
    }

    #[test]
    fn the_budget_is_met_at_its_limit_and_missed_one_byte_above() {
        let check = |loader, courtesy, glue, wasm, expect: [bool; 5]| {
            let found = gates(&site(loader, courtesy, glue, wasm)).unwrap();
            assert!(found[5..].iter().all(Gate::holds));
            assert_eq!(found.each_ref().map(Gate::holds)[..5], expect, "{found:?}");
        };
        let (glue, over) = (PAINTED_GATE - LOADER_GATE, PAINTED_OVER_GATE - PAINTED_GATE);
        let wasm = ANSWERS_GATE - PAINTED_GATE;
        check(LOADER_GATE, over, glue, wasm, [true, true, true, true, true]);
        check(LOADER_GATE + 1, over, glue - 1, wasm, [false, true, true, true, true]);
        check(LOADER_GATE, over - 1, glue + 1, wasm - 1, [true, false, true, true, true]);
        check(LOADER_GATE, over + 1, glue, wasm - 1, [true, true, false, true, true]);
        check(LOADER_GATE, over - 1, glue, wasm + 1, [true, true, true, false, true]);
        check(LOADER_GATE, over, glue - 1, wasm + 2, [true, true, true, false, false]);
    }

    #[test]
    fn what_an_analyst_downloads_is_measured() {
        // The glue of what reads other programs' files, of the view, of what counts words, and of what crosses.
        for (file, gate) in [(4, 5), (10, 6), (14, 7), (16, 8)] {
            let mut site = site(1, 1, 1, 1);
            site[file].brotli += 1;
            let held = gates(&site).unwrap().each_ref().map(Gate::holds);
            assert_eq!(held.iter().skip(5).filter(|held| **held).count(), 3);
            assert!(!held[gate]);
        }
    }

    #[test]
    fn a_site_without_the_widget_is_no_small_site() {
        assert!(gates(&[file("goodword.js", 1)]).is_err());
    }

    #[test]
    fn going_over_says_which_sum_and_by_how_much() {
        let gates = gates(&site(4_000, 2_000, 6_000, 40_000)).unwrap();
        let failure = Report { files: Vec::new(), gates }.judge().unwrap_err().to_string();
        assert_eq!(failure, "over the budget: the loader: 4000 bytes, 1050 OVER 2950");
    }
}
