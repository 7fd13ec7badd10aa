//! Whether the next response will be stored, by what became of the last ones, and by trying where that is unknown.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Error;

/// A probe that takes longer shows that none is stored.
const LATE: Duration = Duration::from_secs(3);
/// What waits for a lock is answered when its time is over, and so much later.
const MARGIN: Duration = Duration::from_secs(1);
/// A failure says so much about the time after it; then a probe says more.
const FRESH: Duration = Duration::from_secs(10);
/// The database is asked at most so often, whoever asks.
const EVERY: Duration = Duration::from_secs(1);

/// What became of the writes of this process.
pub(super) struct Readiness {
    /// A write that waits longer shows that none is stored.
    late: Duration,
    writes: Mutex<Writes>,
    /// The last probe; held while one is under way, so that there is one at a time.
    probed: tokio::sync::Mutex<Option<(Instant, Result<(), Error>)>>,
}

#[derive(Default)]
struct Writes {
    next: u64,
    /// When each that waits began, by the number it was given: the first is the oldest.
    waiting: BTreeMap<u64, Instant>,
    /// The last outcome, where it was a failure.
    failed: Option<(Instant, Error)>,
    /// When a write was last refused because somebody else held a lock.
    locked: Option<Instant>,
}

impl Writes {
    /// Why nothing is stored at `now`, as far as the last writes tell.
    fn fault(&self, now: Instant, late: Duration) -> Option<Error> {
        let age = |since: &Instant| now.saturating_duration_since(*since);
        if let Some(oldest) = self.waiting.values().next().map(age).filter(|age| *age > late) {
            return Some(Error::Away(format!("a write has waited for {} s", oldest.as_secs())));
        }
        self.failed.as_ref().filter(|(at, _)| age(at) < FRESH).map(|(_, error)| error.clone())
    }

    fn end(&mut self, failure: Option<&Error>, now: Instant) {
        match failure {
            // That too much waits is no fault of the database: how old the oldest is tells whether anything moves.
            Some(Error::Busy) => {}
            // One survey may be held, and all others be stored: a probe tells whether they are.
            Some(Error::Locked) => self.locked = Some(now),
            Some(error) => self.failed = Some((now, error.clone())),
            None => self.failed = None,
        }
    }
}

impl Default for Readiness {
    fn default() -> Self {
        Self::new(Duration::ZERO)
    }
}

impl Readiness {
    /// Of an engine in which a write waits so long for a lock.
    pub(super) fn new(lock: Duration) -> Self {
        Self { late: LATE.max(lock + MARGIN), writes: Mutex::default(), probed: tokio::sync::Mutex::default() }
    }

    /// Whether a write was refused a moment ago because somebody else held a lock.
    pub(super) fn is_locked(&self) -> bool {
        self.writes().locked.is_some_and(|at| at.elapsed() < FRESH)
    }

    /// How long the write that waits longest has waited; nothing where none waits.
    pub(super) fn oldest(&self) -> Duration {
        self.writes().waiting.values().next().map_or(Duration::ZERO, Instant::elapsed)
    }

    fn writes(&self) -> MutexGuard<'_, Writes> {
        self.writes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Watches a write to its end.
    pub(super) async fn watch<T>(&self, write: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let waiting = Waiting::begin(self);
        let result = write.await;
        waiting.readiness.writes().end(result.as_ref().err(), Instant::now());
        result
    }

    /// Fails where the next write would. `probe` writes something, and is asked only where the last writes do not tell.
    pub(super) async fn check(&self, probe: impl Future<Output = Result<(), Error>>) -> Result<(), Error> {
        if let Some(fault) = self.writes().fault(Instant::now(), self.late) {
            return Err(fault);
        }
        let mut probed = self.probed.lock().await;
        if let Some((at, result)) = probed.as_ref()
            && at.elapsed() < EVERY
        {
            return result.clone();
        }
        let late = |_| Err(Error::Away(format!("a probe was not stored within {} s", LATE.as_secs())));
        let result = tokio::time::timeout(LATE, probe).await.unwrap_or_else(late);
        *probed = Some((Instant::now(), result.clone()));
        result
    }
}

/// A write that waits, until this goes: who waited may go first.
struct Waiting<'a> {
    readiness: &'a Readiness,
    number: u64,
}

impl<'a> Waiting<'a> {
    fn begin(readiness: &'a Readiness) -> Self {
        let mut writes = readiness.writes();
        let number = writes.next;
        writes.next += 1;
        writes.waiting.insert(number, Instant::now());
        drop(writes);
        Self { readiness, number }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.readiness.writes().waiting.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_write_and_the_oldest_that_waits_tell() {
        let fault = |writes: &Writes, now| writes.fault(now, LATE);
        let (mut writes, now) = (Writes::default(), Instant::now());
        assert_eq!(fault(&writes, now), None);
        writes.end(Some(&Error::Busy), now);
        assert_eq!(fault(&writes, now), None);
        writes.end(Some(&Error::Locked), now);
        assert_eq!(fault(&writes, now), None);
        writes.end(Some(&Error::Closed), now);
        assert_eq!(fault(&writes, now), Some(Error::Closed));
        assert_eq!(fault(&writes, now + FRESH), None);
        writes.end(None, now);
        assert_eq!(fault(&writes, now), None);
        writes.waiting.insert(1, now);
        writes.waiting.insert(2, now + LATE);
        assert_eq!(fault(&writes, now + LATE), None);
        assert!(matches!(fault(&writes, now + LATE * 2), Some(Error::Away(_))));
        writes.waiting.remove(&1);
        assert_eq!(fault(&writes, now + LATE * 2), None);
    }

    #[test]
    fn who_waits_for_a_lock_is_not_late_before_that_is_over() {
        assert_eq!(Readiness::new(Duration::ZERO).late, LATE);
        assert_eq!(Readiness::new(LATE).late, LATE + MARGIN);
    }

    #[tokio::test]
    async fn one_probe_serves_all_who_ask() {
        let (readiness, probes) = (Readiness::default(), std::cell::Cell::new(0));
        let probe = async || {
            probes.set(probes.get() + 1);
            tokio::task::yield_now().await;
            Ok(())
        };
        let asked = futures_util::future::join_all((0..10).map(|_| readiness.check(probe())));
        assert!(asked.await.iter().all(Result::is_ok));
        assert_eq!(probes.get(), 1);
    }
}
