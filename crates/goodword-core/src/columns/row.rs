//! One response in 32 bytes.

use crate::{Empathy, Promise, Recommend, Record, ResponseId};

const COMPLETE: u64 = 1 << 10;
const COMMENT: u64 = 1 << 11;
const SUPERSEDED: u64 = 1 << 12;
const REACHED_COMMENT: u64 = 1 << 13;
const ORDERED: u64 = 1 << 14;
const TIME: u32 = 15;
const LEN: u32 = 24;

/// A row as it is kept.
#[derive(Debug, Clone, Copy)]
pub struct PackedRow {
    /// A mix of id and survey.
    pub id: u64,
    /// Offset in the source (40 bits: sources to 1 TiB), then length (24 bits).
    span: u64,
    /// From the low end: empathy (3 bits, 0 = none), promise (3), recommend + 1 (4), five flags, Unix ms (49, signed).
    detail: u64,
    /// Which state of the response: of one id the highest counts.
    pub seq: u32,
    source: u16,
    /// The number of its survey; from the 65,536th on they share the last.
    pub survey: u16,
}

/// A row as it is read: what filters, lists and downloads need, and where the whole line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// Index into the names of the sources.
    pub source: usize,
    /// Where the line begins in its source.
    pub offset: u64,
    /// The length of the line in bytes, at most 16 MiB.
    pub len: u32,
    /// The name of the survey it answers.
    pub survey: &'a str,
    /// When it was submitted, in milliseconds since 1970 began in UTC.
    pub submitted_ms: i64,
    /// The answer to the first question, 1 to 5.
    pub empathy: Option<Empathy>,
    /// The answer to the second.
    pub promise: Option<Promise>,
    /// The answer to the third, 0 to 10.
    pub recommend: Option<Recommend>,
    /// Whether the visitor came to the end.
    pub complete: bool,
    /// Whether there is a comment in the line.
    pub has_comment: bool,
}

impl PackedRow {
    /// Keeps what matters of a record found at `offset`.
    pub fn new(record: &Record, offset: u64, len: u32, source: u16, survey: u16) -> Self {
        let empathy = record.empathy.map_or(0, |empathy| u64::from(empathy.score()));
        let promise = (1..).zip(Promise::ALL).find(|(_, state)| record.promise == Some(*state)).map_or(0, |(at, _)| at);
        let recommend = record.recommend.map_or(0, |recommend| u64::from(recommend.score()) + 1);
        let flags = u64::from(record.complete) * COMPLETE + u64::from(record.has_comment) * COMMENT;
        let reached = u64::from(record.reached_comment) * REACHED_COMMENT + u64::from(record.order.is_some()) * ORDERED;
        let time = record.submitted_ms.cast_unsigned() << TIME;
        Self {
            id: mix(&record.id, survey),
            span: (offset << LEN) | u64::from(len),
            detail: time | flags | reached | (recommend << 6) | (promise << 3) | empathy,
            seq: record.seq,
            source,
            survey,
        }
    }

    /// Whether another response of the same id counts instead.
    pub fn is_superseded(&self) -> bool {
        self.detail & SUPERSEDED != 0
    }

    /// Marks whether it is superseded.
    pub fn supersede(&mut self, superseded: bool) {
        self.detail = (self.detail & !SUPERSEDED) | (u64::from(superseded) * SUPERSEDED);
    }

    /// Whether it is known which questions were reached.
    pub fn is_ordered(&self) -> bool {
        self.detail & ORDERED != 0
    }

    /// Whether the comment was reached.
    pub fn reached_comment(&self) -> bool {
        self.detail & REACHED_COMMENT != 0
    }

    /// Unpacks it; `survey` is the name that its number stands for.
    pub fn open<'a>(&self, survey: &'a str) -> Row<'a> {
        Row {
            source: self.source.into(),
            offset: self.span >> LEN,
            len: u32::try_from(self.span & ((1 << LEN) - 1)).unwrap_or(0),
            survey,
            submitted_ms: self.detail.cast_signed() >> TIME,
            empathy: level(&Empathy::ALL, self.detail & 7),
            promise: level(&Promise::ALL, (self.detail >> 3) & 7),
            recommend: level(&Recommend::ALL, (self.detail >> 6) & 15),
            complete: self.detail & COMPLETE != 0,
            has_comment: self.detail & COMMENT != 0,
        }
    }
}

fn level<T: Copy>(levels: &[T], code: u64) -> Option<T> {
    levels.get(usize::try_from(code).ok()?.checked_sub(1)?).copied()
}

/// 64 bits of the 16 bytes of an id and the number of its survey, each of which changes half of them. Two of ten
/// million ids fall together with a chance of 3 in a million.
pub fn mix(id: &ResponseId, survey: u16) -> u64 {
    let value = u128::from_be_bytes(*id.as_bytes());
    let [high, low] = [value >> 64, value & u128::from(u64::MAX)].map(|half| u64::try_from(half).unwrap_or(0));
    finish(high ^ finish(low ^ finish(u64::from(survey) + 1)))
}

/// The finisher of `SplitMix64` (Steele, Lea & Flood 2014, with Stafford's constants, variant 13).
fn finish(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
