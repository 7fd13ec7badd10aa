//! Rows to a tally, counted in steps.

use super::Columns;
use super::batch::Batch;
use super::filter::{Filter, Seen};
use super::questions;
use super::row::Packed;
use super::segments::Place;
use super::sieve::Sieve;
use crate::cube::Cube;
use crate::tally::{Counted, Tally};
use crate::{Problem, Segment, Zone};

/// A tally in the making.
pub struct Counting<'a> {
    columns: &'a Columns,
    sieve: Sieve<'a>,
    tally: Tally,
    /// The cubes of each segment, by code.
    places: Vec<(Place, Vec<Cube>)>,
    surveys: Vec<u64>,
    questions: questions::Counter<'a>,
    batch: Batch,
    /// The next row.
    at: usize,
}

impl Columns {
    /// Begins to count, as [`Columns::tally_where`] does.
    pub fn counting<'a>(&'a self, filter: &Filter, by: &[Segment], zone: &'a Zone) -> Result<Counting<'a>, Problem> {
        let tally = Tally::by(zone, by);
        let mut places = Vec::new();
        for segment in tally.by.keys() {
            places.push((self.segments.place(segment)?, Vec::new()));
        }
        Ok(Counting {
            columns: self,
            sieve: Sieve::new(self, filter, zone)?,
            tally,
            places,
            surveys: vec![0; self.surveys.len() + 1],
            questions: self.questions.counter(),
            batch: Batch::default(),
            at: 0,
        })
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
}

impl Counting<'_> {
    /// Whether there are rows that were not looked at.
    pub fn is_open(&self) -> bool {
        self.at < self.columns.rows()
    }

    /// Looks at `rows` rows more; whether there are others.
    pub fn count(&mut self, rows: usize) -> bool {
        let end = self.at.saturating_add(rows).min(self.columns.rows());
        while self.at < end {
            let at = self.at;
            if let Some(row) = self.columns.packed(at)
                && let Some(seen) = self.sieve.seen(at, row)
            {
                self.take(at, row, &seen);
            }
            self.at += 1;
        }
        self.is_open()
    }

    fn take(&mut self, at: usize, row: &Packed, seen: &Seen) {
        let mut counted = self.columns.counted(at, row, seen);
        self.batch.take(&mut counted);
        self.tally.count(&counted);
        self.questions.count(at, row.is_ordered());
        let survey = self.columns.surveys.len().min(row.survey.into());
        self.surveys.iter_mut().skip(survey).take(1).for_each(|n| *n += 1);
        for (place, cubes) in &mut self.places {
            let code = usize::from(self.columns.segments.code(*place, at, row.is_ordered()));
            if cubes.len() <= code {
                cubes.resize(code + 1, Cube::default());
            }
            cubes.iter_mut().skip(code).take(1).for_each(|cube| cube.add(counted.cell, 1));
        }
    }

    /// The tally of what was looked at.
    pub fn finish(self) -> Tally {
        let Self { columns, mut tally, .. } = self;
        self.questions.finish(&mut tally);
        self.batch.finish(&mut tally);
        for (counts, (place, cubes)) in tally.by.values_mut().zip(&self.places) {
            columns.segments.count(*place, cubes, counts);
        }
        // The last is of surveys beyond the 65,535th, whose names are not kept.
        let named = columns.surveys.iter().cloned().chain([String::new()]).zip(self.surveys);
        tally.surveys = named.filter(|(_, n)| *n > 0).collect();
        (tally.lines, tally.bad, tally.superseded) = (columns.lines, columns.bad_lines, columns.superseded);
        tally.left_out = columns.lines - columns.bad_lines - columns.superseded - tally.responses;
        tally
    }
}
