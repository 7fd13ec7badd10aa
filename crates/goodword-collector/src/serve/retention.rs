//! What becomes due by itself: old responses go, unless the clock cannot be believed. What goes is gone for good, so a wrong
//! clock must not decide it.

use std::time::{Duration, Instant};

use crate::clock;
use crate::store::{Error, Store};

/// Old responses are looked for this often,
const SWEEP: Duration = Duration::from_hours(1);
/// and after so long again where there were more than are removed at a time.
const MORE: Duration = Duration::from_mins(1);
const DAY: i64 = 24 * 60 * 60 * 1000;
/// A clock that is so far ahead of the newest response is believed only after it has run on for a day.
const AHEAD: i64 = 30 * DAY;
/// So much a clock may be set without being doubted.
const SET: i64 = DAY;

/// Sweeps for as long as the collector runs.
pub(super) async fn keep(store: Store) {
    let mut watch = ClockWatch::new(Instant::now(), clock::now_ms());
    loop {
        let pause = match sweep(&store, &mut watch).await {
            Ok(0) => SWEEP,
            Ok(swept) => {
                tracing::info!(swept, "responses were kept as long as their survey keeps them");
                if swept >= Store::SWEPT { MORE } else { SWEEP }
            }
            Err(error) => {
                tracing::warn!("old responses could not be removed: {error}");
                SWEEP
            }
        };
        tokio::time::sleep(pause).await;
    }
}

async fn sweep(store: &Store, watch: &mut ClockWatch) -> Result<u64, Error> {
    let newest_ms = store.newest_that_goes().await?;
    if watch.believes(Instant::now(), clock::now_ms(), newest_ms) {
        return store.sweep().await;
    }
    tracing::warn!(
        "no response is removed for its age until the clock has run on for a day: it is far ahead of what is stored"
    );
    Ok(0)
}

/// The clock of the machine beside one that nobody can set.
struct ClockWatch {
    /// When the clock was first seen to say what it says, and what that was.
    since: Instant,
    since_ms: i64,
    /// The newest response when this began: what arrives later has its time from the clock that is watched.
    newest_ms: Option<i64>,
    begun: bool,
}

impl ClockWatch {
    fn new(now: Instant, now_ms: i64) -> Self {
        Self { since: now, since_ms: now_ms, newest_ms: None, begun: false }
    }

    /// Whether it may decide what is old.
    fn believes(&mut self, now: Instant, now_ms: i64, newest_ms: Option<i64>) -> bool {
        if !self.begun {
            (self.begun, self.newest_ms) = (true, newest_ms);
        }
        let run = i64::try_from(now.duration_since(self.since).as_millis()).unwrap_or(i64::MAX);
        if (now_ms - self.since_ms.saturating_add(run)).abs() > SET {
            // It was set while nobody looked.
            (self.since, self.since_ms, self.newest_ms) = (now, now_ms, self.newest_ms.or(newest_ms));
        }
        let run = i64::try_from(now.duration_since(self.since).as_millis()).unwrap_or(i64::MAX);
        run >= DAY || self.newest_ms.is_none_or(|newest_ms| now_ms.saturating_sub(newest_ms) <= AHEAD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000_000;
    const HOUR: Duration = Duration::from_hours(1);

    #[test]
    fn a_clock_that_fits_what_is_stored_is_believed_at_once() {
        let start = Instant::now();
        assert!(ClockWatch::new(start, NOW).believes(start, NOW, Some(NOW - DAY)));
        assert!(ClockWatch::new(start, NOW).believes(start, NOW, None));
        // A clock that is behind removes less.
        assert!(ClockWatch::new(start, NOW).believes(start, NOW, Some(NOW + 400 * DAY)));
    }

    #[test]
    fn a_clock_that_is_years_ahead_is_believed_after_a_day_whatever_arrives_meanwhile() {
        let (start, years) = (Instant::now(), 730 * DAY);
        let mut watch = ClockWatch::new(start, NOW + years);
        assert!(!watch.believes(start, NOW + years, Some(NOW)));
        let later = |hours: u32| (start + HOUR * hours, NOW + years + i64::from(hours) * DAY / 24);
        let (now, now_ms) = later(1);
        assert!(!watch.believes(now, now_ms, Some(now_ms)));
        let (now, now_ms) = later(25);
        assert!(watch.believes(now, now_ms, Some(NOW)));
    }

    #[test]
    fn a_clock_that_jumps_while_it_runs_is_doubted() {
        let start = Instant::now();
        let mut watch = ClockWatch::new(start, NOW);
        assert!(watch.believes(start, NOW, Some(NOW)));
        let (now, jumped) = (start + 48 * HOUR, NOW + 730 * DAY);
        assert!(!watch.believes(now, jumped, Some(NOW)));
        assert!(!watch.believes(now + HOUR, jumped + DAY / 24, Some(jumped)));
        // It is set right again.
        assert!(watch.believes(now + 2 * HOUR, NOW + 2 * DAY, Some(NOW)));
    }
}
