//! `goodword map`: which column of somebody else's file may be which.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::Args;
use goodword_core::SurveyId;
use goodword_core::import::{
    Converter, DateOrder, Mapping, Plan, Profile, Program, SurveyColumn, WINDOWS, facts, propose,
};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

use super::foreign;
use crate::zone;

#[derive(Debug, Args)]
pub(super) struct Map {
    /// The file, as CSV, JSON, XLSX or Parquet of any program; `-` is stdin.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The survey that its responses are to belong to.
    #[arg(long, value_name = "NAME", value_parser = |text: &str| SurveyId::parse(text))]
    survey: Option<SurveyId>,
    /// The zone of its clock, where its times name none.
    #[arg(long, value_name = "ZONE", value_parser = |text: &str| zone::zone_named(text).map(|_| text.to_owned()))]
    tz: Option<String>,
    /// The order of its dates, where they can be read in two ways: ymd, dmy (day first), mdy (month first).
    #[arg(long, value_name = "ORDER", value_parser = foreign::order)]
    dates: Option<DateOrder>,
    /// The program that wrote it, where it is taken for another's.
    #[arg(long, value_name = "PROGRAM", value_parser = program)]
    program: Option<Program>,
}

fn program(text: &str) -> Result<Program, String> {
    let text: serde::de::value::StrDeserializer<'_, Error> = text.into_deserializer();
    Program::deserialize(text).map_err(|_| {
        let names: Vec<_> = Program::ALL.iter().map(|program| program.survey()).collect();
        format!("must be one of {}", names.join(", "))
    })
}

impl Map {
    /// The mapping goes to stdout, where it can be kept; what is said about it to stderr.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let profile = foreign::look(&self.file, self.program)?;
        if profile.columns().is_empty() {
            return Err(anyhow!("{} holds no columns", self.file.display()));
        }
        if profile.is_in_windows() {
            eprintln!("{WINDOWS}");
        }
        match profile.recognition() {
            Some(found) => eprintln!("{}", found.sentence()),
            None => eprintln!("No program that is known here writes files of this shape"),
        }
        let proposal = propose(&profile);
        let mut mapping = proposal.mapping;
        if let Some(survey) = self.survey {
            mapping.survey = SurveyColumn::Name(survey.to_string());
        }
        mapping.submitted_at.order = self.dates.or(mapping.submitted_at.order);
        mapping.submitted_at.tz = self.tz.or(mapping.submitted_at.tz);
        proposal.notes.iter().for_each(|note| eprintln!("{note}"));
        match Plan::new(&mapping, &profile) {
            Ok(plan) => eprint!("{}", shown(&profile, &plan)?),
            Err(problems) => problems.iter().for_each(|problem| eprintln!("To be completed: {problem}")),
        }
        io::stdout().write_all(Mapping::to_json(&mapping).as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The first rows as they would be counted.
fn shown(profile: &Profile, plan: &Plan) -> anyhow::Result<String> {
    let (mut converter, mut lines) = (Converter::new(plan, foreign::clock(plan.tz())?), Vec::new());
    let place = if profile.is_table() { "line" } else { "row" };
    let mut sink =
        |line, response: Box<goodword_core::Response>| lines.push(format!("{place} {line}: {}", response.to_json()));
    profile.first().iter().for_each(|row| converter.push(row.clone(), &mut sink));
    let report = converter.finish(&mut sink);
    lines.insert(0, format!("Of {} rows the first {} would be counted so:", profile.rows(), profile.first().len()));
    let facts: Vec<_> = facts(&report, plan).iter().map(|fact| format!("these: {fact}\n")).collect();
    Ok(lines.join("\n") + "\n" + &foreign::bad_rows("these", &report) + &facts.concat())
}
