//! The command line: what can be asked, and who does it.

mod access;
mod source;
mod summarize;
mod transfer;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use tracing::level_filters::LevelFilter;

use crate::seed::Seed;
use crate::serve::Serve;
use crate::store::{DatabaseUrl, Store};

/// The collector of Goodword: it stores each response once, before it says so.
#[derive(Debug, Parser)]
#[command(name = "goodword", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// How much to log on stderr: off, error, warn, info, debug.
    #[arg(long, env = "GOODWORD_LOG", default_value = "info", global = true, value_name = "LEVEL")]
    pub log: LevelFilter,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Takes responses and serves surveys, exports and files.
    Serve(Serve),
    /// Makes, lists and revokes the secrets that let a person or program in.
    #[command(subcommand)]
    Token(access::Token),
    /// Stores the responses of files: NDJSON, or a JSON array. `-` is stdin.
    Import(transfer::Import),
    /// Writes stored responses to stdout.
    Export(transfer::Export),
    /// Works out what the responses of files say, as a table or as JSON.
    Summarize(summarize::Summarize),
    /// Writes made-up responses to stdout as NDJSON: the same for the same numbers.
    Seed(Seed),
}

/// Where the responses are.
#[derive(Debug, Clone, Args)]
pub struct Database {
    /// The database: sqlite:// and the path of a file.
    #[arg(long = "database", env = "GOODWORD_DATABASE", default_value = "sqlite://goodword.db", value_name = "URL")]
    url: DatabaseUrl,
}

impl Database {
    pub(crate) async fn open(&self) -> anyhow::Result<Store> {
        Store::open(&self.url).await.with_context(|| format!("cannot use the database {}", self.url))
    }
}

impl Cli {
    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Serve(serve) => return serve.run().await,
            Command::Token(token) => token.run().await?,
            Command::Import(import) => return import.run().await,
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
