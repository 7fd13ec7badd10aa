//! Where it stands what a row says of a segment.

use super::questions::QuestionColumn;
use super::segments::{SegmentSlot, Segments};
use crate::cube::Cube;
use crate::tally::segment::SegmentCounts;
use crate::{Problem, Segment};

/// A place that gives each row a small number, 0 where it says nothing.
#[derive(Clone, Copy)]
pub enum Slot<'a> {
    /// A segment that was kept, or the order.
    Segment(&'a Segments, SegmentSlot),
    /// A question of the owner's own; `None` is one that nobody was asked.
    Question(Option<&'a QuestionColumn>),
}

impl Slot<'_> {
    /// The number of a row; `ordered` says whether it is known which questions were reached.
    pub fn code(&self, row: usize, ordered: bool) -> u16 {
        match self {
            Self::Segment(segments, slot) => segments.code(*slot, row, ordered),
            Self::Question(column) => column.map_or(0, |column| column.row(row)),
        }
    }

    /// The numbers that say a value, or that say nothing. A problem where that is not known of all rows.
    pub fn codes(&self, segment: &Segment, value: Option<&str>) -> Result<Vec<u16>, Problem> {
        match (self, value) {
            (Self::Segment(..), None) => Ok(vec![0]),
            (Self::Segment(segments, slot), Some(value)) => Ok(segments.find(*slot, value)?.into_iter().collect()),
            (Self::Question(None), value) => Ok(value.is_none().then_some(0).into_iter().collect()),
            (Self::Question(Some(column)), Some(_)) if column.has_more() => {
                let rule =
                    "has over 4,094 different answers, of which the later ones were not kept when they were read";
                Err(Problem::new(segment.to_string(), rule))
            }
            (Self::Question(Some(column)), value) => {
                let says = |code: &u16| {
                    let said = column.values(*code).unwrap_or_default();
                    value.map_or(said.is_empty(), |value| said.iter().any(|one| one == value))
                };
                Ok(value.is_none().then_some(0).into_iter().chain(column.codes().filter(says)).collect())
            }
        }
    }

    /// What a number says: nothing, a value, or several; `None` where it was not kept.
    pub fn values(&self, code: u16) -> Option<Vec<String>> {
        match self {
            _ if code == 0 => Some(Vec::new()),
            Self::Segment(segments, slot) => segments.text(*slot, code).map(|value| vec![value]),
            Self::Question(column) => column.and_then(|column| column.values(code)),
        }
    }

    /// Adds the cube of each number to `counts`.
    pub fn count(&self, cubes: &[Cube], counts: &mut SegmentCounts) {
        for (code, cube) in (0_u16..).zip(cubes).filter(|(_, cube)| cube.total() > 0) {
            match self.values(code) {
                Some(values) if values.is_empty() => counts.add(None, cube),
                Some(values) => values.iter().for_each(|value| counts.add(Some(value), cube)),
                None => counts.drop_values(),
            }
        }
    }
}
