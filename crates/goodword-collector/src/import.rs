//! Many responses, read and stored piece by piece in constant memory. What is bad is listed and passed over.

use goodword_core::reader::{Line, Reader};
use goodword_core::{Problem, Response, limits};
use serde::Serialize;

use crate::acceptance::{Channel, accept};
use crate::clock;
use crate::store::{Error, Outcome, ResponseRow, Store};

/// So many rows are stored together.
const BATCH: usize = 256;
/// So many bad lines are listed; all are counted.
const LISTED: usize = 1000;
/// A line may be this much longer than a posted response: what the server added, and defaults written out.
const ADDED: usize = 1024;

/// What became of an import, as it is replied in JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The number of responses stored now, those that replaced a lower `seq` included.
    pub stored: u64,
    /// The number of responses that were stored before.
    pub already: u64,
    /// The number of bad lines.
    pub bad_count: u64,
    /// The first thousand bad lines, by number.
    pub bad: Vec<RejectedLine>,
    /// How the lines were read, where they did not say it themselves: sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A line that was not stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectedLine {
    /// The number of the line, counted from 1.
    pub line: u64,
    /// The rules that it breaks, each with its field, joined by `; `.
    pub reason: String,
}

/// An import under way.
pub struct Import {
    store: Store,
    only: Option<String>,
    reader: Reader,
    waiting: Vec<(u64, ResponseRow)>,
    report: ImportReport,
}

impl Import {
    /// Takes responses of every survey, or of the one that is named by `only`.
    pub fn new(store: Store, only: Option<String>) -> Self {
        Self { store, only, reader: Reader::new(), waiting: Vec::new(), report: ImportReport::default() }
    }

    /// What became of the lines so far.
    pub fn report(&self) -> &ImportReport {
        &self.report
    }

    /// Takes the next bytes, cut anywhere.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut lines = Vec::new();
        self.reader.push(bytes, &mut |line| lines.push(line));
        self.take(lines).await
    }

    /// Takes responses that were read elsewhere, each with the number of its line.
    pub async fn put(&mut self, responses: Vec<(u64, Box<Response>)>) -> Result<(), Error> {
        let lines = responses.into_iter().map(|(number, body)| Line { number, offset: 0, len: 0, body: Ok(body) });
        self.take(lines.collect()).await
    }

    /// Counts what another program's file holds and no response can be made of: `count` bad lines, the first of them with
    /// their numbers and reasons.
    pub fn refuse(&mut self, listed: impl IntoIterator<Item = (u64, String)>, count: u64) {
        let before = self.report.bad_count;
        listed.into_iter().for_each(|(line, reason)| self.reject(line, reason));
        self.report.bad_count = before + count;
    }

    /// Ends the import; on an error, what became of it until then comes along.
    pub async fn finish(mut self) -> Result<ImportReport, (Error, ImportReport)> {
        let mut lines = Vec::new();
        self.reader.finish(&mut |line| lines.push(line));
        self.report.notes = self.reader.text().notes();
        let last = lines.last().map_or(0, |line: &Line| line.number);
        if let Err(error) = self.take(lines).await {
            return Err((error, self.report));
        }
        if let Err(error) = self.store().await {
            return Err((error, self.report));
        }
        if let Some(reason) = self.reader.mismatch() {
            self.reject(last, reason);
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
                    self.reject(number, reason);
                    continue;
                }
            };
            match accept(response, &definitions, Channel::Import, now_ms) {
                Ok(row) => self.waiting.push((number, row)),
                Err(problems) => self.reject(number, reason(&problems)),
            }
            if self.waiting.len() == BATCH {
                self.store().await?;
            }
        }
        Ok(())
    }

    fn response(&self, line: Line) -> Result<Response, String> {
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
        let outcomes = self.store.put_or_wait(rows).await?;
        for (number, outcome) in numbers.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Created | Outcome::Replaced => self.report.stored += 1,
                Outcome::Same | Outcome::Older => self.report.already += 1,
                Outcome::Erased => self.reject(number, "id: this response was erased".to_owned()),
                Outcome::Conflict => self.reject(number, "id: another response is stored under it".to_owned()),
            }
        }
        Ok(())
    }

    fn reject(&mut self, line: u64, reason: String) {
        self.report.bad_count += 1;
        if self.report.bad.len() < LISTED {
            self.report.bad.push(RejectedLine { line, reason });
        }
    }
}

fn reason(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
