//! The log on stderr: never an answer, never an address of a person.

use std::io::{self, IsTerminal};
use std::str::FromStr;

use tracing::level_filters::LevelFilter;

/// The format of a line of the log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For a person to read.
    #[default]
    Text,
    /// One JSON object on a line.
    Json,
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("must be text or json"),
        }
    }
}

/// Begins to log what is at least as weighty as `level`. Panics when that was done before in this process.
pub fn init(level: LevelFilter, format: LogFormat) {
    let lines = tracing_subscriber::fmt().with_max_level(level).with_target(false).with_writer(io::stderr);
    match format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).init(),
    }
}
