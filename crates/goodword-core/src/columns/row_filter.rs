//! Which rows count and are wanted.

use super::filter::{Filter, RowValues};
use super::row::PackedRow;
use super::slot::Slot;
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
    filter: Filter,
    calendar: Calendar<'a>,
    survey: SurveyRule,
    /// Of each slot any of its codes. A value that no row has gives none, and no row has it.
    any: Vec<(Slot<'a>, Vec<u16>)>,
    without: Vec<(Slot<'a>, Vec<u16>)>,
}

impl<'a> RowFilter<'a> {
    /// A segment, or a value of one, that was not kept is a problem.
    pub fn new(
        slot_of: impl Fn(&Segment) -> Result<Slot<'a>, Problem>,
        filter: &Filter,
        calendar: Calendar<'a>,
        survey: SurveyRule,
    ) -> Result<Self, Problem> {
        let slot = |(segment, value): &(Segment, Option<String>)| {
            let slot = slot_of(segment)?;
            Ok::<_, Problem>((slot, slot.codes(segment, value.as_deref())?))
        };
        let mut any: Vec<(&Segment, (Slot<'a>, Vec<u16>))> = Vec::new();
        for wanted in &filter.segments {
            let (slot, more) = slot(wanted)?;
            match any.iter_mut().find(|(of, _)| **of == wanted.0) {
                Some((_, (_, codes))) => codes.extend(more),
                None => any.push((&wanted.0, (slot, more))),
            }
        }
        let mut any: Vec<_> = any.into_iter().map(|(_, of)| of).collect();
        any.extend(filter.group.iter().map(slot).collect::<Result<Vec<_>, _>>()?);
        let without = filter.without.iter().map(slot).collect::<Result<_, _>>()?;
        Ok(Self { filter: filter.clone(), calendar, survey, any, without })
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
        let has = |(slot, codes): &(Slot<'_>, Vec<u16>)| codes.contains(&slot.code(at, row.is_ordered()));
        let wanted = self.filter.wants(&seen) && self.any.iter().all(has) && !self.without.iter().any(has);
        wanted.then_some(seen)
    }
}
