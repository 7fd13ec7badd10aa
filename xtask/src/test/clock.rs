//! Where the time of a run goes.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long each part took, in the order in which they ended; some run beside each other.
#[derive(Debug)]
pub struct Clock {
    start: Instant,
    parts: Mutex<Vec<(&'static str, Duration)>>,
}

impl Clock {
    /// Starts now.
    pub fn start() -> Self {
        Self { start: Instant::now(), parts: Mutex::default() }
    }

    /// Does `work` and notes how long that took.
    pub fn time<T>(&self, part: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.parts.lock().unwrap_or_else(PoisonError::into_inner).push((part, start.elapsed()));
        done
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<40}{:>8}", "part", "seconds")?;
        for (part, took) in self.parts.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            writeln!(f, "{part:<40}{:>8}", took.as_secs())?;
        }
        writeln!(f, "{:<40}{:>8}", "all", self.start.elapsed().as_secs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_its_line_and_the_last_one_is_the_whole() {
        let clock = Clock::start();
        assert_eq!(clock.time("one", || 7), 7);
        clock.time("two", || ());
        let text = clock.to_string();
        let parts: Vec<_> = text.lines().filter_map(|line| line.split_whitespace().next()).collect();
        assert_eq!(parts, ["part", "one", "two", "all"]);
    }
}
