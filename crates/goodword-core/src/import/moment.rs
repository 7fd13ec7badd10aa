//! Times as programs and spreadsheets write them. A date that could be read in two ways is read in none until it is said
//! in which: the whole column is looked at first.

use serde::{Deserialize, Serialize};

use crate::timestamp::days_of;
use crate::{Timestamp, Zone};

/// The order of day, month and year in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 2026-03-14.
    Ymd,
    /// 14.03.2026.
    Dmy,
    /// 03/14/2026.
    Mdy,
}

/// A time as it stands there: milliseconds since 1970 on its own clock, and seconds east of UTC, where it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub local_ms: i64,
    pub offset: Option<i32>,
}

/// What a text says in each order of its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readings {
    pub ymd: Option<Moment>,
    pub dmy: Option<Moment>,
    pub mdy: Option<Moment>,
}

impl Readings {
    fn any(self) -> Option<Moment> {
        self.ymd.or(self.dmy).or(self.mdy)
    }

    /// Whether it says its zone itself.
    pub fn is_zoned(self) -> bool {
        self.any().is_some_and(|moment| moment.offset.is_some())
    }
}

const MS_PER_DAY: i64 = 86_400_000;
const NOON: i64 = MS_PER_DAY / 2;
/// Numbers from here on are milliseconds since 1970, below it seconds.
const MS_FROM: f64 = 1e11;

impl Moment {
    /// The moment that a text says, its date in the order of `order`; Unix seconds or milliseconds are numbers.
    pub fn parse(text: &str, order: DateOrder) -> Option<Self> {
        let text = text.trim();
        if let Some(local_ms) = unix_ms(text) {
            return Some(Self { local_ms, offset: Some(0) });
        }
        let (date, clock) = text.split_at_checked(text.find([' ', 'T', 't', ',']).unwrap_or(text.len()))?;
        let days = day(date, order)?;
        let (ms, offset) = time_of_day(clock.trim_start_matches([' ', 'T', 't', ',']))?;
        Some(Self { local_ms: days * MS_PER_DAY + ms, offset })
    }

    /// The instant, by the clock of `zone` where the text names no offset.
    pub fn timestamp(self, zone: &Zone) -> Timestamp {
        let offset_ms = |offset: i32| i64::from(offset) * 1000;
        let utc_ms = if let Some(offset) = self.offset {
            self.local_ms - offset_ms(offset)
        } else {
            // Twice: the first guess may lie on the other side of a change of clocks.
            let guess = self.local_ms - offset_ms(zone.offset(self.local_ms));
            self.local_ms - offset_ms(zone.offset(guess))
        };
        Timestamp::from_unix_ms(utc_ms)
    }
}

/// What a text says in each order; nothing in any where it is no time.
pub fn readings(text: &str) -> Readings {
    let read = |order| Moment::parse(text, order);
    Readings { ymd: read(DateOrder::Ymd), dmy: read(DateOrder::Dmy), mdy: read(DateOrder::Mdy) }
}

/// Whether a text is a time with a date in some order, and no mere number.
pub fn is_time(text: &str) -> bool {
    readings(text).any().is_some() && unix_ms(text).is_none()
}

/// Unix seconds or milliseconds from 2000 on.
fn unix_ms(text: &str) -> Option<i64> {
    let digits = text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: f64 = digits.then(|| text.parse().ok()).flatten()?;
    let ms = if number < MS_FROM { number * 1000.0 } else { number };
    #[expect(clippy::cast_possible_truncation, reason = "it is in the range just looked at")]
    (946_684_800_000.0..253_402_300_800_000.0).contains(&ms).then_some(ms as i64)
}

fn day(date: &str, order: DateOrder) -> Option<i64> {
    let parts: Vec<_> = date.split(['-', '/', '.']).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |text: &str| {
        (text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<i64>().ok()).flatten()
    };
    let year = |text: &str| (text.len() == 4).then(|| number(text)).flatten();
    match order {
        DateOrder::Ymd => days_of(year(a)?, number(b)?, number(c)?),
        DateOrder::Dmy => days_of(year(c)?, number(b)?, number(a)?),
        DateOrder::Mdy => days_of(year(c)?, number(a)?, number(b)?),
    }
}

/// Milliseconds since midnight, and seconds east of UTC where that is said. A day alone is its noon, which is that day
/// by nearly every clock.
fn time_of_day(text: &str) -> Option<(i64, Option<i32>)> {
    if text.is_empty() {
        return Some((NOON, None));
    }
    let end = text
        .find(|character: char| !character.is_ascii_digit() && !matches!(character, ':' | '.'))
        .unwrap_or(text.len());
    let (clock, rest) = text.split_at_checked(end)?;
    let (half, zone) = half_of_day(rest.trim_start());
    let mut parts = clock.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next().unwrap_or("0"));
    let (second, decimals) = second.split_once('.').unwrap_or((second, ""));
    let whole = |text: &str, most: i64| {
        text.parse::<i64>().ok().filter(|number| (0..=most).contains(number) && text.len() <= 2)
    };
    let hour = match (half, whole(hour, 23)?) {
        (None, hour) => hour,
        (Some(after_noon), hour) if (1..=12).contains(&hour) => hour % 12 + if after_noon { 12 } else { 0 },
        _ => return None,
    };
    let ms = decimals
        .bytes()
        .chain(*b"00")
        .take(3)
        .try_fold(0, |ms, digit| digit.is_ascii_digit().then(|| ms * 10 + i64::from(digit - b'0')))?;
    // A leap second is read as the second before it.
    let seconds = hour * 3600 + whole(minute, 59)? * 60 + whole(second, 60)?.min(59);
    let offset = offset(zone.trim()).ok()?;
    parts.next().is_none().then_some((seconds * 1000 + ms, offset))
}

