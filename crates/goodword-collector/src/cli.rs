//! The command line: what can be asked, and who does it.

mod access;
mod database;
mod migrate;
mod source;
mod summarize;
mod transfer;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing::level_filters::LevelFilter;

pub use database::Database;

use crate::config::File;
use crate::log::Format;
use crate::seed::Seed;
use crate::serve::Serve;

/// The collector of Goodword: it stores each response once, before it says so.
#[derive(Debug, Parser)]
#[command(name = "goodword", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// How much to log on stderr: off, error, warn, info, debug [default: info].
    #[arg(long, env = "GOODWORD_LOG", global = true, value_name = "LEVEL")]
    log: Option<LevelFilter>,
    /// How to log: text, or json for one object on a line [default: text].
    #[arg(long, env = "GOODWORD_LOG_FORMAT", global = true, value_name = "FORMAT")]
    log_format: Option<Format>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Takes responses and serves surveys, exports and files.
    Serve(Serve),
    /// Checks the settings of `serve`, the file of `--config` above all, and prints what they come to.
    CheckConfig(Serve),
    /// Makes, lists and revokes the secrets that let a person or program in.
    #[command(subcommand)]
    Token(access::Token),
    /// Stores the responses of files: NDJSON, or a JSON array. `-` is stdin.
    Import(transfer::Import),
    /// Writes stored responses to stdout.
    Export(transfer::Export),
    /// Copies one database into another, and compares them.
    Migrate(migrate::Migrate),
    /// Works out what the responses of files say, as a table or as JSON.
    Summarize(summarize::Summarize),
    /// Writes made-up responses to stdout as NDJSON: the same for the same numbers.
    Seed(Seed),
}

impl Cli {
    /// How much to log, and how.
    pub fn log(&self) -> anyhow::Result<(LevelFilter, Format)> {
        let file = match &self.command {
            Command::Serve(serve) => File::read(serve.config())?,
            _ => File::default(),
        };
        let level = self.log.or(file.log).unwrap_or(LevelFilter::INFO);
        Ok((level, self.log_format.or(file.log_format).unwrap_or_default()))
    }

    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Serve(serve) => return serve.run().await,
            Command::CheckConfig(serve) => serve.check()?,
            Command::Token(token) => token.run().await?,
            Command::Import(import) => return import.run().await,
            Command::Migrate(migrate) => return migrate.run().await,
            Command::Summarize(summarize) => return summarize.run(),
            Command::Export(export) => export.run().await?,
            Command::Seed(seed) => seed.write(&mut io::BufWriter::new(io::stdout().lock()))?,
        }
        io::stdout().flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
