//! The command line: what can be asked, and who does it.

mod backup;
mod criteria;
mod cross;
mod definition;
mod doctor;
mod environment;
mod export;
mod foreign;
mod import;
mod import_survey;
pub(crate) mod invitation_table;
mod invite;
mod map;
mod migrate;
mod peeked;
mod readahead;
mod reading;
mod report;
mod source;
mod summarize;
mod token;
mod webhook;
mod words;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use tracing::level_filters::LevelFilter;

use crate::config::ConfigFile;
use crate::log::LogFormat;
use crate::seed::Seed;
use crate::serve::{self, ServeArgs};

/// The collector of Goodword: it stores each response once, before it says so.
#[derive(Debug, Parser)]
#[command(name = "goodword", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// How much to log on stderr: off, error, warn, info, debug [default: info].
    #[arg(long, env = "GOODWORD_LOG", global = true, value_name = "LEVEL")]
    log: Option<LevelFilter>,
    /// How to log: text, or json for one object on a line [default: text].
    #[arg(long, env = "GOODWORD_LOG_FORMAT", global = true, value_name = "FORMAT")]
    log_format: Option<LogFormat>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Takes responses and serves surveys, exports and files.
    Serve(ServeArgs),
    /// Checks the settings of `serve`, the file of `--config` above all, and prints what they come to.
    CheckConfig(ServeArgs),
    /// Makes, lists and revokes the secrets that let a person or program in.
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Shows who is told of what happens, and tells it again.
    #[command(subcommand)]
    Webhook(webhook::WebhookCommand),
    /// Makes links to a survey that are used once, for people who are asked by name.
    Invite(invite::Invite),
    /// Stores the responses of files: NDJSON, a JSON array or CSV, plain or compressed by gzip. `-` is stdin.
    Import(import::ImportArgs),
    /// Writes stored responses to stdout.
    Export(export::ExportArgs),
    /// Copies a SQLite database that is in use into a new file, and checks the copy.
    Backup(backup::BackupArgs),
    /// Looks at the settings of `serve`, the database and the disk it is on, and says what is wrong and what to do.
    Doctor(doctor::DoctorArgs),
    /// Copies one database into another, and compares them.
    Migrate(migrate::MigrateArgs),
    /// Works out what the responses of files say, as a table or as JSON.
    Summarize(summarize::Summarize),
    /// Writes what the responses of files say as one page to be printed or sent: HTML that needs no script and no network.
    Report(report::Report),
    /// Finds the words that set the comments of two groups apart, with the evidence for each.
    Words(words::Words),
    /// Sets any two things beside each other, with test and ranges: segments, answers, times.
    Cross(cross::Cross),
    /// Proposes which column of another program's file is which, as a file for --map.
    Map(map::Map),
    /// Turns a definition of Formbricks, Typeform and others into one of ours.
    ImportSurvey(import_survey::ImportSurvey),
    /// Writes made-up responses to stdout as NDJSON: the same for the same numbers.
    Seed(Seed),
}

impl Cli {
    /// Reads the command line and the environment. What is wrong is told, and what is secret is not.
    pub fn read() -> Result<Self, clap::Error> {
        let matches = environment::prepared(Self::command()).try_get_matches();
        matches.and_then(|matches| Self::from_arg_matches(&matches)).map_err(environment::without_secrets)
    }

    /// How much to log, and how.
    pub fn log(&self) -> anyhow::Result<(LevelFilter, LogFormat)> {
        let file = match &self.command {
            Command::Serve(args) | Command::CheckConfig(args) => ConfigFile::read(args.config())?,
            _ => ConfigFile::default(),
        };
        let level = self.log.or(file.log).unwrap_or(LevelFilter::INFO);
        Ok((level, self.log_format.or(file.log_format).unwrap_or_default()))
    }

    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let (level, format) = self.log()?;
        match self.command {
            Command::Serve(args) => return serve::run(args, self.log).await,
            Command::CheckConfig(args) => serve::check(args, level, format)?,
            Command::Token(token) => token.run().await?,
            Command::Invite(invite) => invite.run().await?,
            Command::Webhook(webhook) => webhook.run().await?,
            Command::Import(import) => return import.run().await,
            Command::Migrate(migrate) => return migrate.run().await,
            Command::Doctor(doctor) => return doctor.run().await,
            Command::Backup(backup) => backup.run()?,
            Command::Summarize(summarize) => return summarize.run(),
            Command::Report(report) => return report.run(),
            Command::Words(words) => return words.run(),
            Command::Cross(cross) => return cross.run(),
            Command::Map(map) => return map.run(),
            Command::ImportSurvey(import) => return import.run(),
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
        Cli::command().debug_assert();
    }
}