/// Whether it is said to be after noon, and what follows.
fn half_of_day(text: &str) -> (Option<bool>, &str) {
    let marks = [("AM", false), ("am", false), ("PM", true), ("pm", true), ("a.m.", false), ("p.m.", true)];
    marks.into_iter().find_map(|(mark, half)| Some((Some(half), text.strip_prefix(mark)?))).unwrap_or((None, text))
}

/// What follows a time and is no zone.
struct NoZone;

/// `Z`, `UTC`, `GMT+1`, `+01:00`, `+0100`; nothing is an offset that is not said.
fn offset(text: &str) -> Result<Option<i32>, NoZone> {
    let plain = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(text);
    match plain {
        _ if text.is_empty() => Ok(None),
        "" | "Z" | "z" => Ok(Some(0)),
        plain => east(plain).map(Some).ok_or(NoZone),
    }
}

/// Seconds of `+1`, `-0530`, `+05:30`.
fn east(text: &str) -> Option<i32> {
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = text.get(1..)?.replace(':', "");
    let (hours, minutes) =
        if digits.len() > 2 { digits.split_at_checked(digits.len() - 2)? } else { (digits.as_str(), "0") };
    let number = |text: &str, most: i32| text.parse::<i32>().ok().filter(|number| (0..=most).contains(number));
    Some(sign * (number(hours, 14)? * 3600 + number(minutes, 59)? * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, order: DateOrder, expect: &str) {
        let berlin = Zone::new("Europe/Berlin", vec![(1_774_746_000, 7200), (1_792_890_000, 3600)], 3600);
        let found = Moment::parse(text, order).map(|moment| moment.timestamp(&berlin).as_str().to_owned());
        assert_eq!(found.unwrap_or_default(), expect, "{text}");
    }

    #[test]
    fn times_are_read_as_programs_write_them() {
        check("2026-11-03T14:05:09.120Z", DateOrder::Ymd, "2026-11-03T14:05:09.120Z");
        check("2026-11-03 14:05:09 UTC", DateOrder::Ymd, "2026-11-03T14:05:09.000Z");
        check("2026-11-03 14:05:09 GMT+8", DateOrder::Ymd, "2026-11-03T06:05:09.000Z");
        check("2026/11/03 2:05:31 PM GMT+1", DateOrder::Ymd, "2026-11-03T13:05:31.000Z");
        check("2026-11-03 14:05:09+05:30", DateOrder::Ymd, "2026-11-03T08:35:09.000Z");
        check("2026-11-03 14:05:09", DateOrder::Ymd, "2026-11-03T13:05:09.000Z");
        check("2026-07-03 14:05", DateOrder::Ymd, "2026-07-03T12:05:00.000Z");
        check("03.11.2026 14:05", DateOrder::Dmy, "2026-11-03T13:05:00.000Z");
        check("11/03/2026 02:05:09 PM", DateOrder::Mdy, "2026-11-03T13:05:09.000Z");
        check("11/3/2026, 12:05:09 AM", DateOrder::Mdy, "2026-11-02T23:05:09.000Z");
        check("2026-11-03", DateOrder::Ymd, "2026-11-03T11:00:00.000Z");
        check("1793714731", DateOrder::Ymd, "2026-11-03T14:05:31.000Z");
        check("1793714731500", DateOrder::Dmy, "2026-11-03T14:05:31.500Z");
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in [
            "",
            "9",
            "03/04/2026",
            "2026-02-30",
            "2026-11-03 25:00",
            "2026-11-03 13:00 PM",
            "2026-11-03 1:2:3:4",
            "soon",
            "2026-11-03 14:05 CET",
        ] {
            check(text, DateOrder::Ymd, "");
        }
    }

    #[test]
    fn an_hour_that_a_change_of_clocks_repeats_or_leaves_out_is_read_all_the_same() {
        check("2026-03-29 02:30", DateOrder::Ymd, "2026-03-29T01:30:00.000Z");
        check("2026-03-29 03:30", DateOrder::Ymd, "2026-03-29T01:30:00.000Z");
        check("2026-10-25 04:00", DateOrder::Ymd, "2026-10-25T03:00:00.000Z");
    }

    #[test]
    fn an_ambiguous_date_has_two_readings() {
        let check = |text: &str, expect: [bool; 4]| {
            let found = readings(text);
            assert_eq!(
                [found.ymd.is_some(), found.dmy.is_some(), found.mdy.is_some(), found.is_zoned()],
                expect,
                "{text}"
            );
        };
        check("03/04/2026", [false, true, true, false]);
        check("13/04/2026 10:00", [false, true, false, false]);
        check("04/13/2026 10:00 GMT+1", [false, false, true, true]);
        check("2026-04-03T10:00:00Z", [true, false, false, true]);
        check("words", [false; 4]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9:./ TZ+AP-]{0,30}") {
            let _ = readings(&text);
        }

        #[test]
        fn what_is_written_reads_back(ms in 0_i64..4_102_444_800_000) {
            let text = Timestamp::from_unix_ms(ms);
            let found = Moment::parse(text.as_str(), DateOrder::Ymd).unwrap();
            prop_assert_eq!(found.timestamp(&Zone::utc()).unix_ms(), ms);
        }
    }
}
