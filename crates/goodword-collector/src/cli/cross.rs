//! `goodword cross`: files → any two things beside each other.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{anyhow, ensure};
use clap::Args;
use goodword_core::cross::{Axis, CrossTable, ScaleQuestion};
use goodword_core::words::cross_cell::CellFigure;

use super::criteria::Criteria;
use super::reading::{Files, Read, Reading};
use crate::{clock, cross_table, summary_table};

#[derive(Debug, Args)]
pub(super) struct Cross {
    #[command(flatten)]
    files: Files,
    /// What the rows are: `device`, `locale`, `page`, `survey_version`, `quality`, `identity`, `order`, `fields.NAME`, `answers.NAME` (a question of
    /// your own), `empathy`, `promise`, `recommend`, `day`, `week`, `month`, `quarter`, `year`, `weekday`, `hour`.
    #[arg(long, value_name = "AXIS", value_parser = |text: &str| Axis::parse(text))]
    by: Axis,
    /// What the columns are, likewise: then there is a test of whether the two go together. Without it everyone stands in one.
    #[arg(long, value_name = "AXIS", value_parser = |text: &str| Axis::parse(text))]
    across: Option<Axis>,
    /// Tells the mean of this question in each cell: `empathy`, `recommend`, or `answers.NAME` on a scale within 0 to 100.
    #[arg(long, value_name = "QUESTION", value_parser = |text: &str| ScaleQuestion::parse(text))]
    of: Option<ScaleQuestion>,
    /// The figure of each cell that is printed: share, responses, nps, agree, kept, comments, complete, mean. Without it shares
    /// of two, the scores of one, or the mean of --of. The JSON has all.
    #[arg(long, value_name = "FIGURE", value_parser = |text: &str| CellFigure::parse(text))]
    show: Option<CellFigure>,
    /// Writes the result as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    criteria: Criteria,
}

impl Cross {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        self.criteria.check()?;
        ensure!(self.across.as_ref() != Some(&self.by), "--across must be another than --by {}", self.by);
        let axes = [Some(&self.by), self.across.as_ref()].into_iter().flatten().filter_map(Axis::segment);
        let values = axes.map(|segment| (segment, None)).chain(self.criteria.values());
        let mut read = Reading::new(self.criteria.survey.as_ref(), values).files(&self.files)?;
        read.columns.until(clock::tomorrow(&self.criteria.tz));
        let table = self.table(&read)?;
        eprint!("{}", summary_table::bad_lines(&read.columns));
        let text = if self.json { table.json() } else { cross_table::print(&table, self.show(&table)?) };
        io::stdout().write_all(text.as_bytes())?;
        Ok(if read.columns.rows() > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// The figure that is printed.
    fn show(&self, table: &CrossTable) -> anyhow::Result<Option<CellFigure>> {
        let Some(show) = self.show.or(self.of.as_ref().map(|_| CellFigure::Mean)) else { return Ok(None) };
        let why = if show == CellFigure::Mean {
            "name a question with --of"
        } else {
            "only what came to the end was recorded"
        };
        ensure!(show.is_in(table), "--show {}: {why}", show.as_str());
        Ok(Some(show))
    }

    fn table(&self, read: &Read) -> anyhow::Result<CrossTable> {
        let filter = self.criteria.filter();
        let builder =
            read.columns.cross_builder(&filter, &self.by, self.across.as_ref(), self.of.as_ref(), &self.criteria.tz);
        let mut builder = builder.map_err(|problem| anyhow!("{problem}"))?;
        while builder.count(usize::MAX) {}
        Ok(CrossTable::of(&builder.finish()))
    }
}
