//! What is sent next, and what becomes of it: the sender's memory for one page load.

use super::delays::{EXPIRY_MS, FIRST_TRY_MS, LATER_TRY_MS, LONGEST_PAUSE_MS, backoff};
use super::{Lasting, Verdict, Waiting};

/// Doubtful refusals in all, before an entry rests.
const DOUBTS: u32 = 3;

/// Two clocks: the visitor's, which others share and which may be set, and the page's own, which only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Unix milliseconds.
    pub now: u64,
    /// Milliseconds since the page began to load.
    pub elapsed: u64,
}

/// What to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Send the entry at this place.
    Send(usize),
    /// Look again after so many milliseconds.
    Wait(u64),
    /// Nothing waits.
    Rest,
}

/// What becomes of an entry after a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The endpoint has it.
    Delivered,
    /// It was erased there, and is forgotten here.
    Erased,
    /// It waits, with this history.
    Later(Waiting),
    /// It is kept with its reason, and the owner is told.
    Refused(Waiting),
    /// It was too old: given up and counted.
    Expired,
}

/// An endpoint that failed.
#[derive(Debug, Clone)]
struct Pause {
    endpoint: String,
    failures: u32,
    until: u64,
    /// Asked for by the endpoint: a new connection is no reason to come earlier.
    asked: bool,
}

/// The sender's memory for one page load.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pauses: Vec<Pause>,
    /// Refused since the page was loaded: a reload may bring other settings, another try would not.
    spent: Vec<(String, u32)>,
    /// Just submitted: their visitor is looking, so they go first and do not wait for a pause of our own.
    fresh: Vec<String>,
}

impl Line {
    /// A visitor pressed Send.
    pub fn submitted(&mut self, id: &str) {
        self.spent.retain(|(spent, _)| spent != id);
        self.fresh.push(id.to_owned());
    }

    /// The connection is back: pauses that we chose ourselves are over.
    pub fn online(&mut self) {
        for pause in &mut self.pauses {
            pause.until = if pause.asked { pause.until } else { 0 };
        }
    }

    /// What to send now: what a visitor has just submitted, else the oldest.
    pub fn next(&self, waiting: &[Waiting], moment: Moment) -> Next {
        let mut wait = None::<u64>;
        let mut best = None::<(bool, u64, usize)>;
        for (at, one) in waiting.iter().enumerate().filter(|(_, one)| self.is_open(one)) {
            let fresh = self.fresh.contains(&one.entry.id);
            match self.pause(one, fresh, moment) {
                0 => best = best.min(Some((!fresh, one.queued_at, at))).or(Some((!fresh, one.queued_at, at))),
                pause => wait = Some(wait.map_or(pause, |wait| wait.min(pause))),
            }
        }
        match (best, wait) {
            (Some((_, _, at)), _) => Next::Send(at),
            (None, Some(wait)) => Next::Wait(wait),
            (None, None) => Next::Rest,
        }
    }

    /// How long a try may take.
    pub fn patience(&self, endpoint: &str) -> u64 {
        if self.pauses.iter().any(|pause| pause.endpoint == endpoint) { LATER_TRY_MS } else { FIRST_TRY_MS }
    }

    /// How often in a row this endpoint could not be reached, or could not take a response.
    pub fn failures(&self, endpoint: &str) -> u32 {
        self.pauses.iter().find(|pause| pause.endpoint == endpoint).map_or(0, |pause| pause.failures)
    }

    /// Takes what came of a try; `draw` is uniform over its range.
    pub fn after(&mut self, tried: &Waiting, verdict: Verdict, moment: Moment, draw: u32) -> Change {
        self.fresh.retain(|id| *id != tried.entry.id);
        let change = match verdict {
            Verdict::Accepted => Change::Delivered,
            Verdict::Erased => Change::Erased,
            Verdict::Retry(asked) => {
                self.failed(&tried.entry.endpoint, asked, moment, draw);
                let not_before = asked.map_or(0, |asked| moment.now.saturating_add(asked));
                return later_or_expired(Waiting { not_before, ..tried.clone() }, moment, Change::Later);
            }
            Verdict::Refused(lasting, reason) => {
                self.spent.push((tried.entry.id.clone(), tried.entry.seq));
                let refusals = tried.refusals + u32::from(lasting == Lasting::Doubtful);
                let rests = lasting == Lasting::Final || refusals >= DOUBTS;
                let refused = if rests { reason } else { String::new() };
                later_or_expired(Waiting { refusals, refused, not_before: 0, ..tried.clone() }, moment, Change::Refused)
            }
        };
        // It answered: whatever was wrong is over.
        self.pauses.retain(|pause| pause.endpoint != tried.entry.endpoint);
        change
    }

    /// Whether it may be tried in this page load at all.
    fn is_open(&self, one: &Waiting) -> bool {
        one.refused.is_empty() && !self.spent.iter().any(|(id, seq)| *id == one.entry.id && *seq == one.entry.seq)
    }

    fn pause(&self, one: &Waiting, fresh: bool, moment: Moment) -> u64 {
        let ours = self.pauses.iter().find(|pause| pause.endpoint == one.entry.endpoint);
        let ours = ours.filter(|pause| pause.asked || !fresh).map_or(0, |pause| pause.until);
        let asked = one.not_before.saturating_sub(moment.now);
        // No endpoint's wish goes further than a day: such a time was written by a clock that has been set since.
        let asked = if asked > LONGEST_PAUSE_MS { 0 } else { asked };
        ours.saturating_sub(moment.elapsed).max(asked)
    }

    fn failed(&mut self, endpoint: &str, asked: Option<u64>, moment: Moment, draw: u32) {
        let going = self.pauses.iter().any(|pause| pause.endpoint == endpoint && pause.until > moment.elapsed);
        // What a visitor sends meanwhile fails for the same reason: it makes no pause longer.
        if going && asked.is_none() {
            return;
        }
        let failures = self.failures(endpoint).saturating_add(1);
        let until = moment.elapsed.saturating_add(asked.unwrap_or_else(|| backoff(failures, draw).max(1)));
        self.pauses.retain(|pause| pause.endpoint != endpoint);
        self.pauses.push(Pause { endpoint: endpoint.to_owned(), failures, until, asked: asked.is_some() });
    }
}

/// Whether an entry that rests has been kept long enough.
pub fn is_outdated(one: &Waiting, now_ms: u64) -> bool {
    now_ms.saturating_sub(one.queued_at) > EXPIRY_MS
}

/// Age alone loses nothing: it counts only after one more try has failed, because a clock can be wrong.
fn later_or_expired(one: Waiting, moment: Moment, otherwise: fn(Waiting) -> Change) -> Change {
    if is_outdated(&one, moment.now) { Change::Expired } else { otherwise(one) }
}
