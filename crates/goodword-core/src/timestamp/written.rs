//! Moments as spreadsheets, notebooks and databases write them, where that is no RFC 3339.

use super::{MS_PER_DAY, days_of, fraction, number};
use crate::number::whole;

/// What a text that is no RFC 3339 says about a moment, in milliseconds since 1970 began in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It names the moment.
    Moment(i64),
    /// It names no zone, and was read in UTC.
    WithoutZone(i64),
    /// It names a day alone, and was read as its noon in UTC, which is that day from Hawaii to Sydney.
    Day(i64),
    /// Day and month may stand for each other.
    DayOrMonth,
}

/// 2000-01-01 and 2100-01-01, in milliseconds: a bare number is a time between these, in whatever unit.
const COUNTED: std::ops::Range<i128> = 946_684_800_000..4_102_444_800_000;
const NOON: i64 = MS_PER_DAY / 2;

impl Written {
    /// Reads `2026-10-31 09:00:00`, `2026-10-31 09:00:00+00`, `31.10.2026 9:00`, `2026/10/31`, and seconds, milliseconds,
    /// microseconds or nanoseconds since 1970.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(count) = whole(text) {
            return counted(count).map(Self::Moment);
        }
        let (date, rest) = Date::read(text)?;
        let clock = rest.trim_start_matches(['T', 't', ' ', ',']);
        let days = match date {
            Date::Days(days) if clock.is_empty() => return Some(Self::Day(days * MS_PER_DAY + NOON)),
            Date::Days(days) if clock.len() < rest.len() => days,
            Date::Days(_) => return None,
            Date::DayOrMonth => return Some(Self::DayOrMonth),
        };
        let (ms, zone) = time(clock)?;
        let moment = days * MS_PER_DAY + ms;
        match zone.trim_start() {
            "" => Some(Self::WithoutZone(moment)),
            "Z" | "z" | "UTC" | "GMT" => Some(Self::Moment(moment)),
            zone => Some(Self::Moment(moment - east(zone)?)),
        }
    }
}

/// The unit is the one that leads into our century: they differ by a thousand each, and no two lead there.
fn counted(count: i64) -> Option<i64> {
    let units = [(1000, 1), (1, 1), (1, 1000), (1, 1_000_000)];
    let ms = units.into_iter().map(|(times, parts)| i128::from(count) * times / parts).find(|ms| COUNTED.contains(ms));
    ms.and_then(|ms| i64::try_from(ms).ok())
}

/// The date that a text begins with.
enum Date {
    /// Days since 1970-01-01.
    Days(i64),
    DayOrMonth,
}

impl Date {
    /// A year comes first, or last; between points the day comes before the month wherever dates are written so.
    fn read(text: &str) -> Option<(Self, &str)> {
        let (first, rest) = digits(text);
        let between = rest.chars().next().filter(|between| ['-', '/', '.'].contains(between))?;
        let (second, rest) = digits(rest.strip_prefix(between)?);
        let (third, rest) = digits(rest.strip_prefix(between)?);
        let whole = |text: &str| text.parse::<i64>().ok();
        let (a, b, c) = (whole(first)?, whole(second)?, whole(third)?);
        let short = |text: &str| text.len() <= 2;
        let date = match (first.len(), third.len(), between) {
            (4, 1..=2, _) if short(second) => Self::Days(days_of(a, b, c)?),
            (1..=2, 4, '.') if short(second) => Self::Days(days_of(c, b, a)?),
            (1..=2, 4, _) if short(second) && (days_of(c, a, b).is_some() || days_of(c, b, a).is_some()) => {
                Self::DayOrMonth
            }
            _ => return None,
        };
        Some((date, rest))
    }
}

fn digits(text: &str) -> (&str, &str) {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(length).unwrap_or((text, ""))
}

/// Milliseconds of `9:00`, `09:00:00` or `09:00:00.123456`, and what follows.
fn time(text: &str) -> Option<(i64, &str)> {
    let (hours, rest) = digits(text);
    let (hour, rest) = ((1..=2).contains(&hours.len()).then(|| hours.parse::<i64>().ok())??, rest.strip_prefix(':')?);
    let (minute, rest) = (number(rest, 0, 2)?, rest.get(2..)?);
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => (number(rest, 0, 2)?, rest.get(2..)?),
        None => (0, rest),
    };
    let (ms, rest) = fraction(rest)?;
    let fits = hour <= 23 && minute <= 59 && second <= 60;
    fits.then_some(((hour * 60 + minute) * 60_000 + second.min(59) * 1000 + ms, rest))
}

