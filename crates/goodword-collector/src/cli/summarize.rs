//! `goodword summarize`: files → the same Summary that the results view shows.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow, ensure};
use clap::Args;
use goodword_core::columns::query::{day, promise, range, segment_value, truth};
use goodword_core::columns::{Cohort, Filter, Query};
use goodword_core::import::DateOrder;
use goodword_core::ingest::{Doubt, Ingest};
use goodword_core::words::doubt;
use goodword_core::{Day, Promise, Segment, Survey, SurveyId, Zone};

use super::foreign::{self, Found, Opened, Wanted};
use super::peeked::{self, Peeked};
use crate::{clock, summary_table, zone};

#[derive(Debug, Args)]
pub(super) struct Summarize {
    /// The files, as NDJSON, a JSON array, CSV, XLSX or Parquet, plain or compressed by gzip; `-` is stdin.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Which column of another survey program's files is which, as `goodword map` proposes it. Without it, exports of
    /// programs that are known by their shape are read too.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The order of dates in other programs' files, where they can be read in two ways: ymd, dmy (day first), mdy (month
    /// first). A mapping says it itself.
    #[arg(long, value_name = "ORDER", value_parser = foreign::order, conflicts_with = "map")]
    dates: Option<DateOrder>,
    /// Writes the Summary as JSON.
    #[arg(long)]
    json: bool,
    /// The time zone in which a day begins.
    #[arg(long, default_value = "UTC", value_name = "ZONE", value_parser = zone::zone_named)]
    tz: Zone,
    /// Counts the responses of this survey only.
    #[arg(long, value_name = "NAME", value_parser = |text: &str| SurveyId::parse(text))]
    survey: Option<SurveyId>,
    /// The survey's definition: says what kind its own questions are.
    #[arg(long, value_name = "FILE")]
    definition: Option<PathBuf>,
    /// Sets responses apart: `device`, `locale`, `page`, `survey_version`, `order`, `fields.NAME`.
    #[arg(long, value_name = "SEGMENTS", value_delimiter = ',', value_parser = |text: &str| Segment::parse(text))]
    by: Vec<Segment>,
    /// Sets two piles beside each other, each device=mobile (any segment), 2026-03, or 2026-03-01..2026-03-15 with the
    /// last day left out. Days stand in the place of --since and --until.
    #[arg(long, num_args = 2, value_names = ["A", "B"], value_parser = |text: &str| Cohort::parse(text))]
    compare: Vec<Cohort>,
    /// From this day on, by the calendar of --tz.
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<Day>,
    /// Before this day.
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Option<Day>,
    /// With a day, or without one because the clock that dated it was wrong: yes, no.
    #[arg(long, value_name = "YES-OR-NO", value_parser = truth)]
    dated: Option<bool>,
    /// With this score of empathy, such as 4-5.
    #[arg(long, value_name = "SCORES", value_parser = |text: &str| range(text, 1, 5))]
    empathy: Option<(u8, u8)>,
    /// With this answer to the promise question: broken, kept, exceeded, none.
    #[arg(long, value_name = "STATE", value_parser = promise)]
    promise: Option<Promise>,
    /// With this score of recommend, such as 0-6.
    #[arg(long, value_name = "SCORES", value_parser = |text: &str| range(text, 0, 10))]
    recommend: Option<(u8, u8)>,
    /// With a comment, or without one: yes, no.
    #[arg(long, value_name = "YES-OR-NO", value_parser = truth)]
    comment: Option<bool>,
    /// Come to the end, or not: yes, no.
    #[arg(long, value_name = "YES-OR-NO", value_parser = truth)]
    complete: Option<bool>,
    /// With this value of a segment, such as device=mobile; device= is those who say nothing about it, and fields.plan=""
    /// those whose plan is an empty text.
    #[arg(long = "where", value_name = "SEGMENT=VALUE", value_parser = segment_value)]
    wanted: Vec<(Segment, Option<String>)>,
}

