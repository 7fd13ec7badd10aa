//! `goodword webhook`: who is told, and what is told again.

use std::io::{self, Write};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use goodword_core::{Problem, Timestamp};

use crate::config::{ConfigFile, Database, survey_targets};
use crate::notify::{Targets, statuses};
use crate::store::Store;
use crate::{clock, time};

#[derive(Debug, Subcommand)]
pub(super) enum WebhookCommand {
    /// Lists who is told by the file of --config and the settings of surveys: what waits, what arrived, and since when they fail or are disabled.
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Tells a target again what was made since then, what has arrived included, under the same ids; one that was disabled is
    /// told from now on.
    Replay(Replay),
}

#[derive(Debug, Args)]
pub(super) struct Replay {
    /// The name of the target in the file of settings, or survey, slash and name of one in the settings of a survey.
    name: String,
    /// From this day (UTC) or time on; what was told is remembered for 30 days.
    #[arg(long, value_parser = since, value_name = "WHEN")]
    since: i64,
    #[command(flatten)]
    database: Database,
}

fn since(text: &str) -> Result<i64, Problem> {
    time::parse(text)
}

impl WebhookCommand {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::List { database } => list(&database).await,
            Self::Replay(replay) => replay.run().await,
        }
    }
}

async fn list(database: &Database) -> anyhow::Result<()> {
    let store = database.open().await?;
    let targets = targets(database, &store)?;
    let mut out = io::stdout().lock();
    for of in statuses(&store, &targets).await? {
        let since = |time: &Option<Timestamp>| time.as_ref().map_or_else(String::new, |time| time.as_str().to_owned());
        let state = match (&of.disabled_at, &of.failing_since) {
            (Some(_), _) => format!("disabled since {}", since(&of.disabled_at)),
            (None, Some(_)) => format!("failing since {}", since(&of.failing_since)),
            (None, None) => "well".to_owned(),
        };
        let (name, place, error) = (of.name, of.place, of.error.unwrap_or_default());
        let (waiting, delivered, failed) = (of.waiting, of.delivered, of.failed);
        writeln!(
            out,
            "{name}\t{state}\t{waiting} waiting\t{delivered} delivered\t{failed} given up\t{place}\t{error}"
        )?;
    }
    Ok(())
}

impl Replay {
    async fn run(self) -> anyhow::Result<()> {
        let store = self.database.open().await?;
        if !targets(&self.database, &store)?.iter().any(|target| target.name() == self.name) {
            bail!("neither the file of --config nor the settings of a survey tell anybody of the name {}", self.name);
        }
        let again = store.engine().replay(self.name, self.since, clock::now_ms()).await?;
        store.close().await;
        Ok(writeln!(io::stdout(), "{again} messages are told again")?)
    }
}

fn targets(database: &Database, store: &Store) -> anyhow::Result<Targets> {
    let path = database.config().context("name the file of settings with --config")?;
    let file = ConfigFile::read(Some(path))?;
    let of_file = file.targets(&file.webhook_allow, None)?;
    Ok(of_file.into_iter().chain(survey_targets(&store.settings(), &file.webhook_allow)).collect())
}
