//! Days, ISO weeks, months, quarters and years.

use serde::{Deserialize, Serialize};

use crate::timestamp::{civil, days_of};
use crate::{Day, Zone};

/// The first day that a response can be from: nobody asked this way before.
const FIRST: i64 = 10_957;

/// The days of a zone on which a response can have been submitted. What is dated outside of them is from a clock that is
/// wrong: it counts in every total, and on no day.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    zone: &'a Zone,
    newest: Option<Day>,
}

impl<'a> Calendar<'a> {
    /// Every day from 2000-01-01 on.
    pub fn new(zone: &'a Zone) -> Self {
        Self { zone, newest: None }
    }

    /// Every day from 2000-01-01 to `newest`, where there is one.
    pub fn until(zone: &'a Zone, newest: Option<Day>) -> Self {
        Self { zone, newest }
    }

    /// The day of a moment in milliseconds since 1970 began in UTC. `None` where it cannot be.
    pub fn day(&self, unix_ms: i64) -> Option<Day> {
        let day = self.zone.day(unix_ms);
        (i64::from(day.number()) >= FIRST && self.newest.is_none_or(|newest| day <= newest)).then_some(day)
    }
}

/// What a trend is cut into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// One day of the calendar.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A month of the calendar.
    Month,
    /// Three months, from January, April, July or October on.
    Quarter,
    /// A year of the calendar.
    Year,
}

impl Unit {
    /// All of them, the shortest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// `day`, `week`, `month`, `quarter`, `year`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The number of the bucket that holds a day: neighbours have neighbouring numbers.
    pub fn bucket(self, day: Day) -> i64 {
        let number = i64::from(day.number());
        match self {
            Self::Day => number,
            // 1970-01-01 was a Thursday.
            Self::Week => (number + 3).div_euclid(7),
            Self::Month => {
                let (year, month, _) = civil(number);
                year * 12 + month - 1
            }
            Self::Quarter => Self::Month.bucket(day).div_euclid(3),
            Self::Year => civil(number).0,
        }
    }

    /// The first day of a bucket.
    pub fn first(self, bucket: i64) -> Day {
        match self {
            Self::Day => Day::new(bucket),
            Self::Week => Day::new(bucket * 7 - 3),
            Self::Month => Day::new(days_of(bucket.div_euclid(12), bucket.rem_euclid(12) + 1, 1).unwrap_or(i64::MAX)),
            Self::Quarter => Self::Month.first(bucket * 3),
            Self::Year => Self::Month.first(bucket * 12),
        }
    }

    /// The last day of a bucket.
    pub fn last(self, bucket: i64) -> Day {
        match self {
            Self::Day => Day::new(bucket),
            Self::Week => Day::new(bucket * 7 + 3),
            _ => Day::new(i64::from(self.first(bucket + 1).number()) - 1),
        }
    }

    /// `2026-03-14`, `2026-W11`, `2026-03`, `2026-Q1`, `2026`.
    pub fn label(self, bucket: i64) -> String {
        let first = self.first(bucket);
        match self {
            Self::Day => first.to_string(),
            Self::Week => {
                // The year of a week is that of its Thursday.
                let thursday = bucket * 7;
                let (year, ..) = civil(thursday);
                let week = days_of(year, 1, 1).map_or(0, |new_year| (thursday - new_year) / 7 + 1);
                format!("{year:04}-W{week:02}")
            }
            Self::Month => first.to_string().chars().take(7).collect(),
            Self::Quarter => format!("{:04}-Q{}", bucket.div_euclid(4), bucket.rem_euclid(4) + 1),
            Self::Year => format!("{bucket:04}"),
        }
    }

    /// So many buckets make the rolling window: a week, four weeks, a quarter, a year, two years.
    pub fn window(self) -> i64 {
        match self {
            Self::Day => 7,
            Self::Week | Self::Quarter => 4,
            Self::Month => 3,
            Self::Year => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_cannot_be_are_none() {
        let utc = Zone::utc();
        let check = |newest: Option<&str>, moment: &str, day: Option<&str>| {
            let newest = newest.map(|day| Day::parse(day).unwrap());
            let found = Calendar::until(&utc, newest).day(crate::Timestamp::parse(moment).unwrap().unix_ms());
            assert_eq!(found.map(|day| day.to_string()).as_deref(), day, "{moment}");
        };
        check(None, "1999-12-31T23:59:59Z", None);
        check(None, "2000-01-01T00:00:00Z", Some("2000-01-01"));
        check(None, "9999-12-31T00:00:00Z", Some("9999-12-31"));
        check(Some("2026-03-15"), "2026-03-15T23:59:59Z", Some("2026-03-15"));
        check(Some("2026-03-15"), "2026-03-16T00:00:00Z", None);
    }

    fn check(unit: Unit, day: &str, label: &str, first: &str, last: &str) {
        let bucket = unit.bucket(Day::parse(day).unwrap());
        let found = (unit.label(bucket), unit.first(bucket).to_string(), unit.last(bucket).to_string());
        assert_eq!(found, (label.to_owned(), first.to_owned(), last.to_owned()), "{day}");
    }

    #[test]
    fn weeks_are_those_of_iso_8601() {
        check(Unit::Week, "2026-03-14", "2026-W11", "2026-03-09", "2026-03-15");
        check(Unit::Week, "2021-01-03", "2020-W53", "2020-12-28", "2021-01-03");
        check(Unit::Week, "2021-01-04", "2021-W01", "2021-01-04", "2021-01-10");
        check(Unit::Week, "2024-12-30", "2025-W01", "2024-12-30", "2025-01-05");
        check(Unit::Week, "1969-12-29", "1970-W01", "1969-12-29", "1970-01-04");
        check(Unit::Week, "2016-01-01", "2015-W53", "2015-12-28", "2016-01-03");
    }

    #[test]
    fn months_are_as_long_as_they_are() {
        check(Unit::Month, "2024-02-29", "2024-02", "2024-02-01", "2024-02-29");
        check(Unit::Month, "2026-12-31", "2026-12", "2026-12-01", "2026-12-31");
        check(Unit::Month, "1969-11-15", "1969-11", "1969-11-01", "1969-11-30");
        check(Unit::Day, "2026-03-14", "2026-03-14", "2026-03-14", "2026-03-14");
        check(Unit::Quarter, "2026-03-31", "2026-Q1", "2026-01-01", "2026-03-31");
        check(Unit::Quarter, "2026-10-01", "2026-Q4", "2026-10-01", "2026-12-31");
        check(Unit::Quarter, "1969-12-31", "1969-Q4", "1969-10-01", "1969-12-31");
        check(Unit::Year, "2024-02-29", "2024", "2024-01-01", "2024-12-31");
    }
}
