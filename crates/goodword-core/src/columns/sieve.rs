//! Which rows count and are wanted.

use super::Columns;
use super::filter::{Filter, Seen};
use super::row::Packed;
use super::segments::Place;
use crate::{Problem, Zone};

/// A filter, made ready for the rows of some columns.
pub struct Sieve<'a> {
    columns: &'a Columns,
    filter: Filter,
    zone: &'a Zone,
    /// A value that no row has is `None`, and then nothing is wanted.
    codes: Vec<(Place, Option<u16>)>,
}

impl<'a> Sieve<'a> {
    /// A segment that was not kept is a problem.
    pub fn new(columns: &'a Columns, filter: &Filter, zone: &'a Zone) -> Result<Self, Problem> {
        let mut codes = Vec::new();
        for (segment, value) in &filter.segments {
            let place = columns.segments.place(segment)?;
            let code = value.as_ref().map_or(Some(0), |value| columns.segments.find(place, value));
            codes.push((place, code));
        }
        Ok(Self { columns, filter: filter.clone(), zone, codes })
    }

    /// What was seen of a row that counts and is wanted.
    pub fn seen(&self, at: usize, row: &Packed) -> Option<Seen> {
        if row.is_superseded() {
            return None;
        }
        let open = row.open("");
        let seen = Seen {
            day: self.zone.day(open.submitted_ms),
            empathy: open.empathy,
            promise: open.promise,
            recommend: open.recommend,
            comment: open.has_comment,
            complete: open.complete,
        };
        let found = |(place, code): &(Place, Option<u16>)| {
            *code == Some(self.columns.segments.code(*place, at, row.is_ordered()))
        };
        (self.filter.wants(&seen) && self.codes.iter().all(found)).then_some(seen)
    }
}
