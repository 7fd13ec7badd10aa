//! Moments as RFC 3339 text: kept as written, compared by instant.

mod written;

use serde::{Serialize, Serializer};

use crate::Problem;
pub use written::Written;

const MS_PER_DAY: i64 = 86_400_000;

/// A moment with its offset. The text is kept, so that what came in goes out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Timestamp {
    text: String,
    unix_ms: i64,
}

impl Timestamp {
    /// Reads RFC 3339: `2026-03-14T09:26:53.589Z`, any offset, any number of decimals (read to the millisecond).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match unix_ms(text) {
            Some(unix_ms) => Ok(Self { text: text.to_owned(), unix_ms }),
            None => Err(Problem::whole("must be an RFC 3339 time such as 2026-03-14T09:26:53.589Z")),
        }
    }

    /// The moment `unix_ms` milliseconds after 1970 began, written in UTC. Held within the years 0000 to 9999.
    pub fn from_unix_ms(unix_ms: i64) -> Self {
        let unix_ms = unix_ms.clamp(-62_167_219_200_000, 253_402_300_799_999);
        let (days, ms) = (unix_ms.div_euclid(MS_PER_DAY), unix_ms.rem_euclid(MS_PER_DAY));
        let (year, month, day) = civil(days);
        let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
        let parts = [
            (year, 4, '-'),
            (month, 2, '-'),
            (day, 2, 'T'),
            (hour, 2, ':'),
            (minute, 2, ':'),
            (second, 2, '.'),
            (ms % 1000, 3, 'Z'),
        ];
        let mut text = String::with_capacity(24);
        for (number, digits, end) in parts {
            push_digits(&mut text, number, digits);
            text.push(end);
        }
        Self { text, unix_ms }
    }

    /// Milliseconds since 1970 began in UTC.
    pub fn unix_ms(&self) -> i64 {
        self.unix_ms
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// The moment by which a response counts: when the visitor's clock says it was submitted, or, where that lies more than a
/// day after or 31 days before the moment at which the server received it, that one. A response waits up to 30 days for
/// a connection, so an earlier time is a clock that is wrong, and so is one after its arrival.
pub fn counted_ms(submitted_ms: i64, received_ms: Option<i64>) -> i64 {
    let honest = |received: &i64| (received - 31 * MS_PER_DAY..=received + MS_PER_DAY).contains(&submitted_ms);
    received_ms.filter(|received| !honest(received)).unwrap_or(submitted_ms)
}

/// By hand, because the machinery behind `format!` is larger than the widget can bear.
fn push_digits(text: &mut String, number: i64, digits: u32) {
    for place in (0..digits).rev() {
        let digit = number / 10_i64.pow(place) % 10;
        text.extend(u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 10)));
    }
}

/// Milliseconds since 1970 of an RFC 3339 text, without allocating.
pub fn unix_ms(text: &str) -> Option<i64> {
    match text.as_bytes().try_into() {
        Ok(usual) => usual_ms(usual).or_else(|| any_ms(text)),
        Err(_) => any_ms(text),
    }
}

/// Of `2026-03-14T09:26:53.589Z`, which most are; `None` is no verdict.
fn usual_ms(text: &[u8; 24]) -> Option<i64> {
    let (eights, _) = text.as_chunks();
    let [date, middle, end] = *eights else { return None };
    let date = digits(date, *b"0000-00-")?;
    let middle = digits(middle, *b"00T00:00")?;
    let end = digits(end, *b":00.000Z")?;
    let (year, month) = (two(date, 0) * 100 + two(date, 2), two(date, 5));
    let (day, hour, minute) = (two(middle, 0), two(middle, 3), two(middle, 6));
    let (second, ms) = (two(end, 1), two(end, 4) * 10 + i64::from(end.to_le_bytes()[6]));
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    Some((days_of(year, month, day)? * 86_400 + hour * 3600 + minute * 60 + second) * 1000 + ms)
}

/// What eight bytes are worth as digits where `form` has a `0`; elsewhere they must be as it says, and are worth 0.
#[inline]
fn digits(text: [u8; 8], form: [u8; 8]) -> Option<u64> {
    const SIXES: u64 = 0x0606_0606_0606_0606;
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    let marks = form.map(|byte| if byte == b'0' { 0 } else { 0xff });
    let found = u64::from_le_bytes(text) ^ u64::from_le_bytes(form);
    // Six more than nine has a high bit; no carry comes out of a byte whose own high bits are clear.
    let wrong = (found | found.wrapping_add(SIXES)) & HIGH | found & u64::from_le_bytes(marks);
    (wrong == 0).then_some(found)
}

/// The number of two digits, the first of which is byte `at`.
#[inline]
fn two(digits: u64, at: u32) -> i64 {
    let pair = digits >> (8 * at);
    ((pair & 15) * 10 + ((pair >> 8) & 15)).cast_signed()
}

