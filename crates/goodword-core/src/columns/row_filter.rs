//! Which rows count and are wanted.

use super::filter::{Filter, RowValues};
use super::row::PackedRow;
use super::segments::{SegmentSlot, Segments};
use crate::Problem;
use crate::calendar::Calendar;

/// Which surveys count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SurveyRule {
    /// Every one.
    All,
    /// The one of this number; `None` is one that nobody answered.
    Only(Option<u16>),
}

/// A filter, made ready for the rows of some columns.
pub struct RowFilter<'a> {
    segments: &'a Segments,
    filter: Filter,
    calendar: Calendar<'a>,
    survey: SurveyRule,
    /// A value that no row has is `None`, and then nothing is wanted.
    codes: Vec<(SegmentSlot, Option<u16>)>,
}

impl<'a> RowFilter<'a> {
    /// A segment, or a value of one, that was not kept is a problem.
    pub fn new(
        segments: &'a Segments,
        filter: &Filter,
        calendar: Calendar<'a>,
        survey: SurveyRule,
    ) -> Result<Self, Problem> {
        let mut codes = Vec::new();
        for (segment, value) in &filter.segments {
            let slot = segments.slot(segment)?;
            let code = value.as_ref().map_or(Ok(Some(0)), |value| segments.find(slot, value))?;
            codes.push((slot, code));
        }
        Ok(Self { segments, filter: filter.clone(), calendar, survey, codes })
    }

    /// Whether a row answers a survey that is left out.
    pub fn is_of_another(&self, row: &PackedRow) -> bool {
        matches!(self.survey, SurveyRule::Only(code) if code != Some(row.survey))
    }

    /// What was seen of a row that counts and is wanted.
    pub fn seen(&self, at: usize, row: &PackedRow) -> Option<RowValues> {
        if row.is_superseded() || self.is_of_another(row) {
            return None;
        }
        let open = row.open("");
        let seen = RowValues {
            day: self.calendar.day(open.submitted_ms),
            empathy: open.empathy,
            promise: open.promise,
            recommend: open.recommend,
            comment: open.has_comment,
            complete: open.complete,
        };
        let found =
            |(slot, code): &(SegmentSlot, Option<u16>)| *code == Some(self.segments.code(*slot, at, row.is_ordered()));
        (self.filter.wants(&seen) && self.codes.iter().all(found)).then_some(seen)
    }
}
