//! `goodword migrate`.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::Args;

use crate::migrate::{SurveyCopy, copy_owner, copy_survey};
use crate::store::{DatabaseUrl, Limits, Store};

/// Two databases. No collector may write to either meanwhile.
#[derive(Debug, Args)]
pub(super) struct MigrateArgs {
    /// The database to copy: sqlite://… or postgres://…
    from: DatabaseUrl,
    /// The database to copy to. What it has already is passed over, so that a migration that was cut may be run again.
    to: DatabaseUrl,
}

impl MigrateArgs {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        ensure!(self.from != self.to, "both are the same database");
        if let DatabaseUrl::Sqlite(path) = &self.from {
            ensure!(path.is_file(), "there is no database {}", path.display());
        }
        let cannot = |url: &DatabaseUrl| format!("cannot use the database {url}");
        let from = Store::existing(&self.from, Limits::default()).await.with_context(|| cannot(&self.from))?;
        let to = Store::open(&self.to).await.with_context(|| cannot(&self.to))?;
        copy_owner(&from, &to).await?;
        let mut equal = true;
        for survey in from.surveys().await?.into_iter().filter(|survey| survey.responses > 0) {
            let copied = copy_survey(&from, &to, &survey.id).await?;
            equal &= copied.is_equal();
            print(&copied)?;
        }
        to.close().await;
        Ok(if equal { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn print(copied: &SurveyCopy) -> io::Result<()> {
    let SurveyCopy { survey, copied: count, from, to } = copied;
    if copied.is_equal() {
        return writeln!(io::stdout(), "{survey}: {count} copied; both hold {} with SHA-256 {}", to.rows, to.sha256);
    }
    eprintln!(
        "{survey}: not the same: {} responses with SHA-256 {} were read, {} with {} are there. Was one of them written to? \
         Stop the collectors, and migrate to an empty database.",
        from.rows, from.sha256, to.rows, to.sha256
    );
    Ok(())
}
