//! The time of day.

use std::time::{SystemTime, UNIX_EPOCH};

use goodword_core::{Day, Zone};

/// Milliseconds since 1970 began in UTC.
pub fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The day after today's, by which every zone has got there: no clock that is right has passed it.
pub fn tomorrow(zone: &Zone) -> Day {
    Day::new(i64::from(zone.day(now_ms()).number()) + 1)
}
