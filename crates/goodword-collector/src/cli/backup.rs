//! `goodword backup`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;

use crate::config::Database;
use crate::store::{self, DatabaseUrl};

#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// The new file that is made.
    #[arg(value_name = "FILE")]
    to: PathBuf,
    #[command(flatten)]
    database: Database,
}

impl BackupArgs {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let name = self.to.display();
        let DatabaseUrl::Sqlite(from) = self.database.existing()? else {
            bail!("a PostgreSQL database is copied by `pg_dump --format=custom`; see docs/scale.md")
        };
        let report = store::backup(&from, &self.to).with_context(|| format!("no backup {name} was made"))?;
        let (responses, bytes) = (report.responses, report.bytes);
        Ok(writeln!(io::stdout(), "{name}: {responses} responses, {bytes} bytes, checked")?)
    }
}
