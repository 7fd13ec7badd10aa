//! Times as people write them in an address or on a command line.

use goodword_core::{Problem, Timestamp};

/// Milliseconds since 1970 began in UTC, of an RFC 3339 time or of a day, which stands for its beginning in UTC.
pub(crate) fn parse(text: &str) -> Result<i64, Problem> {
    let day = (text.len() == 10).then(|| format!("{text}T00:00:00Z"));
    Timestamp::parse(day.as_deref().unwrap_or(text)).map(|time| time.unix_ms()).map_err(|_| {
        Problem::whole("must be a day such as 2026-03-14 or an RFC 3339 time such as 2026-03-14T09:26:53Z")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_beginning_in_utc() {
        let check = |text: &str, expect: Option<i64>| assert_eq!(parse(text).ok(), expect, "{text}");
        check("2026-03-14", Some(1_773_446_400_000));
        check("2026-03-14T10:26:53.589+01:00", Some(1_773_480_413_589));
        check("2026-02-30", None);
        check("yesterday", None);
    }
}
