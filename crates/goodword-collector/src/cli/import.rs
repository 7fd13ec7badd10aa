//! `goodword import`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use goodword_core::import::{DateOrder, Mapping};

use super::foreign::{self, Found, Wanted};
use super::peeked;
use crate::config::Database;
use crate::import::{self, ImportReport};
use crate::store::Store;

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The files; `-` is stdin.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Which column of another survey program's files is which, as `goodword map` proposes it. Without it, exports of
    /// programs that are known by their shape are read too.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The order of dates in other programs' files, where they can be read in two ways: ymd, dmy (day first), mdy (month
    /// first). A mapping says it itself.
    #[arg(long, value_name = "ORDER", value_parser = foreign::order, conflicts_with = "map")]
    dates: Option<DateOrder>,
    #[command(flatten)]
    database: Database,
}

impl ImportArgs {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let mapping = self.map.as_deref().map(foreign::mapping).transpose()?;
        let store = self.database.open_or_create().await?;
        let mut taken = 0;
        for file in &self.files {
            let report = read(&store, file, mapping.as_ref(), self.dates)
                .await
                .with_context(|| format!("cannot import {}", file.display()))?;
            taken += report.stored + report.already;
            print(file, &report)?;
        }
        store.close().await;
        Ok(if taken > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

async fn read(
    store: &Store,
    file: &Path,
    mapping: Option<&Mapping>,
    dates: Option<DateOrder>,
) -> anyhow::Result<ImportReport> {
    let (mut import, mut pieces) = (import::Import::new(store.clone(), None), peeked::open(file)?);
    if let Found::Foreign(opened) = foreign::find(file, &mut pieces, Wanted { mapping, dates })? {
        let mut conversion = opened.conversion()?;
        while let Some(responses) = conversion.next()? {
            import.put(responses).await?;
        }
        let (bad, count) = conversion.bad();
        import.refuse(bad.into_iter().map(|bad| (bad.line, bad.reason)), count);
    }
    let mut piece = Vec::new();
    while pieces.next(&mut piece)? {
        import.push(&piece).await?;
    }
    import.finish().await.map_err(|(error, _)| error.into())
}

fn print(file: &Path, report: &ImportReport) -> io::Result<()> {
    for bad in &report.bad {
        eprintln!("{}:{}: {}", file.display(), bad.line, bad.reason);
    }
    report.notes.iter().for_each(|note| eprintln!("{}: {note}", file.display()));
    let ImportReport { stored, already, bad_count, .. } = report;
    writeln!(io::stdout(), "{}: {stored} stored, {already} stored before, {bad_count} bad", file.display())
}
