//! Which responses are wanted.

use crate::calendar::Calendar;
use crate::{Day, Empathy, Promise, Recommend, Record, Segment, Zone};

/// Every condition must hold; none at all wants everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The only survey that is wanted.
    pub survey: Option<String>,
    /// The first day that is wanted.
    pub since: Option<Day>,
    /// The day after the last that is wanted.
    pub until: Option<Day>,
    /// With, or without, a day: without one is what a clock that was wrong has dated.
    pub dated: Option<bool>,
    /// The lowest and the highest score of empathy, 1 to 5, both wanted.
    pub empathy: Option<(u8, u8)>,
    /// What became of the promise.
    pub promise: Option<Promise>,
    /// The lowest and the highest score of recommend, 0 to 10, both wanted.
    pub recommend: Option<(u8, u8)>,
    /// With, or without, a comment.
    pub comment: Option<bool>,
    /// Come, or not come, to the end.
    pub complete: Option<bool>,
    /// Values of segments; `None` is those who say nothing about it. Of several values of one segment any is wanted.
    pub segments: Vec<(Segment, Option<String>)>,
    /// Values that are not wanted.
    pub without: Vec<(Segment, Option<String>)>,
    /// The value that one of two groups has besides.
    pub group: Option<(Segment, Option<String>)>,
}

/// What a filter looks at beside segments.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowValues {
    /// `None` where no clock can have said it: then it lies within no days that are asked for.
    pub day: Option<Day>,
    pub empathy: Option<Empathy>,
    pub promise: Option<Promise>,
    pub recommend: Option<Recommend>,
    pub comment: bool,
    pub complete: bool,
}

impl Filter {
    pub(super) fn wants(&self, seen: &RowValues) -> bool {
        let within = |range: Option<(u8, u8)>, score: Option<u8>| {
            range.is_none_or(|(least, most)| score.is_some_and(|score| (least..=most).contains(&score)))
        };
        self.since.is_none_or(|since| seen.day.is_some_and(|day| since <= day))
            && self.until.is_none_or(|until| seen.day.is_some_and(|day| day < until))
            && self.dated.is_none_or(|dated| seen.day.is_some() == dated)
            && within(self.empathy, seen.empathy.map(Empathy::score))
            && within(self.recommend, seen.recommend.map(Recommend::score))
            && self.promise.is_none_or(|promise| seen.promise == Some(promise))
            && self.comment.is_none_or(|comment| seen.comment == comment)
            && self.complete.is_none_or(|complete| seen.complete == complete)
    }

    /// Whether a record is wanted, by the days of `zone`.
    pub fn matches(&self, record: &Record, zone: &Zone) -> bool {
        let seen = RowValues {
            day: Calendar::new(zone).day(record.submitted_ms),
            empathy: record.empathy,
            promise: record.promise,
            recommend: record.recommend,
            comment: record.has_comment,
            complete: record.complete,
        };
        let of_survey = self.survey.as_deref().is_none_or(|survey| survey == record.survey.as_str());
        let has = |(segment, value): &(Segment, Option<String>)| {
            let said = segment.of(record);
            value.as_ref().map_or(said.is_empty(), |value| said.contains(value))
        };
        // Each segment that is named has one of its values.
        let any = |of: &(Segment, _)| self.segments.iter().filter(|(segment, _)| *segment == of.0).any(has);
        let segments = self.segments.iter().all(any) && self.group.iter().all(has) && !self.without.iter().any(has);
        of_survey && self.wants(&seen) && segments
    }
}
