//! What is kept of each response while a pile is looked at: 32 bytes whatever is in it, 8 more when the order of its
//! questions or segments are kept, 2 for its time and for each question of the owner's, 12 where an answer was promised.

mod batch;
mod cohort;
mod dedupe;
mod filter;
mod follow_ups;
mod interner;
pub mod query;
mod questions;
mod row;
mod row_filter;
mod scan;
mod segment_value;
mod segments;
mod slot;
mod sparse_column;
mod tally_builder;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::calendar::Calendar;
use crate::follow_up::FollowUpPromise;
use crate::reader::Line;
use crate::zone::Zone;
use crate::{Day, Problem, Record, Segment, duration_histogram};
pub use cohort::Cohort;
pub use dedupe::Dedupe;
pub use filter::Filter;
use filter::RowValues;
use follow_ups::FollowUps;
pub use query::Query;
use questions::Questions;
use row::PackedRow;
pub use row::Row;
use row_filter::{RowFilter, SurveyRule};
pub use scan::{AxisRow, AxisSlot, RowScan};
use segments::Segments;
use slot::Slot;
use sparse_column::SparseColumn;
pub use tally_builder::TallyBuilder;

/// Bad lines that are kept; the rest are only counted.
const BAD_KEPT: usize = 1_000;
/// Rows that are allotted at once: growing must not copy, nor keep much that is unused.
const BLOCK: usize = 4_096;

/// A line that holds no response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its source, as an index into [`Columns::sources`].
    pub source: usize,
    /// The line, or the element of an array, counted from 1.
    pub number: u64,
    /// A sentence that says why, without a full stop.
    pub reason: String,
}

/// One row per response read, over all sources.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    blocks: Vec<Vec<PackedRow>>,
    sources: Vec<String>,
    surveys: Vec<String>,
    codes: BTreeMap<String, u16>,
    segments: Segments,
    questions: Questions,
    /// The bin of the time each took, + 1.
    times: SparseColumn<u16>,
    follow_ups: FollowUps,
    /// No response is from a later day.
    newest: Option<Day>,
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

    /// Keeps a value of one of those segments apart, however many others there will be: of more than 4,094 the later ones
    /// are counted together. To be called before the first line.
    pub fn expect(&mut self, segment: &Segment, value: &str) {
        self.segments.expect(segment, value);
    }

    /// Keeps hidden fields too as they are met, wherever that is: `most` of them beside those that were asked for.
    pub fn discover(&mut self, most: usize) {
        self.segments.discover(most);
    }

    /// The segments that are kept; the order of the questions always is, and is not among them.
    pub fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.segments.kept()
    }

    /// Those of them that any response says something of.
    pub fn segments_met(&self) -> impl Iterator<Item = &Segment> {
        self.segments.met()
    }

    /// Hidden fields that were met when there was no room for them any more: the first of them, by name.
    pub fn unkept(&self) -> impl ExactSizeIterator<Item = &str> {
        self.segments.unkept()
    }

    /// Takes what is dated behind this day, which no clock has passed, for the word of a wrong one: it counts, and on no day.
    pub fn until(&mut self, newest: Day) {
        self.newest = Some(newest);
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
                self.times.set(row, record.answered_ms.map_or(0, |ms| duration_histogram::bin(ms).saturating_add(1)));
                self.follow_ups.keep(row, &record);
                self.keep(PackedRow::new(&record, line.offset, line.len, source, survey));
            }
            Err(reason) => {
                self.bad_lines += 1;
                if self.bad.len() < BAD_KEPT {
                    self.bad.push(BadLine { source, number: line.number, reason });
                }
            }
        }
    }

    /// Counts bad lines of which nothing more is known than how many they are.
    pub fn refuse(&mut self, count: u64) {
        self.lines += count;
        self.bad_lines += count;
    }

    fn keep(&mut self, row: PackedRow) {
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

    /// The responses that count, in the order in which they were read.
    pub fn winners(&self) -> impl Iterator<Item = Row<'_>> {
        let counting = self.blocks.iter().flatten().filter(|row| !row.is_superseded());
        counting.map(|row| row.open(self.survey(row.survey)))
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

    /// The numbers of those among some rows.
    pub fn numbers_in(&self, filter: &Filter, zone: &Zone, rows: Range<usize>) -> Result<Vec<u32>, Problem> {
        let row_filter = self.row_filter(filter, zone)?;
        let wanted =
            |at: usize| self.packed(at).and_then(|row| row_filter.seen(at, row)).and_then(|_| u32::try_from(at).ok());
        Ok(rows.filter_map(wanted).collect())
    }

    /// The row of this number.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        self.packed(at).map(|row| row.open(self.survey(row.survey)))
    }

    fn packed(&self, at: usize) -> Option<&PackedRow> {
        self.blocks.get(at / BLOCK)?.get(at % BLOCK)
    }

    fn survey(&self, code: u16) -> &str {
        self.surveys.get(usize::from(code)).map_or("", String::as_str)
    }

    fn row_filter<'a>(&'a self, filter: &Filter, zone: &'a Zone) -> Result<RowFilter<'a>, Problem> {
        RowFilter::new(
            |segment| self.slot(segment),
            filter,
            Calendar::until(zone, self.newest),
            self.survey_rule(filter)?,
        )
    }

    /// Where the values of a segment stand; a problem where it was not kept.
    fn slot(&self, segment: &Segment) -> Result<Slot<'_>, Problem> {
        match segment {
            Segment::Question(name) => self.questions.column(name.as_str()).map(Slot::Question),
            segment => Ok(Slot::Segment(&self.segments, self.segments.slot(segment)?)),
        }
    }

    fn survey_rule(&self, filter: &Filter) -> Result<SurveyRule, Problem> {
        let Some(name) = &filter.survey else { return Ok(SurveyRule::All) };
        let code = self.codes.get(name).copied();
        // From the 65,536th name on they share one number.
        if self.surveys.len() > usize::from(u16::MAX) && code.is_none_or(|code| code == u16::MAX) {
            return Err(Problem::new("survey", "is one of over 65,535, and was not kept when the responses were read"));
        }
        Ok(SurveyRule::Only(code))
    }

    /// Number, row and day of what counts and is wanted.
    fn wanted<'a>(
        &'a self,
        filter: &'a Filter,
        zone: &'a Zone,
    ) -> Result<impl Iterator<Item = (usize, &'a PackedRow, RowValues)> + 'a, Problem> {
        let row_filter = self.row_filter(filter, zone)?;
        Ok(self
            .blocks
            .iter()
            .flatten()
            .enumerate()
            .filter_map(move |(at, row)| Some((at, row, row_filter.seen(at, row)?))))
    }

    /// The promises of an answer in what counts and is wanted, each with the number of its row.
    pub fn follow_ups<'a>(
        &'a self,
        filter: &'a Filter,
        zone: &'a Zone,
    ) -> Result<impl Iterator<Item = (usize, FollowUpPromise)> + 'a, Problem> {
        let row_filter = self.row_filter(filter, zone)?;
        let wanted = move |at: &usize| self.packed(*at).is_some_and(|row| row_filter.seen(*at, row).is_some());
        Ok(self.follow_ups.iter().filter(move |(at, _)| wanted(at)))
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
        self.blocks.iter().map(|block| block.capacity() * size_of::<PackedRow>()).sum::<usize>()
            + self.blocks.capacity() * size_of::<Vec<PackedRow>>()
            + self.segments.bytes()
            + self.questions.bytes()
            + self.times.bytes()
            + self.follow_ups.bytes()
    }
}
