//! What is kept of each response while a pile is looked at: 32 bytes whatever is in it, 8 more when the order of its
//! questions or segments are kept, 2 for its time and for each question of the owner's.

mod batch;
mod codes;
mod column;
mod filter;
mod pile;
pub mod query;
mod questions;
mod row;
mod segments;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::cube::Cube;
use crate::reader::Line;
use crate::tally::{Counted, Tally};
use crate::zone::Zone;
use crate::{Problem, Record, Segment, times};
use batch::Batch;
use column::Column;
pub use filter::Filter;
use filter::Seen;
pub use pile::Pile;
pub use query::Query;
use questions::Questions;
use row::Packed;
pub use row::Row;
use segments::{Place, Segments};

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
    segments: Segments,
    questions: Questions,
    /// The bin of the time each took, + 1.
    times: Column<u16>,
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

    /// Nothing read yet; what responses say about these segments is kept.
    pub fn with(segments: &[Segment]) -> Self {
        Self { segments: Segments::new(segments), ..Self::default() }
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
                let row = self.rows();
                self.segments.keep(row, &record);
                self.questions.keep(row, &record);
                self.times.set(row, record.answered_ms.map_or(0, |ms| times::bin(ms).saturating_add(1)));
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
        self.counting().map(|row| row.open(self.survey(row.survey)))
    }

    fn counting(&self) -> impl Iterator<Item = &Packed> {
        self.blocks.iter().flatten().filter(|row| !row.is_superseded())
    }

    /// The responses that count and are wanted, in the order in which they were read.
    pub fn matching<'a>(
        &'a self,
        filter: &'a Filter,
        zone: &'a Zone,
    ) -> Result<impl Iterator<Item = Row<'a>> + 'a, Problem> {
        Ok(self.numbered(filter, zone)?.map(|(_, row)| row))
    }

    /// The same, each with its number, by which [`Columns::row`] finds it again.
    pub fn numbered<'a>(
        &'a self,
        filter: &'a Filter,
        zone: &'a Zone,
    ) -> Result<impl Iterator<Item = (usize, Row<'a>)> + 'a, Problem> {
        Ok(self.wanted(filter, zone)?.map(move |(at, row, _)| (at, row.open(self.survey(row.survey)))))
    }

    /// The row of this number.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        let row = self.blocks.get(at / BLOCK)?.get(at % BLOCK)?;
        Some(row.open(self.survey(row.survey)))
    }

    fn survey(&self, code: u16) -> &str {
        self.surveys.get(usize::from(code)).map_or("", String::as_str)
    }

    /// Number, row and day of what counts and is wanted.
    fn wanted<'a>(
        &'a self,
        filter: &'a Filter,
        zone: &'a Zone,
    ) -> Result<impl Iterator<Item = (usize, &'a Packed, Seen)> + 'a, Problem> {
        let mut codes = Vec::new();
        for (segment, value) in &filter.segments {
            let place = self.segments.place(segment)?;
            // A value that no row has is not found, and then nothing is wanted.
            let code = value.as_ref().map_or(Some(0), |value| self.segments.find(place, value));
            codes.push((place, code));
        }
        let counting = self.blocks.iter().flatten().enumerate().filter(|(_, row)| !row.is_superseded());
        Ok(counting.filter_map(move |(at, row)| {
            let open = row.open("");
            let seen = Seen {
                day: zone.day(open.submitted_ms),
                empathy: open.empathy,
                promise: open.promise,
                recommend: open.recommend,
                comment: open.has_comment,
                complete: open.complete,
            };
            let found =
                |(place, code): &(Place, Option<u16>)| *code == Some(self.segments.code(*place, at, row.is_ordered()));
            (filter.wants(&seen) && codes.iter().all(found)).then_some((at, row, seen))
        }))
    }

    /// Counts the responses that count, by the days of `zone`.
    pub fn tally(&self, zone: &Zone) -> Tally {
        // Without segments there is none that was not kept.
        self.tally_where(&Filter::default(), &[], zone).unwrap_or_else(|_| Tally::new(zone))
    }

    /// Counts the responses that count and are wanted, by the days of `zone` and by segments that were kept: the same as
    /// pushing them one by one, but that a segment or question of more than 4,094 values in all that was read counts as
    /// one of too many.
    pub fn tally_where(&self, filter: &Filter, by: &[Segment], zone: &Zone) -> Result<Tally, Problem> {
        let mut tally = Tally::by(zone, by);
        let mut places = Vec::new();
        for segment in tally.by.keys() {
            places.push((self.segments.place(segment)?, Vec::new()));
        }
        let (mut surveys, mut questions) = (vec![0_u64; self.surveys.len() + 1], self.questions.counter());
        let mut batch = Batch::default();
        for (at, row, seen) in self.wanted(filter, zone)? {
            let mut counted = self.counted(at, row, &seen);
            batch.take(&mut counted);
            tally.count(&counted);
            questions.count(at, row.is_ordered());
            surveys.iter_mut().skip(self.surveys.len().min(row.survey.into())).take(1).for_each(|n| *n += 1);
            for (place, cubes) in &mut places {
                let code = usize::from(self.segments.code(*place, at, row.is_ordered()));
                if cubes.len() <= code {
                    cubes.resize(code + 1, Cube::default());
                }
                cubes.iter_mut().skip(code).take(1).for_each(|cube| cube.add(counted.cell, 1));
            }
        }
        questions.finish(&mut tally);
        batch.finish(&mut tally);
        for (counts, (place, cubes)) in tally.by.values_mut().zip(&places) {
            self.segments.count(*place, cubes, counts);
        }
        // The last is of surveys beyond the 65,535th, whose names are not kept.
        let named = self.surveys.iter().cloned().chain([String::new()]).zip(surveys);
        tally.surveys = named.filter(|(_, n)| *n > 0).collect();
        (tally.lines, tally.bad, tally.superseded) = (self.lines, self.bad_lines, self.superseded);
        tally.left_out = self.lines - self.bad_lines - self.superseded - tally.responses;
        Ok(tally)
    }

    fn counted(&self, at: usize, row: &Packed, seen: &Seen) -> Counted {
        let scored = seen.empathy.is_some() || seen.promise.is_some() || seen.recommend.is_some();
        let order = self.segments.order(at).filter(|_| row.is_ordered());
        Counted {
            day: seen.day,
            cell: (seen.empathy, seen.promise, seen.recommend),
            complete: seen.complete,
            comment: seen.comment,
            started: scored || seen.comment || self.questions.is_answered(at),
            seq: row.seq,
            order: order.map(|order| (order, row.reached_comment())),
            time: self.times.get(at).checked_sub(1),
        }
    }

    /// How many lines were read that were not blank.
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// How many responses were read, superseded ones among them.
    pub fn rows(&self) -> usize {
        // Every block but the last is full.
        self.blocks.last().map_or(0, |last| (self.blocks.len() - 1) * BLOCK + last.len())
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
            + self.segments.bytes()
            + self.questions.bytes()
            + self.times.bytes()
    }
}
