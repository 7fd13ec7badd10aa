//! `goodword import-survey`: another program's definition as one of ours.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Args;
use goodword_core::SurveyId;
use goodword_studio::foreign::{BYTES, import};

#[derive(Debug, Args)]
pub(super) struct ImportSurvey {
    /// The definition, as its program's interface gives it: JSON; `-` is stdin.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the survey is called here, else what it is called there.
    #[arg(long, value_name = "NAME", value_parser = |text: &str| SurveyId::parse(text))]
    survey: Option<SurveyId>,
}

impl ImportSurvey {
    /// The definition goes to stdout, where it can be kept; what has no counterpart to stderr.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let name = self.file.display();
        let text = read(&self.file).with_context(|| format!("cannot read {name}"))?;
        let mut imported =
            import(text.trim_start_matches('\u{feff}')).map_err(|problem| anyhow!("{name}: {problem}"))?;
        if let Some(survey) = self.survey {
            imported.definition.id = Some(survey.to_string());
        }
        let questions = imported.definition.questions.len();
        eprintln!("{name}: this is a definition of {}; questions taken over: {questions}", imported.program);
        imported.notes.iter().for_each(|note| eprintln!("{note}"));
        imported.definition.problems_of_publishing().iter().for_each(|problem| eprintln!("To be mended: {problem}"));
        writeln!(io::stdout(), "{}", imported.definition.to_json())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// As much as is looked at, and one byte more.
fn read(file: &Path) -> anyhow::Result<String> {
    let source: Box<dyn Read> =
        if file == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(file)?) };
    let mut text = String::new();
    source.take(BYTES as u64 + 1).read_to_string(&mut text)?;
    Ok(text)
}
