//! `cargo xtask bench`: how much faster than a baseline that is measured in the same run, so that the machine drops out.

mod collector;
mod mixed;
mod reading;

use std::fmt;

use anyhow::Result;
use clap::ValueEnum;

use crate::workspace::Workspace;

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Bench {
    /// A file of responses to its Summary, in the site's reader, against streamed lines and `JSON.parse`; and to a CSV,
    /// against the same
    Reading,
    /// The collector: what it acknowledges, and what its counts cost
    Collector,
}

/// What to measure.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Measure this only
    #[arg(long)]
    only: Option<Bench>,
    /// How many made-up responses to read
    #[arg(long, default_value_t = 1_000_000, value_name = "N")]
    responses: u64,
    /// How often; the median counts
    #[arg(long, default_value_t = 3, value_name = "N")]
    rounds: usize,
    /// Of the collector, only what has this in its name
    filter: Option<String>,
}

/// Runs what is asked for and says whether every ratio reached its gate.
pub fn bench(workspace: &Workspace, options: &Options) -> Result<bool> {
    let wanted = |bench| options.only.is_none_or(|only| only == bench);
    let mut ratios = Vec::new();
    if wanted(Bench::Reading) {
        ratios.extend(reading::reading(workspace, options.responses, options.rounds)?);
    }
    for ratio in &ratios {
        println!("{ratio}");
    }
    let collector = !wanted(Bench::Collector) || collector::collector(workspace, options.filter.as_deref())?;
    Ok(collector && ratios.iter().all(Ratio::holds))
}

/// How many times as fast as its baseline something is.
#[derive(Debug, Clone, PartialEq)]
pub struct Ratio {
    /// What was done, by whom, against whom.
    pub what: String,
    /// The ratio of each round.
    pub rounds: Vec<f64>,
    /// What it must be at least.
    pub gate: f64,
}

impl Ratio {
    /// The median of all rounds; 0 without one.
    fn median(&self) -> f64 {
        let mut rising = self.rounds.clone();
        rising.sort_by(f64::total_cmp);
        let at = |place: usize| rising.get(place).copied().unwrap_or(0.0);
        f64::midpoint(at(rising.len() / 2), at(rising.len().saturating_sub(1) / 2))
    }

    fn holds(&self) -> bool {
        self.median() >= self.gate
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.holds() { "at least" } else { "BELOW" };
        write!(f, "{}: {:.2} times as fast, {verdict} {:.1}", self.what, self.median(), self.gate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rounds: &[f64], shown: &str, holds: bool) {
        let ratio = Ratio { what: "x".to_owned(), rounds: rounds.to_vec(), gate: 2.0 };
        assert_eq!((ratio.to_string().as_str(), ratio.holds()), (shown, holds));
    }

    #[test]
    fn the_median_is_held_against_the_gate() {
        check(&[9.0, 2.0, 1.0], "x: 2.00 times as fast, at least 2.0", true);
        check(&[1.5, 2.4], "x: 1.95 times as fast, BELOW 2.0", false);
        check(&[], "x: 0.00 times as fast, BELOW 2.0", false);
    }
}
