//! Many responses, read and stored piece by piece in constant memory. What is bad is listed and passed over.

use goodword_core::reader::{Line, Reader};
use goodword_core::{Problem, limits};
use serde::Serialize;

use crate::admission::{Door, admit};
use crate::clock;
use crate::store::{Error, Outcome, Row, Store};

/// So many rows are stored together.
const BATCH: usize = 256;
/// So many bad lines are listed; all are counted.
const LISTED: usize = 1000;
/// A line may be this much longer than a posted response: what the server added, and defaults written out.
const ADDED: usize = 1024;

/// What became of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Responses stored now, those that replaced a lower `seq` included.
    pub stored: u64,
    /// Responses that were stored before.
    pub already: u64,
    /// How many lines were bad.
    pub bad_count: u64,
    /// The first thousand of them.
    pub bad: Vec<BadLine>,
}

/// A line that was not stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadLine {
    /// Its number, counted from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// An import under way.
pub struct Import {
    store: Store,
    only: Option<String>,
    reader: Reader,
    waiting: Vec<(u64, Row)>,
    report: Report,
}

impl Import {
    /// Takes responses of every survey, or of `only` one.
    pub fn new(store: Store, only: Option<String>) -> Self {
        Self { store, only, reader: Reader::new(), waiting: Vec::new(), report: Report::default() }
    }

    /// What became of it so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Takes the next bytes, cut anywhere.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut lines = Vec::new();
        self.reader.push(bytes, &mut |line| lines.push(line));
        self.take(lines).await
    }

    /// Ends the import; on an error, what became of it until then comes along.
    pub async fn finish(mut self) -> Result<Report, (Error, Report)> {
        let mut lines = Vec::new();
        self.reader.finish(&mut |line| lines.push(line));
        let last = lines.last().map_or(0, |line: &Line| line.number);
        if let Err(error) = self.take(lines).await {
            return Err((error, self.report));
        }
        if let Err(error) = self.store().await {
            return Err((error, self.report));
        }
        if let Some(reason) = self.reader.mismatch() {
            self.bad(last, reason);
        }
        // What only the store could refuse was told after what was unreadable.
        self.report.bad.sort_by_key(|bad| bad.line);
        Ok(self.report)
    }

    async fn take(&mut self, lines: Vec<Line>) -> Result<(), Error> {
        let (definitions, now_ms) = (self.store.definitions(), clock::now_ms());
        for line in lines {
            let number = line.number;
            let response = match self.response(line) {
                Ok(response) => response,
                Err(reason) => {
                    self.bad(number, reason);
                    continue;
                }
            };
            match admit(response, &definitions, Door::Import, now_ms) {
                Ok(row) => self.waiting.push((number, row)),
                Err(problems) => self.bad(number, reason(&problems)),
            }
            if self.waiting.len() == BATCH {
                self.store().await?;
            }
        }
        Ok(())
    }

    fn response(&self, line: Line) -> Result<goodword_core::Response, String> {
        if usize::try_from(line.len).is_ok_and(|len| len > limits::BODY_BYTES + ADDED) {
            return Err(format!("is longer than {} bytes", limits::BODY_BYTES));
        }
        let response = line.body?;
        match &self.only {
            Some(only) if response.survey.as_str() != only => Err(format!("this token imports the survey {only} only")),
            _ => Ok(*response),
        }
    }

    async fn store(&mut self) -> Result<(), Error> {
        let (numbers, rows): (Vec<_>, Vec<_>) = std::mem::take(&mut self.waiting).into_iter().unzip();
        if rows.is_empty() {
            return Ok(());
        }
        let outcomes = self.store.put_patiently(rows).await?;
        for (number, outcome) in numbers.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Created | Outcome::Replaced => self.report.stored += 1,
                Outcome::Same | Outcome::Older => self.report.already += 1,
                Outcome::Erased => self.bad(number, "id: this response was erased".to_owned()),
                Outcome::Conflict => self.bad(number, "id: another response is stored under it".to_owned()),
            }
        }
        Ok(())
    }

    fn bad(&mut self, line: u64, reason: String) {
        self.report.bad_count += 1;
        if self.report.bad.len() < LISTED {
            self.report.bad.push(BadLine { line, reason });
        }
    }
}

fn reason(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
