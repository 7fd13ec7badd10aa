//! `goodword summarize`: files → the same Summary that the results view shows.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::Args;
use goodword_core::columns::{Cohort, Query};
use goodword_core::{Columns, Segment};

use super::criteria::Criteria;
use super::definition;
use super::reading::{Files, Reading};
use crate::{clock, summary_table};

/// What the collector says of a response besides when it came.
const JUDGED: [Segment; 2] = [Segment::Quality, Segment::Identity];

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
    /// Sets responses apart: `device`, `locale`, `page`, `survey_version`, `quality`, `identity`, `order`, `fields.NAME`, `answers.NAME` (a
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
        let judged = JUDGED.iter().map(|segment| (segment, None));
        let values = by.chain(compared).chain(self.criteria.values()).chain(judged);
        let mut read = Reading::new(self.criteria.survey.as_ref(), values).files(&self.files)?;
        let definition = definition.or(read.definition);
        read.columns.until(clock::tomorrow(&self.criteria.tz));
        let summary = read.columns.summary(&self.query(), &self.criteria.tz, definition.as_ref());
        let summary = summary.map_err(|problem| anyhow!("{problem}"))?;
        eprint!("{}{}", summary_table::bad_lines(&read.columns), summary_table::doubts(&summary));
        eprint!("{}", self.judged(&read.columns)?);
        let text = if self.json { summary.json() } else { summary_table::print(&summary) };
        io::stdout().write_all(text.as_bytes())?;
        Ok(if read.columns.rows() > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// What the collector thought of the responses that are counted.
    fn judged(&self, columns: &Columns) -> anyhow::Result<String> {
        let met: Vec<_> = columns.segments_met().filter(|segment| JUDGED.contains(segment)).cloned().collect();
        if met.is_empty() {
            return Ok(String::new());
        }
        let tally = columns.tally_where(&self.criteria.filter(), &met, &self.criteria.tz);
        Ok(summary_table::judged(&tally.map_err(|problem| anyhow!("{problem}"))?))
    }

    fn query(&self) -> Query {
        let compare = match self.compare.as_slice() {
            [a, b] => Some((a.clone(), b.clone())),
            _ => None,
        };
        Query { filter: self.criteria.filter(), by: self.by.clone(), compare }
    }
}
