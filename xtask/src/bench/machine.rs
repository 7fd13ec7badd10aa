//! What the figures were measured on, as far as it says something to others.

use std::fs;
use std::process::Command;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::in_browser;
use crate::shell::read;
use crate::workspace::Workspace;

/// A machine and the programs that take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    cores: usize,
    processor: String,
    memory_gb: u64,
    system: String,
    browser: String,
    rustc: String,
    node: String,
}

impl Machine {
    /// This machine.
    pub fn here(workspace: &Workspace) -> Result<Self> {
        let version = |program: &str| read(Command::new(program).arg("--version")).map(|said| said.trim().to_owned());
        let browser = in_browser::chromium(workspace)?;
        Ok(Self {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            processor: field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned()),
            memory_gb: field("/proc/meminfo", "MemTotal").and_then(|said| kilobytes(&said)).unwrap_or(0) / 1_000_000,
            system: field("/etc/os-release", "PRETTY_NAME").unwrap_or_else(|| std::env::consts::OS.to_owned()),
            browser: version(&browser.to_string_lossy())?,
            rustc: version("rustc")?,
            node: version("node")?,
        })
    }
}

impl std::fmt::Display for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { cores, processor, memory_gb, system, browser, rustc, node } = self;
        write!(f, "{cores} cores of {processor}, {memory_gb} GB, {system}, {browser}, {rustc}, Node.js {node}")
    }
}

/// How many programs wanted a processor in the last minute; 0 where nobody says.
pub fn load() -> f64 {
    let said = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    said.split(' ').next().and_then(|load| load.parse().ok()).unwrap_or(0.0)
}

/// What stands behind a name and `:` or `=` in a file of the system.
fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    let (_, value) = line.split_once([':', '='])?;
    Some(value.trim().trim_matches('"').to_owned())
}

fn kilobytes(said: &str) -> Option<u64> {
    said.trim_end_matches(" kB").parse().ok()
}
