//! The parts of the benchmarks, each of which can be run alone.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bench {
    /// What a visitor waits for: the first question, a click, the bytes that come
    Start,
    /// A file of responses to its figures, in a worker of a browser
    Reading,
    /// The same on the command line
    Native,
    /// Time, processors and memory as files grow
    Growth,
    /// Answers that are on disk before somebody is told so
    Acks,
    /// The collector's counts, memory, and several of it on one database: each against a gate, and not in docs/bench.md
    Collector,
}

/// What docs/bench.md shows.
pub const SHOWN: [Bench; 5] = [Bench::Start, Bench::Reading, Bench::Native, Bench::Growth, Bench::Acks];
