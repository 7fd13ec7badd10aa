//! `goodword summarize`: files → the same Summary that the results view shows.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use goodword_core::{Columns, Line, Reader, Record, Summary, SurveyId, Zone};

use super::source;
use crate::{summarize, zone};

#[derive(Debug, Args)]
pub(super) struct Summarize {
    /// The files, as NDJSON or a JSON array; `-` is stdin.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Writes the Summary as JSON.
    #[arg(long)]
    json: bool,
    /// The time zone in which a day begins.
    #[arg(long, default_value = "UTC", value_name = "ZONE", value_parser = zone::zone_named)]
    tz: Zone,
    /// Counts the responses of this survey only.
    #[arg(long, value_name = "NAME", value_parser = |text: &str| SurveyId::parse(text))]
    survey: Option<SurveyId>,
}

impl Summarize {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let mut columns = Columns::new();
        for file in &self.files {
            let name = file.display().to_string();
            columns.source(&name);
            let cut = self.read(file, &mut columns).with_context(|| format!("cannot read {name}"))?;
            if let Some(sentence) = cut {
                eprintln!("{name}: {sentence}");
            }
        }
        columns.settle();
        let summary = Summary::of(&columns.tally(&self.tz));
        eprint!("{}", summarize::bad_lines(&columns));
        let text = if self.json { summary.json() } else { summarize::print(&summary) };
        io::stdout().write_all(text.as_bytes())?;
        Ok(if columns.rows() > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// A sentence when the file says that it is not whole.
    fn read(&self, file: &Path, columns: &mut Columns) -> io::Result<Option<String>> {
        let other = |line: &Line<Record>| {
            let survey = line.body.as_ref().ok().map(|record| &record.survey);
            self.survey.is_some() && survey.is_some() && survey != self.survey.as_ref()
        };
        let mut take = |line: Line<Record>| {
            if !other(&line) {
                columns.read(line);
            }
        };
        let (mut reader, mut pieces) = (Reader::records(), source::open(file)?);
        while let Some(piece) = pieces.next()? {
            reader.push(piece, &mut take);
        }
        reader.finish(&mut take);
        Ok(reader.mismatch())
    }
}
