//! The values of segments, five in one word with the order of the questions, further ones beside it.

use std::collections::BTreeSet;

use super::interner::{Interner, OTHER, Overflow};
use super::sparse_column::SparseColumn;
use crate::question_order::QuestionOrder;
use crate::record::DetailKind;
use crate::{FieldName, Problem, Record, Segment};

/// Bits of the order, and of each code behind it.
const ORDER: u32 = 4;
const CODE: u32 = 12;
const IN_WORD: usize = 5;
/// Names of fields that are remembered though there is no room for what is said of them.
const UNKEPT: usize = 100;

/// The segments that were asked for before reading began, and each row's values.
#[derive(Debug, Clone, Default)]
pub struct Segments {
    kept: Vec<(Segment, Interner)>,
    words: SparseColumn<u64>,
    further: Vec<SparseColumn<u16>>,
    /// How many hidden fields more are kept as they are met; `None` where only those are that were asked for.
    room: Option<usize>,
    /// Those that were met when there was none.
    unkept: BTreeSet<String>,
}

/// Where a row's value of a segment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentSlot {
    /// It is the order of the questions.
    Order,
    /// One of those that were asked for.
    Kept(usize),
}

impl Segments {
    /// To keep these; the order of the questions is always kept, and so are answers, elsewhere.
    pub fn new(segments: &[Segment]) -> Self {
        let mut kept: Vec<(Segment, Interner)> = Vec::new();
        // Answers are kept whatever is asked for.
        for segment in segments.iter().filter(|segment| !matches!(segment, Segment::Order | Segment::Question(_))) {
            if !kept.iter().any(|(known, _)| known == segment) {
                kept.push((segment.clone(), Interner::default()));
            }
        }
        let further = vec![SparseColumn::default(); kept.len().saturating_sub(IN_WORD)];
        Self { kept, further, ..Self::default() }
    }

    /// Keeps `most` hidden fields more, as they are met.
    pub fn discover(&mut self, most: usize) {
        self.room = Some(most);
    }

    /// The segments that are kept.
    pub fn kept(&self) -> impl Iterator<Item = &Segment> {
        self.kept.iter().map(|(segment, _)| segment)
    }

    /// Those of which a row says something, or a value was expected.
    pub fn met(&self) -> impl Iterator<Item = &Segment> {
        self.kept.iter().filter(|(_, codes)| !codes.is_empty()).map(|(segment, _)| segment)
    }

    /// Hidden fields that were met when there was no room any more.
    pub fn unkept(&self) -> impl ExactSizeIterator<Item = &str> {
        self.unkept.iter().map(String::as_str)
    }

    /// Makes room for a field that is met for the first time: the rows before it say nothing about it. Its number.
    #[cold]
    fn meet(&mut self, field: &str) -> Option<usize> {
        if self.unkept.contains(field) {
            return None;
        }
        let name = FieldName::of(field)?;
        match self.room? {
            0 if self.unkept.len() < UNKEPT => _ = self.unkept.insert(field.to_owned()),
            0 => {}
            room => {
                self.room = Some(room - 1);
                self.kept.push((Segment::Field(name), Interner::default()));
                self.further.resize(self.kept.len().saturating_sub(IN_WORD), SparseColumn::default());
                return Some(self.kept.len() - 1);
            }
        }
        None
    }

    /// Keeps what a record says.
    pub fn keep(&mut self, row: usize, record: &Record) {
        let mut word = record.order.map_or(0, |order| u64::from(order.code()));
        for detail in record.details.iter().filter(|detail| detail.kind <= DetailKind::Field) {
            let known = self.kept.iter().position(|(segment, _)| segment.is_of(&detail));
            let is_new_field = known.is_none() && detail.kind == DetailKind::Field;
            let Some(at) = known.or_else(|| is_new_field.then(|| self.meet(detail.name)).flatten()) else { continue };
            let Some((segment, codes)) = self.kept.get_mut(at) else { continue };
            let code = segment.value(&detail).map_or(0, |value| codes.intern(value));
            match at.checked_sub(IN_WORD) {
                None => word |= u64::from(code) << shift(at),
                Some(at) => self.further.iter_mut().skip(at).take(1).for_each(|column| column.set(row, code)),
            }
        }
        self.words.set(row, word);
    }

    /// The order of a row that has one.
    pub fn order(&self, row: usize) -> Option<QuestionOrder> {
        QuestionOrder::from_code(u8::try_from(self.words.get(row) & ((1 << ORDER) - 1)).unwrap_or(0))
    }

    /// Where the values of a segment stand.
    pub fn slot(&self, segment: &Segment) -> Result<SegmentSlot, Problem> {
        if *segment == Segment::Order {
            return Ok(SegmentSlot::Order);
        }
        let at = self.kept.iter().position(|(kept, _)| kept == segment);
        at.map(SegmentSlot::Kept)
            .ok_or_else(|| Problem::new(segment.to_string(), "was not kept when the responses were read"))
    }

    /// The code of a row: of the order its own code + 1; 0 is missing.
    pub fn code(&self, slot: SegmentSlot, row: usize, ordered: bool) -> u16 {
        match slot {
            SegmentSlot::Order => self.order(row).filter(|_| ordered).map_or(0, |order| u16::from(order.code()) + 1),
            SegmentSlot::Kept(at) => match at.checked_sub(IN_WORD) {
                None => u16::try_from((self.words.get(row) >> shift(at)) & ((1 << CODE) - 1)).unwrap_or(OTHER),
                Some(at) => self.further.get(at).map_or(0, |column| column.get(row)),
            },
        }
    }

    /// The code of a value; `None` when no row has it. A problem when the segment has more values than were kept.
    pub fn find(&self, slot: SegmentSlot, value: &str) -> Result<Option<u16>, Problem> {
        match slot {
            SegmentSlot::Order => {
                let order = QuestionOrder::of(value.split(", "));
                Ok((order.to_string() == value).then(|| u16::from(order.code()) + 1))
            }
            SegmentSlot::Kept(at) => match self.kept.get(at) {
                None => Ok(None),
                Some((segment, codes)) => codes.find(value).map_err(|Overflow| {
                    let rule = format!(
                        "has over 4,094 values, and who says {value} was not kept when the responses were read"
                    );
                    Problem::new(segment.to_string(), rule)
                }),
            },
        }
    }

    /// Keeps a value apart, however many others there are. To be called before the first row.
    pub fn expect(&mut self, segment: &Segment, value: &str) {
        if let Some((_, codes)) = self.kept.iter_mut().find(|(kept, _)| kept == segment) {
            codes.intern(value);
        }
    }

    /// The value of a code; `None` of 0, and of what was not kept.
    pub fn text(&self, slot: SegmentSlot, code: u16) -> Option<String> {
        match slot {
            SegmentSlot::Order => {
                QuestionOrder::from_code(u8::try_from(code.checked_sub(1)?).ok()?).map(|order| order.to_string())
            }
            SegmentSlot::Kept(at) => self.kept.get(at).and_then(|(_, codes)| codes.text(code)).map(str::to_owned),
        }
    }

    /// Bytes allotted for rows.
    pub fn bytes(&self) -> usize {
        self.words.bytes() + self.further.iter().map(SparseColumn::bytes).sum::<usize>()
    }
}

fn shift(at: usize) -> u32 {
    ORDER + CODE * u32::try_from(at).unwrap_or(0)
}
