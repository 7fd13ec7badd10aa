//! Durable acknowledgements, measured by the collector's own benchmark.

use anyhow::Result;

use super::collector::cargo_bench;
use super::figures::Figures;
use super::in_browser::lines;
use crate::shell::say;
use crate::workspace::Workspace;

/// What is acknowledged in a second, and what a handler that stores nothing answers.
pub fn acks(workspace: &Workspace) -> Result<Figures> {
    say("measuring acknowledgements");
    lines(cargo_bench(workspace).arg("load"))
}
