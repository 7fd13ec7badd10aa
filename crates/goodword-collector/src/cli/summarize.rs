//! `goodword summarize`: files → the same Summary that the results view shows.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::Args;
use goodword_core::Segment;
use goodword_core::columns::{Cohort, Query};

use super::criteria::Criteria;
use super::definition;
use super::reading::{Files, Reading};
use crate::{clock, summary_table};

#[derive(Debug, Args)]
pub(super) struct Summarize {
    #[command(flatten)]
    files: Files,
    /// Writes the Summary as JSON.
    #[arg(long)]
    json: bool,
    /// The survey's definition: says what kind its own questions are.
    #[arg(long, value_name = "FILE")]
    definition: Option<PathBuf>,
    /// Sets responses apart: `device`, `locale`, `page`, `survey_version`, `order`, `fields.NAME`, `answers.NAME` (a
    /// question of your own).
    #[arg(long, value_name = "SEGMENTS", value_delimiter = ',', value_parser = |text: &str| Segment::parse(text))]
    by: Vec<Segment>,
    /// Sets two piles beside each other, each device=mobile (any segment), 2026-03, or 2026-03-01..2026-03-15 with the
    /// last day left out. Days stand in the place of --since and --until.
    #[arg(long, num_args = 2, value_names = ["A", "B"], value_parser = |text: &str| Cohort::parse(text))]
    compare: Vec<Cohort>,
    #[command(flatten)]
    criteria: Criteria,
}

impl Summarize {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        self.criteria.check()?;
        let definition = self.definition.as_deref().map(definition::read).transpose()?.map(|(_, survey)| survey);
        let by = self.by.iter().map(|segment| (segment, None));
        let compared = self.compare.iter().filter_map(Cohort::value);
        let values = by.chain(compared).chain(self.criteria.values());
        let mut read = Reading::new(self.criteria.survey.as_ref(), values).files(&self.files)?;
        let definition = definition.or(read.definition);
        read.columns.until(clock::tomorrow(&self.criteria.tz));
        let summary = read.columns.summary(&self.query(), &self.criteria.tz, definition.as_ref());
        let summary = summary.map_err(|problem| anyhow!("{problem}"))?;
        eprint!("{}{}", summary_table::bad_lines(&read.columns), summary_table::doubts(&summary));
        let text = if self.json { summary.json() } else { summary_table::print(&summary) };
        io::stdout().write_all(text.as_bytes())?;
        Ok(if read.columns.rows() > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn query(&self) -> Query {
        let compare = match self.compare.as_slice() {
            [a, b] => Some((a.clone(), b.clone())),
            _ => None,
        };
        Query { filter: self.criteria.filter(), by: self.by.clone(), compare }
    }
}
