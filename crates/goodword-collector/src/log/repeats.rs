//! One line for each reason and second: what is said again within it is counted, and told as a number.

use std::collections::HashMap;
use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use super::audit::AUDIT;

/// The same is said again after so long.
const PAUSE: Duration = Duration::from_secs(1);
/// The status from which on a reply is a refusal.
const REFUSED: u64 = 400;

/// What was said lately. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Repeats(Arc<Mutex<HashMap<Reason, Said>>>);

/// What is said: a warning by its words, a refusal by where and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Reason {
    message: String,
    route: Option<String>,
    status: Option<u64>,
    /// It is itself a count of what was left out.
    count: bool,
}

struct Said {
    at: Instant,
    left_out: u64,
}

impl Repeats {
    /// Whether a line says something new.
    fn is_new(&self, reason: Reason, now: Instant) -> bool {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match said.get_mut(&reason) {
            Some(before) if now.duration_since(before.at) < PAUSE => {
                before.left_out += 1;
                false
            }
            Some(before) => {
                before.at = now;
                true
            }
            None => {
                said.insert(reason, Said { at: now, left_out: 0 });
                true
            }
        }
    }

    /// What was left out, and how often. Forgets what has not been said lately.
    fn take(&self, now: Instant) -> Vec<(Reason, u64)> {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = said.iter_mut().filter(|(_, said)| said.left_out > 0);
        let counted = counted.map(|(reason, said)| (reason.clone(), std::mem::take(&mut said.left_out))).collect();
        said.retain(|_, said| now.duration_since(said.at) < PAUSE);
        counted
    }

    /// Logs how often what was said once was said again. To be called every second.
    pub(super) fn report(&self) {
        for (Reason { message, route, status, .. }, repeated) in self.take(Instant::now()) {
            tracing::warn!(repeated, route, status, "{message}");
        }
    }
}

impl<S: Subscriber> Layer<S> for Repeats {
    fn event_enabled(&self, event: &Event<'_>, _: Context<'_, S>) -> bool {
        if event.metadata().target() == AUDIT {
            return true;
        }
        let mut reason = Reason::default();
        event.record(&mut Statuses(&mut reason));
        let weighty = *event.metadata().level() <= Level::WARN || reason.status.is_some_and(|status| status >= REFUSED);
        if !weighty || reason.count {
            return true;
        }
        event.record(&mut reason);
        self.is_new(reason, Instant::now())
    }
}

/// Reads the numbers alone, which cost nothing.
struct Statuses<'a>(&'a mut Reason);

impl Visit for Statuses<'_> {
    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "status" => self.0.status = Some(value),
            "repeated" | "dropped" => self.0.count = true,
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

impl Visit for Reason {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "route" {
            self.route = Some(value.to_owned());
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            // Writing to a String does not fail.
            let _ = fmt::write(&mut self.message, format_args!("{value:?}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_once_a_second_and_counted_beyond_that() {
        let (repeats, now) = (Repeats::default(), Instant::now());
        let reason = |message: &str| Reason { message: message.to_owned(), ..Reason::default() };
        assert!(repeats.is_new(reason("away"), now) && repeats.is_new(reason("full"), now));
        for _ in 0..1000 {
            assert!(!repeats.is_new(reason("away"), now));
        }
        assert_eq!(repeats.take(now), [(reason("away"), 1000)]);
        assert_eq!(repeats.take(now), []);
        assert!(repeats.is_new(reason("away"), now + PAUSE));
        assert_eq!(repeats.take(now + 3 * PAUSE), []);
        assert!(repeats.0.lock().unwrap().is_empty());
    }
}
