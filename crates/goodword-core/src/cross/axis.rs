//! What rows and columns of a table can be.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::calendar::Unit;
use crate::{Problem, Segment};

/// One way to set responses apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Axis {
    /// A segment, or a question of the owner's own.
    Segment(Segment),
    /// One of the three scored questions.
    Question(StandardQuestion),
    /// A stretch of the calendar.
    Calendar(Unit),
    /// A time that comes again.
    Time(TimeOfDay),
}

/// A question that every survey can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandardQuestion {
    /// 1 to 5.
    Empathy,
    /// Broken, kept, exceeded, none.
    Promise,
    /// Detractors, passives, promoters.
    Recommend,
}

/// A time that comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeOfDay {
    /// Monday to Sunday.
    Weekday,
    /// 0 to 23.
    Hour,
}

/// Names of weekdays, as ISO 8601 orders them.
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const RECOMMEND: [&str; 3] = ["detractors", "passives", "promoters"];

impl Axis {
    /// `device` or another segment, `answers.` and the name of a question, `empathy`, `promise`, `recommend`, `day`, `week`,
    /// `month`, `quarter`, `year`, `weekday`, `hour`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let unit = Unit::ALL.into_iter().find(|unit| unit.as_str() == text).map(Self::Calendar);
        let known = match text {
            "empathy" => Some(Self::Question(StandardQuestion::Empathy)),
            "promise" => Some(Self::Question(StandardQuestion::Promise)),
            "recommend" => Some(Self::Question(StandardQuestion::Recommend)),
            "weekday" => Some(Self::Time(TimeOfDay::Weekday)),
            "hour" => Some(Self::Time(TimeOfDay::Hour)),
            _ => Segment::parse(text).ok().map(Self::Segment),
        };
        unit.or(known).ok_or_else(|| {
            Problem::whole(
                "must be device, locale, page, survey_version, quality, identity, order, fields. or answers. and a name, empathy, promise, recommend, day, week, month, quarter, year, weekday or hour",
            )
        })
    }

    /// The segment that must be kept for it.
    pub fn segment(&self) -> Option<&Segment> {
        if let Self::Segment(segment) = self { Some(segment) } else { None }
    }

    /// Whether its values have an order of their own, which is that of their numbers.
    pub fn is_ordered(&self) -> bool {
        !matches!(self, Self::Segment(_))
    }

    /// Whether its values follow each other in time.
    pub fn unit(&self) -> Option<Unit> {
        if let Self::Calendar(unit) = self { Some(*unit) } else { None }
    }

    /// What a number of an ordered one is called.
    pub fn label(&self, number: i64) -> String {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let of = |names: &[&str]| names.get(at).copied().unwrap_or_default().to_owned();
        match self {
            Self::Calendar(unit) => unit.label(number),
            Self::Time(TimeOfDay::Weekday) => of(&WEEKDAYS),
            Self::Time(TimeOfDay::Hour) => format!("{number:02}:00"),
            Self::Question(StandardQuestion::Recommend) => of(&RECOMMEND),
            Self::Question(StandardQuestion::Promise) => {
                crate::Promise::ALL.get(at).map_or("", |promise| promise.as_str()).to_owned()
            }
            Self::Question(StandardQuestion::Empathy) | Self::Segment(_) => number.to_string(),
        }
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Segment(segment) => return segment.fmt(f),
            Self::Question(StandardQuestion::Empathy) => "empathy",
            Self::Question(StandardQuestion::Promise) => "promise",
            Self::Question(StandardQuestion::Recommend) => "recommend",
            Self::Calendar(unit) => unit.as_str(),
            Self::Time(TimeOfDay::Weekday) => "weekday",
            Self::Time(TimeOfDay::Hour) => "hour",
        })
    }
}

impl Serialize for Axis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Axis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_axis_reads_back() {
        for name in [
            "device",
            "fields.plan",
            "answers.city",
            "empathy",
            "promise",
            "recommend",
            "day",
            "week",
            "month",
            "quarter",
            "year",
            "weekday",
            "hour",
        ] {
            assert_eq!(Axis::parse(name).unwrap().to_string(), name);
        }
        for wrong in ["", "comment", "answers.empathy", "answers.", "Device", "minute"] {
            assert!(Axis::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_have_names() {
        let check = |axis: &str, number, expect: &str| assert_eq!(Axis::parse(axis).unwrap().label(number), expect);
        check("weekday", 0, "Monday");
        check("hour", 7, "07:00");
        check("recommend", 2, "promoters");
        check("promise", 1, "kept");
        check("quarter", 2026 * 4, "2026-Q1");
        check("weekday", 9, "");
    }
}
