//! `goodword import` and `goodword export`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use goodword_core::{Problem, ResponseId, SurveyId};

use super::{Database, source};
use crate::export::{self, Format};
use crate::import::{self, Report};
use crate::store::{Filter, Store};

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The files; `-` is stdin.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    database: Database,
}

impl Import {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.database.open().await?;
        let mut taken = 0;
        for file in &self.files {
            let report = read(&store, file).await.with_context(|| format!("cannot import {}", file.display()))?;
            taken += report.stored + report.already;
            tell(file, &report)?;
        }
        store.close().await;
        Ok(if taken > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

async fn read(store: &Store, file: &Path) -> anyhow::Result<Report> {
    let (mut import, mut pieces) = (import::Import::new(store.clone(), None), source::open(file)?);
    while let Some(piece) = pieces.next()? {
        import.push(piece).await?;
    }
    import.finish().await.map_err(|(error, _)| error.into())
}

fn tell(file: &Path, report: &Report) -> io::Result<()> {
    for bad in &report.bad {
        eprintln!("{}:{}: {}", file.display(), bad.line, bad.reason);
    }
    let Report { stored, already, bad_count, .. } = report;
    writeln!(io::stdout(), "{}: {stored} stored, {already} stored before, {bad_count} bad", file.display())
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// The survey.
    #[arg(long, value_parser = |text: &str| SurveyId::parse(text))]
    survey: SurveyId,
    /// ndjson, json or csv.
    #[arg(long, default_value = "ndjson")]
    format: Format,
    /// Submitted on that day (UTC), at that time, or later.
    #[arg(long, value_parser = moment)]
    since: Option<i64>,
    /// Submitted before.
    #[arg(long, value_parser = moment)]
    until: Option<i64>,
    /// Stored behind the response of this id.
    #[arg(long, value_parser = |text: &str| ResponseId::parse(text))]
    after: Option<ResponseId>,
    #[command(flatten)]
    database: Database,
}

fn moment(text: &str) -> Result<i64, Problem> {
    crate::routes::moment(text)
}

impl Export {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let (store, survey) = (self.database.open().await?, self.survey.to_string());
        let after = match self.after {
            None => 0,
            Some(id) => match store.position(survey.clone(), id).await? {
                Some(position) => position,
                None => bail!("no response {id} is stored in the survey {survey}"),
            },
        };
        let (since_ms, until_ms) = (self.since.unwrap_or(i64::MIN), self.until.unwrap_or(i64::MAX));
        let filter = Filter { since_ms, until_ms, after, ..Filter::all(&survey) };
        let (mut export, mut out) = (export::Export::new(store, filter, self.format, false), io::stdout().lock());
        while let Some(text) = export.next().await? {
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    }
}
