//! Named time zones as plain data, and the days in them.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::timestamp::{civil, days_of};

/// The seconds of Unix time whose offsets are told apart: the years 2000 to 2037, behind which editions only go on.
const RULES: Range<i64> = 946_684_800..2_145_916_800;

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

    /// Eight digits that stand for what its clocks do from 2000 to 2037: the same wherever two editions of the tz database
    /// agree on that. By FNV-1a (Fowler, Noll & Vo), of 32 bits.
    pub fn rules(&self) -> String {
        let mut offset = self.offset(RULES.start * 1000);
        let mut hash = fnv(0x811c_9dc5, &offset.to_be_bytes());
        for (from, next) in self.transitions.iter().filter(|(from, _)| RULES.contains(from)) {
            if *next != offset {
                hash = fnv(fnv(hash, &from.to_be_bytes()), &next.to_be_bytes());
                offset = *next;
            }
        }
        format!("{hash:08x}")
    }

    /// The hour on the clocks of this zone, 0 to 23.
    pub fn hour(&self, unix_ms: i64) -> i64 {
        let seconds = unix_ms.div_euclid(1000).saturating_add(i64::from(self.offset(unix_ms)));
        seconds.rem_euclid(86_400) / 3600
    }

    /// The day on the calendar of this zone.
    pub fn day(&self, unix_ms: i64) -> Day {
        let seconds = unix_ms.div_euclid(1000).saturating_add(i64::from(self.offset(unix_ms)));
        Day::new(seconds.div_euclid(86_400))
    }
}

fn fnv(hash: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(zone: &Zone, time: &str, day: &str) {
        let time = crate::Timestamp::parse(time).unwrap();
        assert_eq!(zone.day(time.unix_ms()).to_string(), day, "{time:?}");
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_zone() {
        check(&Zone::utc(), "1969-12-31T23:59:59.999Z", "1969-12-31");
        check(&Zone::utc(), "1970-01-01T00:00:00Z", "1970-01-01");
        let summer = Zone::new("Europe/Berlin", vec![(1_792_890_000, 3600), (1_774_746_000, 7200)], 3600);
        check(&summer, "2026-03-28T22:59:59Z", "2026-03-28");
        check(&summer, "2026-03-28T23:00:00Z", "2026-03-29");
        check(&summer, "2026-03-29T22:00:00Z", "2026-03-30");
        check(&summer, "2026-10-25T22:59:59Z", "2026-10-25");
        check(&summer, "2026-10-25T23:00:00Z", "2026-10-26");
    }

    #[test]
    fn an_offset_holds_from_its_second_on() {
        let zone = Zone::new("made", vec![(10, 7)], -3);
        assert_eq!([0, 9_999, 10_000, 10_001].map(|ms| zone.offset(ms)), [-3, -3, 7, 7]);
    }

    #[test]
    fn rules_are_those_of_the_offsets_and_of_nothing_else() {
        let zone = |name: &str, transitions: &[(i64, i32)]| Zone::new(name, transitions.to_vec(), 3600).rules();
        let summer = [(1_774_746_000, 7200), (1_792_890_000, 3600)];
        let same = zone("A", &summer);
        // A change that changes nothing, and what lies outside of the years that are told apart.
        assert_eq!(zone("B", &[(1_700_000_000, 3600), summer[0], summer[1], (4_000_000_000, 0)]), same);
        for other in [&summer[..1], &[(1_774_746_001, 7200), summer[1]], &[]] {
            assert_ne!(zone("A", other), same, "{other:?}");
        }
        assert_eq!(Zone::utc().rules(), "4b95f515");
    }

    #[test]
    fn days_outside_of_four_digits_are_held() {
        assert_eq!(Day::new(i64::MIN).to_string(), "0000-01-01");
        assert_eq!(Day::new(i64::MAX).to_string(), "9999-12-31");
        let text = |text: &str| Day::parse(text).map(Day::number);
        assert_eq!(text("1970-01-02"), Some(1));
        assert_eq!([text("2026-02-29"), text("26-03-14"), text("2026-3-14"), text("+026-03-14"), text("")], [None; 5]);
    }
}
