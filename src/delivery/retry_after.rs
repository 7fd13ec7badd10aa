//! The `Retry-After` header in both its forms (RFC 9110 §10.2.3).

use goodword_core::timestamp::days_of;

use super::backoff::{LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Milliseconds to wait, between one second and a day; `None` for what is neither seconds nor a date.
pub fn retry_after(header: &str, now_ms: u64) -> Option<u64> {
    let header = header.trim_matches(' ');
    let wait = if header.bytes().all(|byte| byte.is_ascii_digit()) && !header.is_empty() {
        // More digits than a number holds is longer than a day too.
        header.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(1_000)
    } else {
        date(header)?.saturating_sub(now_ms)
    };
    Some(wait.clamp(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` in Unix milliseconds.
fn date(text: &str) -> Option<u64> {
    let (_, text) = text.split_once(", ")?;
    let mut parts = text.split(' ');
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let year = parts.next()?.parse().ok()?;
    let mut clock = parts.next()?.split(':').map(|part| part.parse::<u64>().ok().filter(|part| *part <= 60));
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    (parts.next() == Some("GMT")).then_some(())?;
    let days = u64::try_from(days_of(year, i64::try_from(month).ok()?, day)?).ok()?;
    Some((((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sun, 06 Nov 1994 08:49:37 GMT
    const NOW: u64 = 784_111_777_000;

    #[track_caller]
    fn check(header: &str, expect: Option<u64>) {
        assert_eq!(retry_after(header, NOW), expect, "{header}");
    }

    #[test]
    fn seconds() {
        check("7", Some(7_000));
        check(" 120 ", Some(120_000));
        check("0", Some(SHORTEST_PAUSE_MS));
        check("1000000000", Some(LONGEST_PAUSE_MS));
        check("99999999999999999999999", Some(LONGEST_PAUSE_MS));
    }

    #[test]
    fn dates() {
        check("Sun, 06 Nov 1994 08:49:47 GMT", Some(10_000));
        check("Sun, 06 Nov 1994 08:49:37 GMT", Some(SHORTEST_PAUSE_MS));
        check("Sat, 05 Nov 1994 08:49:37 GMT", Some(SHORTEST_PAUSE_MS));
        check("Fri, 06 Nov 2099 08:49:37 GMT", Some(LONGEST_PAUSE_MS));
    }

    #[test]
    fn anything_else_says_nothing() {
        for header in ["", " ", "-5", "1.5", "soon", "Sun, 06 Nov 1994", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 6"] {
            check(header, None);
        }
        check("Sun, 31 Feb 1994 08:49:37 GMT", None);
        check("Sun, 06 Nov 1994 08:99:37 GMT", None);
    }
}
