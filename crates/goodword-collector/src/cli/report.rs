//! `goodword report`: files → one page of HTML that can be printed or sent.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Args;
use goodword_core::columns::{Cohort, Filter, Query};
use goodword_core::comment::Comment;
use goodword_core::facets::Facets;
use goodword_core::survey::labels::labels;
use goodword_core::{Response, Segment};

use super::criteria::Criteria;
use super::definition;
use super::reading::{Files, Read, Reading};
use crate::{clock, report, summary_table};

/// So many comments are printed, as from the view: some ten sheets of paper.
const PRINTED: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(flatten)]
    files: Files,
    /// Where the page is written; `-` is stdout.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The survey's definition: says what kind its own questions are, and what their options are called.
    #[arg(long, value_name = "FILE")]
    definition: Option<PathBuf>,
    /// Sets two piles beside each other, each device=mobile (any segment), 2026-03, or 2026-03-01..2026-03-15 with the
    /// last day left out. Without it the latest days stand beside those before them, as in the results view.
    #[arg(long, num_args = 2, value_names = ["A", "B"], value_parser = |text: &str| Cohort::parse(text))]
    compare: Vec<Cohort>,
    #[command(flatten)]
    criteria: Criteria,
}

impl Report {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        self.criteria.check()?;
        let definition = self.definition.as_deref().map(definition::read).transpose()?;
        let (survey, names) = definition.map_or((None, Vec::new()), |(text, survey)| (Some(survey), labels(&text)));
        let compared = self.compare.iter().filter_map(Cohort::value);
        let values: Vec<_> = compared.chain(self.criteria.values()).collect();
        let reading = Reading::of_all(self.criteria.survey.as_ref(), values, survey.as_ref());
        let mut read = reading.keeping_texts().files(&self.files)?.unfolded();
        read.columns.until(clock::tomorrow(&self.criteria.tz));
        let survey = survey.or(read.definition.take());
        let query = self.query(&read)?;
        let summary = read.columns.summary(&query, &self.criteria.tz, survey.as_ref());
        let summary = summary.map_err(|problem| anyhow!("{problem}"))?;
        let comments = self.comments(&read, &query.filter)?;
        eprint!("{}{}", summary_table::bad_lines(&read.columns), summary_table::doubts(&summary));
        let command = self.command(&query);
        write(&self.out, &report::page(&report::Content { summary: &summary, labels: &names, comments, command }))?;
        Ok(if read.columns.rows() > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// What the view shows at first: every segment that says something, and the latest days beside those before them.
    fn query(&self, read: &Read) -> anyhow::Result<Query> {
        let segments: Vec<Segment> = read.columns.segments().cloned().collect();
        let builder = read.columns.tally_builder(&Filter::default(), &segments, &self.criteria.tz);
        let mut builder = builder.map_err(|problem| anyhow!("{problem}"))?;
        while builder.count(usize::MAX) {}
        let facets = Facets::of(&builder.finish());
        let filter = self.criteria.filter();
        let compare = match self.compare.as_slice() {
            [a, b] => Some((a.clone(), b.clone())),
            _ => facets.before(&filter),
        };
        Ok(Query { filter, by: facets.segments.into_iter().map(|facet| facet.segment).collect(), compare })
    }

    /// The newest first.
    fn comments(&self, read: &Read, filter: &Filter) -> anyhow::Result<Vec<Comment>> {
        if filter.comment == Some(false) {
            return Ok(Vec::new());
        }
        let filter = Filter { comment: Some(true), ..filter.clone() };
        let numbers = read.columns.numbers_in(&filter, &self.criteria.tz, 0..read.columns.rows());
        let numbers = numbers.map_err(|problem| anyhow!("{problem}"))?;
        let when = |row: u32| Some((read.columns.row(usize::try_from(row).ok()?)?.submitted_ms, row));
        let mut rows: Vec<_> = numbers.into_iter().filter_map(when).collect();
        rows.sort_unstable_by(|a, b| b.cmp(a));
        let said = rows.into_iter().take(PRINTED).filter_map(|(_, row)| Response::parse(&read.text(row)?).ok());
        Ok(said.filter_map(|response| Comment::of(response, None, &self.criteria.tz)).collect())
    }

    /// The command that prints the same Summary.
    fn command(&self, query: &Query) -> String {
        let survey = self.criteria.survey.as_ref().map(|survey| ("survey", survey.to_string()));
        let options: Vec<_> = survey.into_iter().chain(query.options()).collect();
        self.files.summarize(self.definition.as_deref(), self.criteria.tz.name(), &options)
    }
}

fn write(out: &Path, page: &str) -> anyhow::Result<()> {
    if out == Path::new("-") {
        return Ok(io::stdout().write_all(page.as_bytes())?);
    }
    fs::write(out, page).with_context(|| format!("cannot write {}", out.display()))
}
