//! `cargo xtask bench`: how the project stands beside a floor, a limit and its peers, all of one run, so that the machine drops
//! out. What was found is kept in docs/bench.json, and shown in docs/bench.md.

mod acks;
mod chart;
mod collector;
mod curves;
mod figures;
mod goal;
mod in_browser;
mod machine;
pub mod mixed;
mod native;
mod page;
mod part;
mod piles;
mod record;
mod rows;
mod weight;
mod written;

use std::path::Path;

use anyhow::Result;

use crate::dist;
use crate::workspace::Workspace;
use figures::Figures;
use machine::Machine;
use part::{Bench, SHOWN};
use record::{Measured, Record};

/// What to measure.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Measure these only; all that docs/bench.md shows otherwise
    #[arg(value_enum)]
    only: Vec<Bench>,
    /// How often by turns; the median counts
    #[arg(long, default_value_t = 3, value_name = "N")]
    rounds: usize,
    /// Let files grow to ten million responses: 4 GB, and some minutes more
    #[arg(long)]
    ten_million: bool,
    /// Take the files of dist/ as they are, instead of making them anew
    #[arg(long)]
    as_built: bool,
    /// Measure nothing; write docs/bench.md and its pictures of what docs/bench.json holds
    #[arg(long, conflicts_with = "only")]
    page: bool,
    /// Of the collector's own, only what has this in its name
    #[arg(long, value_name = "NAME")]
    filter: Option<String>,
}

/// Measures what is asked for, writes it down, and says whether every goal of it was met.
pub fn bench(workspace: &Workspace, options: &Options) -> Result<bool> {
    if options.page {
        return written::write(workspace, &Record::read(workspace)?).map(|()| true);
    }
    let wanted = if options.only.is_empty() { &SHOWN[..] } else { &options.only };
    let in_browser = wanted.iter().any(|bench| matches!(bench, Bench::Start | Bench::Reading | Bench::Growth));
    let site = if in_browser && !options.as_built { dist::dist(workspace, None)? } else { workspace.dist() };
    let (mut record, mut held) = (Record::read(workspace)?, true);
    for bench in wanted {
        let load = machine::load();
        let Some(figures) = measure(workspace, &site, *bench, options)? else {
            held &= collector::collector(workspace, options.filter.as_deref())?;
            continue;
        };
        held &= rows::of(*bench).all(|row| row.line(&figures).is_none_or(|line| line.holds()));
        let machine = Machine::here(workspace)?;
        record.put(*bench, Measured { machine, load: [load, machine::load()], figures });
        // What is measured is kept, whatever comes after it.
        written::write(workspace, &record)?;
    }
    print!("{}", page::table(&record, wanted));
    Ok(held)
}

/// The figures of one part; none where it speaks for itself.
fn measure(workspace: &Workspace, site: &Path, bench: Bench, options: &Options) -> Result<Option<Figures>> {
    let rounds = options.rounds;
    Ok(Some(match bench {
        Bench::Start => in_browser::start(workspace, site, rounds)?,
        Bench::Reading => in_browser::reading(workspace, site, &piles::usual(), rounds)?,
        Bench::Native => native::native(workspace, &piles::SIZES, rounds)?,
        Bench::Growth => in_browser::reading(workspace, site, &piles::growing(options.ten_million), rounds.min(2))?,
        Bench::Acks => acks::acks(workspace)?,
        Bench::Collector => return Ok(None),
    }))
}
