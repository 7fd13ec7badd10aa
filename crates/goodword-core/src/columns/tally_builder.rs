//! Rows to a tally, counted in steps.

use super::Columns;
use super::batch::Batch;
use super::filter::{Filter, RowValues};
use super::questions;
use super::row::PackedRow;
use super::row_filter::RowFilter;
use super::slot::Slot;
use crate::cube::Cube;
use crate::tally::{Observation, Tally};
use crate::{Problem, Segment, Zone};

/// A tally in the making.
pub struct TallyBuilder<'a> {
    columns: &'a Columns,
    row_filter: RowFilter<'a>,
    tally: Tally,
    /// The cubes of each segment, by code.
    slots: Vec<(Slot<'a>, Vec<Cube>)>,
    surveys: Vec<u64>,
    questions: questions::AnswerCounter<'a>,
    batch: Batch,
    /// Rows of surveys that are left out, and those of them that are superseded.
    others: (u64, u64),
    /// The number of the next row to be looked at.
    at: usize,
}

impl Columns {
    /// Counts the responses that count, by the days of `zone`.
    pub fn tally(&self, zone: &Zone) -> Tally {
        // Without segments there is none that was not kept.
        self.tally_where(&Filter::default(), &[], zone).unwrap_or_else(|_| Tally::new(zone))
    }

    /// Counts the responses that count and are wanted, by the days of `zone` and by segments that were kept: the same as
    /// pushing them one by one, but that a segment or question of more than 4,094 values in all that was read counts as
    /// one of too many.
    pub fn tally_where(&self, filter: &Filter, by: &[Segment], zone: &Zone) -> Result<Tally, Problem> {
        let mut builder = self.tally_builder(filter, by, zone)?;
        builder.count(usize::MAX);
        Ok(builder.finish())
    }

    /// Begins to count, as [`Columns::tally_where`] does.
    pub fn tally_builder<'a>(
        &'a self,
        filter: &Filter,
        by: &[Segment],
        zone: &'a Zone,
    ) -> Result<TallyBuilder<'a>, Problem> {
        let tally = Tally::by(zone, by);
        let mut slots = Vec::new();
        for segment in tally.by.keys() {
            slots.push((self.slot(segment)?, Vec::new()));
        }
        Ok(TallyBuilder {
            columns: self,
            row_filter: self.row_filter(filter, zone)?,
            tally,
            slots,
            surveys: vec![0; self.surveys.len() + 1],
            questions: self.questions.counter(),
            batch: Batch::default(),
            others: (0, 0),
            at: 0,
        })
    }

    fn observation(&self, at: usize, row: &PackedRow, seen: &RowValues) -> Observation {
        let scored = seen.empathy.is_some() || seen.promise.is_some() || seen.recommend.is_some();
        let order = self.segments.order(at).filter(|_| row.is_ordered());
        Observation {
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
}

impl TallyBuilder<'_> {
    /// Whether there are rows that were not looked at.
    pub fn is_open(&self) -> bool {
        self.at < self.columns.rows()
    }

    /// Looks at `rows` rows more; whether there are others.
    pub fn count(&mut self, rows: usize) -> bool {
        let end = self.at.saturating_add(rows).min(self.columns.rows());
        while self.at < end {
            let at = self.at;
            if let Some(row) = self.columns.packed(at) {
                self.look(at, row);
            }
            self.at += 1;
        }
        self.is_open()
    }

    /// Another survey is left out as if it had never been read, as the command line does.
    fn look(&mut self, at: usize, row: &PackedRow) {
        if self.row_filter.is_of_another(row) {
            self.others.0 += 1;
            self.others.1 += u64::from(row.is_superseded());
        } else if let Some(seen) = self.row_filter.seen(at, row) {
            self.take(at, row, &seen);
        }
    }

    fn take(&mut self, at: usize, row: &PackedRow, seen: &RowValues) {
        let mut observation = self.columns.observation(at, row, seen);
        self.batch.take(&mut observation);
        self.tally.count(&observation);
        self.questions.count(at, row.is_ordered());
        let survey = self.columns.surveys.len().min(row.survey.into());
        self.surveys.iter_mut().skip(survey).take(1).for_each(|n| *n += 1);
        for (slot, cubes) in &mut self.slots {
            let code = usize::from(slot.code(at, row.is_ordered()));
            if cubes.len() <= code {
                cubes.resize(code + 1, Cube::default());
            }
            cubes.iter_mut().skip(code).take(1).for_each(|cube| cube.add(observation.cell, 1));
        }
    }

    /// The tally of what was looked at.
    pub fn finish(self) -> Tally {
        let Self { columns, mut tally, .. } = self;
        self.questions.finish(&mut tally);
        self.batch.finish(&mut tally);
        for (counts, (slot, cubes)) in tally.by.values_mut().zip(&self.slots) {
            slot.count(cubes, counts);
        }
        // The last is of surveys beyond the 65,535th, whose names are not kept.
        let named = columns.surveys.iter().cloned().chain([String::new()]).zip(self.surveys);
        tally.surveys = named.filter(|(_, n)| *n > 0).collect();
        let (others, superseded) = self.others;
        (tally.lines, tally.superseded) = (columns.lines - others, columns.superseded - superseded);
        tally.bad = columns.bad_lines;
        tally.left_out = tally.lines - tally.bad - tally.superseded - tally.responses;
        tally
    }
}
