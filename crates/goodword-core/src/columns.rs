//! What is kept of each response while a pile is looked at: 32 bytes, whatever is in it.

mod row;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::Record;
use crate::reader::Line;
use crate::tally::Tally;
use crate::zone::Zone;
use row::Packed;
pub use row::Row;

/// Bad lines that are kept; the rest are only counted.
const BAD_KEPT: usize = 1_000;
/// Rows that are allotted at once: growing must not copy, nor keep much that is unused.
const BLOCK: usize = 4_096;
/// Rows that are put in order at once to find what is superseded: 16 MB, however many there are.
const SETTLE: usize = 1 << 20;

/// A line that holds no response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its source, as an index into [`Columns::sources`].
    pub source: usize,
    /// The line, or the element of an array, counted from 1.
    pub number: u64,
    /// Why.
    pub reason: String,
}

/// One row per response read, over all sources.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    blocks: Vec<Vec<Packed>>,
    sources: Vec<String>,
    surveys: Vec<String>,
    codes: BTreeMap<String, u16>,
    lines: u64,
    bad: Vec<BadLine>,
    bad_lines: u64,
    superseded: u64,
}

impl Columns {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The lines from now on come from the source of this name.
    pub fn source(&mut self, name: impl Into<String>) {
        self.sources.push(name.into());
    }

    /// Keeps what matters of a line.
    pub fn read<B: Into<Record>>(&mut self, line: Line<B>) {
        self.lines += 1;
        let source = self.sources.len().saturating_sub(1);
        match line.body {
            Ok(body) => {
                let record = body.into();
                let survey = self.code(record.survey.as_str());
                let source = u16::try_from(source).unwrap_or(u16::MAX);
                self.keep(Packed::new(&record, line.offset, line.len, source, survey));
            }
            Err(reason) => {
                self.bad_lines += 1;
                if self.bad.len() < BAD_KEPT {
                    self.bad.push(BadLine { source, number: line.number, reason });
                }
            }
        }
    }

    fn keep(&mut self, row: Packed) {
        match self.blocks.last_mut() {
            Some(block) if block.len() < BLOCK => block.push(row),
            _ => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(row);
                self.blocks.push(block);
            }
        }
    }

    /// The number of a survey's name. From the 65,536th name on they share the last number.
    fn code(&mut self, survey: &str) -> u16 {
        if let Some(code) = self.codes.get(survey) {
            return *code;
        }
        let Ok(code) = u16::try_from(self.surveys.len()) else { return u16::MAX };
        self.surveys.push(survey.to_owned());
        self.codes.insert(survey.to_owned(), code);
        code
    }

    /// Finds what is superseded: of the responses of one id and survey the highest `seq` counts, at equal `seq` the
    /// first that was read. To be called once all is read, before anything is counted.
    pub fn settle(&mut self) {
        self.blocks.iter_mut().flatten().for_each(|row| row.supersede(false));
        let rows = self.rows();
        let parts = u64::try_from(rows / SETTLE + 1).unwrap_or(1);
        self.superseded = 0;
        for part in 0..parts {
            let mut ids: Vec<_> = (self.blocks.iter().flatten().zip(0_u32..))
                .filter(|(row, _)| row.id % parts == part)
                .map(|(row, at)| (row.id, Reverse(row.seq), at))
                .collect();
            ids.sort_unstable();
            let later = ids.iter().zip(ids.iter().skip(1)).filter(|(first, second)| first.0 == second.0);
            for (_, (_, _, at)) in later {
                let at = usize::try_from(*at).unwrap_or(usize::MAX);
                if let Some(row) = self.blocks.get_mut(at / BLOCK).and_then(|block| block.get_mut(at % BLOCK)) {
                    row.supersede(true);
                    self.superseded += 1;
                }
            }
        }
    }

    /// The responses that count, in the order in which they were read.
    pub fn winners(&self) -> impl Iterator<Item = Row<'_>> {
        let survey = |code: u16| self.surveys.get(usize::from(code)).map_or("", String::as_str);
        self.counting().map(move |row| row.open(survey(row.survey)))
    }

    fn counting(&self) -> impl Iterator<Item = &Packed> {
        self.blocks.iter().flatten().filter(|row| !row.is_superseded())
    }

    /// Counts the responses that count, by the days of `zone`.
    pub fn tally(&self, zone: &Zone) -> Tally {
        let mut tally = Tally::new(zone);
        for row in self.winners() {
            let cell = (row.empathy, row.promise, row.recommend);
            tally.count(zone.day(row.submitted_ms), cell, row.complete, row.has_comment);
        }
        for row in self.counting() {
            let survey = self.surveys.get(usize::from(row.survey)).cloned().unwrap_or_default();
            *tally.surveys.entry(survey).or_default() += 1;
        }
        (tally.lines, tally.bad, tally.superseded) = (self.lines, self.bad_lines, self.superseded);
        tally
    }

    /// How many lines were read that were not blank.
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// How many responses were read, superseded ones among them.
    pub fn rows(&self) -> usize {
        self.blocks.iter().map(Vec::len).sum()
    }

    /// How many responses do not count because another of the same id does.
    pub fn superseded(&self) -> u64 {
        self.superseded
    }

    /// How many lines hold no response.
    pub fn bad_lines(&self) -> u64 {
        self.bad_lines
    }

    /// The first 1,000 of those.
    pub fn bad(&self) -> &[BadLine] {
        &self.bad
    }

    /// The names of the sources, in the order in which they were read.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// Bytes allotted for rows.
    pub fn bytes(&self) -> usize {
        self.blocks.iter().map(|block| block.capacity() * size_of::<Packed>()).sum::<usize>()
            + self.blocks.capacity() * size_of::<Vec<Packed>>()
    }
}