fn any_ms(text: &str) -> Option<i64> {
    let (date, rest) = text.split_at_checked(10)?;
    let (clock, rest) = rest.split_at_checked(9)?;
    let days = match date.as_bytes() {
        [_, _, _, _, b'-', _, _, b'-', _, _] => days_of(number(date, 0, 4)?, number(date, 5, 2)?, number(date, 8, 2)?)?,
        _ => return None,
    };
    let [b'T' | b't' | b' ', _, _, b':', _, _, b':', _, _] = clock.as_bytes() else { return None };
    let (hour, minute, second) = (number(clock, 1, 2)?, number(clock, 4, 2)?, number(clock, 7, 2)?);
    // A leap second (60) is read as the second before it: no calendar here can tell which minutes had one.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (ms, zone) = fraction(rest)?;
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second.min(59);
    Some((seconds - offset(zone)?) * 1000 + ms)
}

fn number(text: &str, from: usize, digits: usize) -> Option<i64> {
    let part = text.get(from..from + digits)?;
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
}

/// Splits `.589Z` into milliseconds and the rest.
fn fraction(text: &str) -> Option<(i64, &str)> {
    let Some(decimals) = text.strip_prefix('.') else { return Some((0, text)) };
    let length = decimals.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, zone) = decimals.split_at_checked(length)?;
    let ms = digits.bytes().chain(*b"00").take(3).fold(0, |ms, digit| ms * 10 + i64::from(digit - b'0'));
    (length > 0).then_some((ms, zone))
}

/// Seconds east of UTC.
fn offset(text: &str) -> Option<i64> {
    let sign = match text.as_bytes() {
        [b'Z' | b'z'] => return Some(0),
        [b'+', _, _, b':', _, _] => 1,
        [b'-', _, _, b':', _, _] => -1,
        _ => return None,
    };
    let (hours, minutes) = (number(text, 1, 2)?, number(text, 4, 2)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Days of a year before each of its months, and of the year, where it is no leap year.
const BEFORE: [i64; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/// Days since 1970-01-01 of a Gregorian date, or `None` where there is no such day.
pub fn days_of(year: i64, month: i64, day: i64) -> Option<i64> {
    let at = usize::try_from(month.checked_sub(1)?).ok()?;
    let (before, after) = (*BEFORE.get(at)?, *BEFORE.get(at + 1)?);
    let leap = i64::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let (leap_day, leap_before) = (if at == 1 { leap } else { 0 }, if at > 1 { leap } else { 0 });
    if day < 1 || day > after - before + leap_day {
        return None;
    }
    let whole = year - 1;
    let leap_years = whole.div_euclid(4) - whole.div_euclid(100) + whole.div_euclid(400);
    // 719,163 days lie between the last of the year 0 and the first of 1970.
    Some(whole * 365 + leap_years + before + leap_before + day - 719_163)
}

/// Year, month and day of a number of days since 1970-01-01 (`civil_from_days` of the same source).
pub fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: Option<i64>) {
        assert_eq!(Timestamp::parse(text).ok().map(|time| time.unix_ms()), expect, "{text}");
    }

    #[test]
    fn reads_rfc_3339() {
        check("1970-01-01T00:00:00Z", Some(0));
        check("1970-01-01T00:00:00.001Z", Some(1));
        check("1970-01-01T00:00:00.0019999999Z", Some(1));
        check("1970-01-01T01:00:00+01:00", Some(0));
        check("1969-12-31T19:00:00-05:00", Some(0));
        check("2026-03-14T09:26:53.589Z", Some(1_773_480_413_589));
        check("2000-02-29T00:00:00Z", Some(951_782_400_000));
        check("2016-12-31T23:59:60Z", Some(1_483_228_799_000));
        check("0000-01-01T00:00:00Z", Some(-62_167_219_200_000));
    }

    #[test]
    fn refuses_the_rest() {
        let wrong = [
            "",
            "2026-03-14",
            "2026-03-14T09:26:53",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-03-14T24:00:00Z",
            "2026-03-14T09:60:00Z",
            "2026-03-14T09:26:61Z",
            "2026-03-14T09:26:53.Z",
            "2026-03-14T09:26:53+1:00",
            "2026-03-14T09:26:53+24:00",
            "+026-03-14T09:26:53Z",
            "2026-03-14T09:26:53Zx",
            "２026-03-14T09:26:53Z",
            "2026-3-14T09:26:53Z",
        ];
        for text in wrong {
            check(text, None);
        }
    }

    #[test]
    fn a_wrong_clock_gives_way_to_the_servers() {
        let received = unix_ms("2026-03-14T09:00:00Z").unwrap();
        let check = |submitted: &str, honest: bool| {
            let submitted = unix_ms(submitted).unwrap();
            assert_eq!(counted_ms(submitted, Some(received)), if honest { submitted } else { received }, "{submitted}");
            assert_eq!(counted_ms(submitted, None), submitted);
        };
        check("2026-03-14T08:59:59Z", true);
        check("2026-03-15T09:00:00Z", true);
        check("2026-03-15T09:00:00.001Z", false);
        check("2026-02-11T09:00:00Z", true);
        check("2026-02-11T08:59:59.999Z", false);
        check("2099-01-01T00:00:00Z", false);
        check("0000-01-01T00:00:00Z", false);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(ms in -62_167_219_200_000_i64..253_402_300_799_999) {
            prop_assert_eq!(Timestamp::parse(Timestamp::from_unix_ms(ms).as_str()).unwrap().unix_ms(), ms);
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = Timestamp::parse(&text);
        }
    }
}
