//! `goodword export`.

use std::io::{self, Write};

use anyhow::bail;
use clap::Args;
use goodword_core::{ResponseId, SurveyId};

use crate::config::Database;
use crate::export::{self, ExportFormat};
use crate::store::ResponseFilter;
use crate::time;

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The survey.
    #[arg(long, value_parser = |text: &str| SurveyId::parse(text))]
    survey: SurveyId,
    /// ndjson, json or csv.
    #[arg(long, default_value = "ndjson")]
    format: ExportFormat,
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
        let (mut export, mut out) = (export::Export::new(store, filter, self.format, false), io::stdout().lock());
        while let Some(text) = export.next().await? {
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    }
}