/// Milliseconds east of UTC: `+00`, `+0530`, `-03:00`.
fn east(zone: &str) -> Option<i64> {
    let (sign, digits) =
        zone.strip_prefix('+').map(|rest| (1, rest)).or(zone.strip_prefix('-').map(|rest| (-1, rest)))?;
    let plain: String = digits.chars().filter(|one| *one != ':').collect();
    let (hours, minutes) = match plain.len() {
        2 => (number(&plain, 0, 2)?, 0),
        4 => (number(&plain, 0, 2)?, number(&plain, 2, 2)?),
        _ => return None,
    };
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes) * 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timestamp::{Timestamp, unix_ms};
    use proptest::prelude::*;

    const AT: &str = "2026-10-31T09:00:00Z";

    #[track_caller]
    fn check(text: &str, expect: impl Fn(i64) -> Written, moment: &str) {
        assert_eq!(Written::read(text), Some(expect(unix_ms(moment).unwrap())), "{text}");
    }

    #[test]
    fn notebooks_and_databases_are_read() {
        check("2026-10-31 09:00:00", Written::WithoutZone, AT);
        check("2026-10-31T09:00:00.000", Written::WithoutZone, AT);
        check("2026-10-31 09:00:00.589000", Written::WithoutZone, "2026-10-31T09:00:00.589Z");
        check("2026-10-31 09:00:00+00", Written::Moment, AT);
        check("2026-10-31 14:30:00+0530", Written::Moment, AT);
        check("2026-10-31 06:00:00.0-03", Written::Moment, AT);
        check("2026-10-31 09:00:00 UTC", Written::Moment, AT);
        check("2026-10-31 09:00 +00:00", Written::Moment, AT);
        for count in
            ["1793437200", "1793437200.0", "1793437200000", "1.7934372e12", "1793437200000000", "1793437200000000000"]
        {
            check(count, Written::Moment, AT);
        }
    }

    #[test]
    fn spreadsheets_are_read() {
        check("31.10.2026 09:00", Written::WithoutZone, AT);
        check("31.10.2026 9:00:00", Written::WithoutZone, AT);
        check("1.2.2026, 9:00", Written::WithoutZone, "2026-02-01T09:00:00Z");
        check("2026/10/31 09:00", Written::WithoutZone, AT);
        check("31.10.2026", Written::Day, "2026-10-31T12:00:00Z");
        check("2026-10-31", Written::Day, "2026-10-31T12:00:00Z");
    }

    #[test]
    fn what_could_be_two_days_is_not_guessed() {
        for text in ["03/04/2026 09:00", "03/14/2026", "14/03/2026 9:00", "3-4-2026", "03/01/2026 10:00:11 AM"] {
            assert_eq!(Written::read(text), Some(Written::DayOrMonth), "{text}");
        }
    }

    #[test]
    fn the_rest_is_no_moment() {
        let wrong = [
            "",
            "9",
            "45000",
            "45000.39",
            "9999999999999999999",
            "99/99/2026",
            "2026-02-30",
            "31.02.2026",
            "2026-10-31 24:00",
            "2026-10-31 9",
            "2026-10-3109:00",
            "2026-10-31 09:00 CET",
            "2026-10-31 09:00:00+5",
            "31.10.26",
            "yesterday",
            "2026-10",
            "20261031",
            "2026-10/31",
            "2026-10-31 10:00 AM",
        ];
        for text in wrong {
            assert_eq!(Written::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,30}", near in "[0-9./: T+-]{0,25}") {
            let _ = (Written::read(&text), Written::read(&near));
        }

        #[test]
        fn a_moment_is_the_same_without_its_letters(ms in 946_684_800_000_i64..4_102_444_800_000) {
            let text = Timestamp::from_unix_ms(ms).as_str().replace('T', " ").replace('Z', "");
            prop_assert_eq!(Written::read(&text), Some(Written::WithoutZone(ms)));
            prop_assert_eq!(Written::read(&format!("{text}+00")), Some(Written::Moment(ms)));
            prop_assert_eq!(Written::read(&ms.to_string()), Some(Written::Moment(ms)));
            prop_assert_eq!(Written::read(&format!("{ms}000000")), Some(Written::Moment(ms)));
        }
    }
}
