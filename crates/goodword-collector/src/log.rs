//! The log on stderr: never an answer, never an address of a person. It never holds anybody up, and never says the same
//! a thousand times a second.

pub(crate) mod audit;
mod queue;
mod repeats;

use std::io::{self, IsTerminal};
use std::str::FromStr;
use std::sync::OnceLock;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::reload::{self, Handle};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry};

use audit::AUDIT;
use queue::LineWriter;
use repeats::Repeats;

/// The format of a line of the log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For a person to read.
    #[default]
    Text,
    /// One JSON object on a line.
    Json,
}

impl LogFormat {
    /// `text` or `json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
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

static LEVEL: OnceLock<Handle<Targets, Registry>> = OnceLock::new();

fn at(level: LevelFilter) -> Targets {
    Targets::new().with_default(level).with_target(AUDIT, LevelFilter::INFO)
}

/// Logs what is at least as weighty as `level` from now on.
pub fn set_level(level: LevelFilter) {
    // It fails only where there is no log any more.
    let _ = LEVEL.get().map(|handle| handle.reload(at(level)));
}

/// Begins to log what is at least as weighty as `level`. Panics when that was done before in this process.
pub fn init(level: LevelFilter, format: LogFormat) {
    let repeats = Repeats::default();
    let (reported, lines) = (repeats.clone(), tracing_subscriber::fmt::layer().with_target(false));
    let lines = lines.with_writer(LineWriter::default);
    let lines = match format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).boxed(),
    };
    let (level, handle) = reload::Layer::new(at(level));
    let _ = LEVEL.set(handle);
    tracing_subscriber::registry().with(level).with(repeats).with(lines).init();
    if let Err(error) = queue::start(move || reported.report()) {
        eprintln!("goodword: nothing is logged: {error}");
    }
}

/// Waits, but not for long, until what was logged is written: before the program ends.
pub fn flush() {
    queue::flush();
}
