//! What is sent next, and what becomes of it: the sender's memory for one page load.

use super::backoff::{EXPIRY_MS, FIRST_TRY_MS, LATER_TRY_MS, LONGEST_PAUSE_MS, backoff};
use super::{Permanence, QueuedEntry, Verdict};

/// Doubtful refusals in all, before an entry rests.
const DOUBTS: u32 = 3;

/// How long a new connection may not be one yet: a browser says that it is online before names resolve and before a service
/// worker stops answering for the network.
const SETTLE_MS: u64 = 30_000;

/// Two clocks: the visitor's, which others share and which may be set, and the page's own, which only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
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
    Later(QueuedEntry),
    /// It waits under another id.
    Renewed(QueuedEntry),
    /// It was refused, perhaps by somebody else: it is tried again at the next visit, and the owner is told.
    Kept(QueuedEntry),
    /// It is kept with its reason and not tried any more, and the owner is told.
    Refused(QueuedEntry),
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
pub struct Scheduler {
    pauses: Vec<Pause>,
    /// Refused since the page was loaded: a reload may bring other settings, another try would not.
    spent: Vec<(String, u32)>,
    /// Just submitted: their visitor is looking, so they go first and do not wait for a pause of our own.
    fresh: Vec<String>,
    /// Submitted since the page was loaded: however the clock jumps, they are not old.
    young: Vec<String>,
    /// When the connection was last back, in milliseconds since the page began to load.
    back: Option<u64>,
}

impl Scheduler {
    /// A visitor pressed Send.
    pub fn submitted(&mut self, id: &str) {
        self.spent.retain(|(spent, _)| spent != id);
        self.fresh.push(id.to_owned());
        self.young.push(id.to_owned());
    }

    /// The connection is back: pauses that we chose ourselves are over.
    pub fn online(&mut self, moment: Clocks) {
        self.back = Some(moment.elapsed);
        for pause in &mut self.pauses {
            pause.until = if pause.asked { pause.until } else { 0 };
        }
    }

    /// Whether a network that the browser believes in has been there for a while.
    pub fn is_settled(&self, moment: Clocks) -> bool {
        self.back.is_none_or(|back| moment.elapsed.saturating_sub(back) >= SETTLE_MS)
    }

    /// What to send now: what a visitor has just submitted, else the oldest.
    pub fn next(&self, waiting: &[QueuedEntry], moment: Clocks) -> Next {
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

    /// Takes what came of a try; `draw` is uniform over its range, and `id` is one that nobody has.
    pub fn after(&mut self, tried: &QueuedEntry, verdict: Verdict, moment: Clocks, draw: u32, id: &str) -> Change {
        self.fresh.retain(|id| *id != tried.entry.id);
        let change = match verdict {
            Verdict::Accepted => Change::Delivered,
            Verdict::Erased => Change::Erased,
            Verdict::Retry(asked) => {
                self.failed(&tried.entry.endpoint, asked, moment, draw);
                let not_before = asked.map_or(0, |asked| moment.now.saturating_add(asked));
                return self.unless_expired(Change::Later, QueuedEntry { not_before, ..tried.clone() }, moment);
            }
            // A step of a survey is one of many: whatever comes later under its id would be somebody else's as well.
            Verdict::Taken if !tried.renewed && !tried.entry.partial => {
                self.submitted(id);
                Change::Renewed(tried.under(id))
            }
            Verdict::Taken => self.refused(tried, Permanence::Final, "status 409, id-conflict".to_owned(), moment),
            Verdict::Refused(lasting, reason) => self.refused(tried, lasting, reason, moment),
        };
        // It answered: whatever was wrong is over.
        self.pauses.retain(|pause| pause.endpoint != tried.entry.endpoint);
        change
    }

    fn refused(&mut self, tried: &QueuedEntry, lasting: Permanence, reason: String, moment: Clocks) -> Change {
        self.spent.push((tried.entry.id.clone(), tried.entry.seq));
        let refusals = tried.refusals + u32::from(lasting == Permanence::Doubtful);
        let rests = lasting == Permanence::Final || refusals >= DOUBTS;
        let (refused, change): (_, fn(QueuedEntry) -> Change) =
            if rests { (reason, Change::Refused) } else { (String::new(), Change::Kept) };
        self.unless_expired(change, QueuedEntry { refusals, refused, not_before: 0, ..tried.clone() }, moment)
    }

    /// Age alone loses nothing: it counts only after one more try has failed, because a clock can be wrong, and never on
    /// the page where the answer was given.
    fn unless_expired(&self, change: fn(QueuedEntry) -> Change, one: QueuedEntry, moment: Clocks) -> Change {
        let young = self.young.contains(&one.entry.id);
        if is_outdated(&one, moment.now) && !young { Change::Expired } else { change(one) }
    }

    /// Whether it may be tried in this page load at all.
    fn is_open(&self, one: &QueuedEntry) -> bool {
        one.refused.is_empty() && !self.spent.iter().any(|(id, seq)| *id == one.entry.id && *seq == one.entry.seq)
    }

    fn pause(&self, one: &QueuedEntry, fresh: bool, moment: Clocks) -> u64 {
        let ours = self.pauses.iter().find(|pause| pause.endpoint == one.entry.endpoint);
        let ours = ours.filter(|pause| pause.asked || !fresh).map_or(0, |pause| pause.until);
        let asked = one.not_before.saturating_sub(moment.now);
        // No endpoint's wish goes further than a day: such a time was written by a clock that has been set since.
        let asked = if asked > LONGEST_PAUSE_MS { 0 } else { asked };
        ours.saturating_sub(moment.elapsed).max(asked)
    }

    fn failed(&mut self, endpoint: &str, asked: Option<u64>, moment: Clocks, draw: u32) {
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
pub fn is_outdated(one: &QueuedEntry, now_ms: u64) -> bool {
    now_ms.saturating_sub(one.queued_at) > EXPIRY_MS
}