impl Summarize {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        if let (Some(since), Some(until)) = (self.since, self.until) {
            ensure!(
                since < until,
                "--until {until} must be later than --since {since}: it is the first day that does not count"
            );
        }
        let definition = self.definition()?;
        let compared = self.compare.iter().filter_map(Cohort::segment);
        let wanted = self.wanted.iter().map(|(segment, _)| segment);
        let asked = self.by.iter().chain(compared).chain(wanted);
        let mapping = self.map.as_deref().map(foreign::mapping).transpose()?;
        let mut converted = None;
        let mut ingest = Ingest::new(self.survey.as_ref().map(ToString::to_string));
        ingest.keep(&asked.cloned().collect::<Vec<_>>());
        let wanted = self.wanted.iter().map(|(segment, value)| (segment, value.as_deref()));
        let compared = self.compare.iter().filter_map(Cohort::value);
        ingest.expect(wanted.chain(compared).filter_map(|(segment, value)| Some((segment, value?))));
        for file in &self.files {
            let name = file.display().to_string();
            let mut pieces = peeked::open(file).with_context(|| format!("cannot read {name}"))?;
            let found = foreign::find(file, &mut pieces, Wanted { mapping: mapping.as_ref(), dates: self.dates })?;
            let before = ingest.columns().rows();
            if let Found::Foreign(opened) = &found {
                converted.get_or_insert_with(|| opened.foreign.definition().clone());
                convert(&name, opened, &mut ingest)?;
            } else {
                read(&name, pieces, &mut ingest).with_context(|| format!("cannot read {name}"))?;
            }
            if matches!(found, Found::Unknown) && ingest.columns().rows() == before {
                eprintln!("{name}: {}", foreign::HINT);
            }
        }
        let definition = definition.or(converted);
        let (mut columns, _) = ingest.finish();
        columns.dedupe();
        columns.until(clock::tomorrow(&self.tz));
        let summary =
            columns.summary(&self.query(), &self.tz, definition.as_ref()).map_err(|problem| anyhow!("{problem}"))?;
        eprint!("{}{}", summary_table::bad_lines(&columns), summary_table::doubts(&summary));
        let text = if self.json { summary.json() } else { summary_table::print(&summary) };
        io::stdout().write_all(text.as_bytes())?;
        Ok(if columns.rows() > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn definition(&self) -> anyhow::Result<Option<Survey>> {
        let Some(file) = &self.definition else { return Ok(None) };
        let name = file.display();
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
        let survey = Survey::parse(text.trim_start_matches('\u{feff}')).map_err(|problems| {
            let sentences: Vec<_> = problems.iter().map(ToString::to_string).collect();
            anyhow!("{name}: {}", sentences.join("; "))
        })?;
        Ok(Some(survey))
    }

    fn query(&self) -> Query {
        // Other surveys are left out while reading.
        let filter = Filter {
            survey: None,
            since: self.since,
            until: self.until,
            dated: self.dated,
            empathy: self.empathy,
            promise: self.promise,
            recommend: self.recommend,
            comment: self.comment,
            complete: self.complete,
            segments: self.wanted.clone(),
        };
        let compare = match self.compare.as_slice() {
            [a, b] => Some((a.clone(), b.clone())),
            _ => None,
        };
        Query { filter, by: self.by.clone(), compare }
    }
}

/// Reads a file of another program.
fn convert(name: &str, opened: &Opened, ingest: &mut Ingest) -> anyhow::Result<()> {
    ingest.open(name);
    let mut conversion = opened.conversion()?;
    while let Some(responses) = conversion.next()? {
        for (_, response) in responses {
            ingest.push((response.to_json() + "\n").as_bytes());
        }
    }
    let (bad, count) = conversion.bad();
    ingest.refuse(bad.into_iter().map(|bad| (bad.line, bad.reason)), count);
    let report = ingest.close(None, None);
    if report.others > 0 {
        eprintln!("{name}: {}", doubt::other_surveys(report.others));
    }
    Ok(())
}

/// Reads one file, and says what one should know before believing its figures.
fn read(name: &str, mut pieces: Peeked, ingest: &mut Ingest) -> io::Result<()> {
    ingest.open(name);
    let damage = loop {
        match pieces.next() {
            Ok(Some(_)) if ingest.is_other_kind() => break None,
            Ok(Some(piece)) => ingest.push(piece),
            Ok(None) => break None,
            Err(error) => break Some(pieces.damage(&error).ok_or(error)?),
        }
    };
    let report = ingest.close(damage, None);
    if let Some(reason) = report.left_out {
        eprintln!("{name} is left out. {reason}");
        return Ok(());
    }
    if report.others > 0 {
        eprintln!("{name}: {}", doubt::other_surveys(report.others));
    }
    // A cut line is listed among the bad ones.
    if let Some(first) = report.doubts.iter().find(|doubt| **doubt != Doubt::Truncated) {
        eprintln!("{}", doubt::doubt(name, first));
    }
    report.notes.iter().for_each(|note| eprintln!("{name}: {note}"));
    Ok(())
}
