//! `goodword export`.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use goodword_core::words::plural;
use goodword_core::{ResponseId, SurveyId};

use crate::config::Database;
use crate::export::tables::{self, TableFormat};
use crate::export::{self, ExportFormat};
use crate::store::ResponseFilter;
use crate::time;

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The survey.
    #[arg(long, value_parser = |text: &str| SurveyId::parse(text))]
    survey: SurveyId,
    /// ndjson, json or csv; or, with --out, parquet or xlsx.
    #[arg(long, default_value = "ndjson", value_parser = FileFormat::read)]
    format: FileFormat,
    /// Where to write: the folder of Parquet files, one for each survey and month, or the workbook. Without it, to stdout.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Submitted on that day (UTC), at that time, or later.
    #[arg(long, value_parser = time::parse)]
    since: Option<i64>,
    /// Submitted before.
    #[arg(long, value_parser = time::parse)]
    until: Option<i64>,
    /// Stored behind the response of this id.
    #[arg(long, value_parser = |text: &str| ResponseId::parse(text))]
    after: Option<ResponseId>,
    #[command(flatten)]
    database: Database,
}

/// What is written.
#[derive(Debug, Clone, Copy)]
enum FileFormat {
    Text(ExportFormat),
    Table(TableFormat),
}

impl FileFormat {
    fn read(text: &str) -> Result<Self, String> {
        let table = text.parse().map(Self::Table);
        table
            .or_else(|()| text.parse().map(Self::Text))
            .map_err(|_| "must be one of ndjson, json, csv, parquet, xlsx".to_owned())
    }
}

impl ExportArgs {
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
        let filter = ResponseFilter { since_ms, until_ms, after, ..ResponseFilter::all(&survey) };
        let (format, mut out): (_, Box<dyn Write>) = match (self.format, self.out) {
            (FileFormat::Table(format), Some(out)) => {
                let rows = tables::write(&store, filter, format, &out).await?;
                eprintln!("{} written to {}", plural(rows, "response", "responses"), out.display());
                return Ok(());
            }
            (FileFormat::Table(_), None) => bail!("parquet and xlsx are files: --out says where to write"),
            (FileFormat::Text(format), None) => (format, Box::new(io::stdout().lock())),
            (FileFormat::Text(format), Some(out)) => {
                let file = File::create_new(&out).with_context(|| format!("cannot make {}", out.display()))?;
                (format, Box::new(file))
            }
        };
        let mut export = export::Export::new(store, filter, format, false);
        while let Some(text) = export.next().await? {
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    }
}
