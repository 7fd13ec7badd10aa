//! `goodword words`: files → what sets the comments of two groups apart.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::anyhow;
use clap::Args;
use goodword_core::Response;
use goodword_core::keyness::{Group, Keyness, KeynessBuilder, Side};
use goodword_core::words::keyness;

use super::criteria::Criteria;
use super::reading::{Files, Read, Reading};
use crate::{clock, summary_table};

#[derive(Debug, Args)]
pub(super) struct Words {
    #[command(flatten)]
    files: Files,
    /// Whose comments are set beside whose: promoters, passives, detractors, agree, disagree, broken, kept, exceeded,
    /// device=mobile (any segment), 2026-03, or 2026-03-01..2026-03-15 with the last day left out.
    #[arg(long, num_args = 2, required = true, value_names = ["A", "B"], value_parser = |text: &str| Group::parse(text))]
    compare: Vec<Group>,
    /// Writes the result as JSON.
    #[arg(long)]
    json: bool,
    /// Draws other comments: the same number draws the same ones.
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    seed: u64,
    #[command(flatten)]
    criteria: Criteria,
}

impl Words {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        self.criteria.check()?;
        let [a, b] = self.compare.as_slice() else { return Err(anyhow!("--compare needs two groups")) };
        let values = [a, b].into_iter().filter_map(Group::value).chain(self.criteria.values());
        let reading = Reading::new(self.criteria.survey.as_ref(), values).keeping_texts();
        let mut read = reading.files(&self.files)?.unfolded();
        read.columns.until(clock::tomorrow(&self.criteria.tz));
        let keyness = self.keyness(&read, a, b)?;
        eprint!("{}", summary_table::bad_lines(&read.columns));
        let text = if self.json { keyness.json() } else { print(&keyness) };
        io::stdout().write_all(text.as_bytes())?;
        Ok(if read.columns.rows() > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn keyness(&self, read: &Read, a: &Group, b: &Group) -> anyhow::Result<Keyness> {
        let rows = |group: &Group| {
            let filter = group.within(&self.criteria.filter());
            let numbers = read.columns.numbers_in(&filter, &self.criteria.tz, 0..read.columns.rows());
            numbers.map(BTreeSet::from_iter).map_err(|problem| anyhow!("{problem}"))
        };
        let (of_a, of_b) = (rows(a)?, rows(b)?);
        let mut builder = KeynessBuilder::new(self.seed);
        builder.leave_out(of_a.intersection(&of_b).count() as u64);
        for (side, own, other) in [(Side::A, &of_a, &of_b), (Side::B, &of_b, &of_a)] {
            for row in own.difference(other) {
                if let Some(response) = response(read, *row) {
                    builder.push(side, *row, response.id, comment(&response));
                }
            }
        }
        let keyness = builder.finish(a.name(), b.name());
        let text = |row| Some((row, comment(&response(read, row)?).to_owned()));
        let texts: BTreeMap<_, _> = keyness.rows().into_iter().filter_map(text).collect();
        Ok(keyness.fill(&texts))
    }
}

fn response(read: &Read, row: u32) -> Option<Response> {
    Response::parse(&read.text(row)?).ok()
}

fn comment(response: &Response) -> &str {
    response.answers.comment.as_ref().map_or("", |comment| comment.as_str())
}

/// The sentences of those that differ, with the comments below each.
fn print(keyness: &Keyness) -> String {
    let groups = [keyness::group(&keyness.a), keyness::group(&keyness.b)].join("; ");
    let lines = [Some(groups + "."), Some(keyness::found(keyness)), keyness::in_both(keyness)];
    let mut text: String = lines.into_iter().flatten().map(|line| line + "\n").collect();
    for term in keyness.terms.iter().filter(|term| term.differs()) {
        let Some(sentence) = keyness::term(keyness, term) else { continue };
        let _ = write!(text, "\n{sentence}\n");
        for comment in &term.comments {
            let _ = writeln!(text, "  “{}”", comment.text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    let _ = write!(text, "\n{}\n", keyness::LIMITS);
    text
}
