//! What is downloaded, by `cargo xtask size`.

use std::path::Path;

use anyhow::{Context, Result};

use super::figures::Figures;
use super::goal::OURS;
use crate::dist::{SENDER, outputs};
use crate::size::Report;

/// The sums that have a limit, by their rows.
const SUMS: [(&str, &str); 3] = [
    ("answers", "until a survey in its place answers"),
    ("loader", "the loader"),
    ("results", "until an analyst sees figures"),
];

/// Adds the rows of weights.
pub fn add(figures: &mut Figures, site: &Path) -> Result<()> {
    let report = Report::of(site)?;
    for (row, what) in SUMS {
        figures.add(row, OURS, kilobytes(report.sum(what).with_context(|| format!("nobody measures {what}"))?));
    }
    let sender = outputs(SENDER).iter().map(|name| report.brotli(name)).sum::<Option<u64>>();
    figures.add("sender", OURS, kilobytes(sender.context("the site lacks the sender")?));
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "no file has so many bytes")]
fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}
