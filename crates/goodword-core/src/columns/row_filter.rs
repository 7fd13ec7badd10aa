//! Which rows count and are wanted.

use super::filter::{Filter, RowValues};
use super::row::PackedRow;
use super::segments::{SegmentSlot, Segments};
use crate::calendar::Calendar;
use crate::{Problem, Segment};

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
    /// Of each slot any of its codes. A value that no row has is `None`, and no row has it.
    any: Vec<(SegmentSlot, Vec<Option<u16>>)>,
    without: Vec<(SegmentSlot, Option<u16>)>,
}

impl<'a> RowFilter<'a> {
    /// A segment, or a value of one, that was not kept is a problem.
    pub fn new(
        segments: &'a Segments,
        filter: &Filter,
        calendar: Calendar<'a>,
        survey: SurveyRule,
    ) -> Result<Self, Problem> {
        let code = |(segment, value): &(Segment, Option<String>)| {
            let slot = segments.slot(segment)?;
            let code = value.as_ref().map_or(Ok(Some(0)), |value| segments.find(slot, value))?;
            Ok::<_, Problem>((slot, code))
        };
        let mut any: Vec<(SegmentSlot, Vec<Option<u16>>)> = Vec::new();
        for wanted in &filter.segments {
            let (slot, code) = code(wanted)?;
            match any.iter_mut().find(|(of, _)| *of == slot) {
                Some((_, codes)) => codes.push(code),
                None => any.push((slot, vec![code])),
            }
        }
        for (slot, code) in filter.group.iter().map(code).collect::<Result<Vec<_>, _>>()? {
            any.push((slot, vec![code]));
        }
        let without = filter.without.iter().map(code).collect::<Result<_, _>>()?;
        Ok(Self { segments, filter: filter.clone(), calendar, survey, any, without })
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
        let code = |slot: SegmentSlot| Some(self.segments.code(slot, at, row.is_ordered()));
        let wanted = self.filter.wants(&seen)
            && self.any.iter().all(|(slot, codes)| codes.contains(&code(*slot)))
            && !self.without.iter().any(|(slot, not)| *not == code(*slot));
        wanted.then_some(seen)
    }
}
