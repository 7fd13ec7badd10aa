//! Named time zones as plain data, and the days in them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::timestamp::{civil, days_of};

/// A time zone: its name, and from when on which offset holds. Made at the edges, from jiff or from `Intl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    first: i32,
    transitions: Vec<(i64, i32)>,
}

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self::new("UTC", Vec::new(), 0)
    }

    /// `first` seconds east of UTC until the first of `transitions`, each of which is a Unix second and the offset
    /// in seconds east that holds from then on. They may come in any order.
    pub fn new(name: impl Into<String>, mut transitions: Vec<(i64, i32)>, first: i32) -> Self {
        transitions.sort_by_key(|(from, _)| *from);
        Self { name: name.into(), first, transitions }
    }

    /// The name, such as `Europe/Berlin`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Seconds east of UTC at `unix_ms` milliseconds after 1970 began in UTC.
    pub fn offset(&self, unix_ms: i64) -> i32 {
        let seconds = unix_ms.div_euclid(1000);
        let passed = self.transitions.partition_point(|(from, _)| *from <= seconds);
        let last = passed.checked_sub(1).and_then(|last| self.transitions.get(last));
        last.map_or(self.first, |(_, offset)| *offset)
    }

    /// The day on the calendar of this zone.
    pub fn day(&self, unix_ms: i64) -> Day {
        let seconds = unix_ms.div_euclid(1000).saturating_add(i64::from(self.offset(unix_ms)));
        Day::new(seconds.div_euclid(86_400))
    }
}

/// A day, as days since 1970-01-01. Written `2026-03-14`; held within the years 0000 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(i32);

impl Day {
    const FIRST: i32 = -719_528;
    const LAST: i32 = 2_932_896;

    /// The day `days` after 1970-01-01.
    pub fn new(days: i64) -> Self {
        Self(i32::try_from(days.clamp(Self::FIRST.into(), Self::LAST.into())).unwrap_or(0))
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// Reads `2026-03-14`.
    pub fn parse(text: &str) -> Option<Self> {
        let [year @ .., b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            digits
                .iter()
                .try_fold(0_i64, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i64::from(*digit - b'0')))
        };
        let year = (year.len() == 4).then(|| number(year)).flatten()?;
        days_of(year, number(&[*m1, *m2])?, number(&[*d1, *d2])?).map(Self::new)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.0.into());
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("must be a day such as 2026-03-14"))
    }
}
