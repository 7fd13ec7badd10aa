//! The sender at work: one after the other, what waits is posted, and what comes back decides what becomes of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{future_to_promise, spawn_local};

use super::queue::{self, End};
use super::{page, post::post};
use crate::widget::outbox::delays::{self, LEASE_MS};
use crate::widget::outbox::{
    Change, Counts, Entry, Fate, Line, Moment, Next, Reply, Verdict, Waiting, is_outdated, verdict,
};
use crate::widget::props;

#[wasm_bindgen(module = "/src/edge/wake.js")]
extern "C" {
    /// Calls `online` when the connection is back, and `seen` when the page is looked at again.
    fn wake(online: &Function, seen: &Function);
    fn addresses() -> Vec<String>;
    /// Remembers whose answer this is: its element, and who hears what becomes of it.
    pub fn mine(id: &str, element: &JsValue, tell: &JsValue);
    /// What became of an answer, and why.
    fn told(emit: &JsValue, fail: &JsValue, word: &str, id: &str, survey: &str, why: &str);
}

/// What a page can learn of a request that fails is nothing more; these are the usual reasons.
const UNREACHABLE: &str = " cannot be reached; the answer waits. Is it up? Does it allow this page's origin (CORS; content-type=\"text\" needs no preflight)? Does something block it?";

/// What was sent off on this page, and whether the disk took it.
struct Own {
    one: Waiting,
    saved: bool,
}

/// The sender of one page.
pub struct Sender {
    /// The loader's functions that tell the page, and the owner.
    emit: JsValue,
    fail: JsValue,
    line: RefCell<Line>,
    /// What was sent off here: it lives as long as the page, in case that the disk did not take it, or loses it.
    own: RefCell<Vec<Own>>,
    busy: Cell<bool>,
    again: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
}

impl Sender {
    /// A sender that wakes up when there is a reason to.
    pub fn start(emit: JsValue, fail: JsValue) -> Rc<Self> {
        let sender = Rc::new(Self {
            emit,
            fail,
            line: RefCell::default(),
            own: RefCell::default(),
            busy: Cell::default(),
            again: Cell::default(),
            timer: RefCell::default(),
        });
        let (online, seen) = (Rc::clone(&sender), Rc::clone(&sender));
        let online = listener(move || {
            online.line.borrow_mut().online();
            online.run();
        });
        wake(&online, &listener(move || seen.run()));
        sender
    }

    /// Sends what the widget has frozen, and `saved` where the disk took it.
    pub fn submit(self: &Rc<Self>, entry: Entry, saved: bool) {
        self.line.borrow_mut().submitted(&entry.id);
        {
            let mut own = self.own.borrow_mut();
            own.retain(|own| own.one.entry.id != entry.id);
            own.push(Own { one: Waiting::fresh(entry, page::now_ms()), saved });
        }
        self.run();
    }

    /// Posts an entry once and forgets it: that a survey was shown, which nobody misses.
    pub fn mention(self: &Rc<Self>, entry: Entry) {
        spawn_local(async move {
            let one = Waiting::fresh(entry, page::now_ms());
            post(&one.entry, &one.body(page::now_ms(), Counts::default()), delays::FIRST_TRY_MS).await;
        });
    }

    /// Sends what earlier pages left, a little later.
    pub fn resume(self: &Rc<Self>) {
        self.later(delays::start(page::chance()));
    }

    /// Survey, endpoint and key as the page names them now.
    fn addresses() -> Vec<[String; 3]> {
        let mut texts = addresses().into_iter();
        let triples = std::iter::from_fn(|| Some([texts.next()?, texts.next()?, texts.next()?]));
        let checked = triples
            .filter_map(|[survey, endpoint, key]| Some([survey, props::address(&endpoint, page::resolve).ok()?, key]));
        checked.collect()
    }

    /// What `goodword("status")` tells.
    pub async fn status(&self) -> JsValue {
        let ledger = queue::ledger().await;
        let (refused, queued): (Vec<_>, Vec<_>) =
            self.waiting().await.into_iter().partition(|one| !one.refused.is_empty());
        let reasons = refused.into_iter().flat_map(|one| [one.entry.id, one.refused]);
        let queued = u32::try_from(queued.len()).unwrap_or(u32::MAX);
        queue::status(queued, ledger.delivered, ledger.lost, reasons.collect())
    }

    /// Works through what waits, unless that is going on.
    fn run(self: &Rc<Self>) {
        self.again.set(true);
        if self.busy.replace(true) {
            return;
        }
        let sender = Rc::clone(self);
        spawn_local(async move {
            while sender.again.take() {
                let worker = Rc::clone(&sender);
                let work = move || {
                    let worker = Rc::clone(&worker);
                    future_to_promise(async move {
                        worker.drain().await;
                        Ok(JsValue::UNDEFINED)
                    })
                };
                queue::alone(LEASE_MS, work).await;
            }
            sender.busy.set(false);
        });
    }

    fn later(self: &Rc<Self>, ms: u64) {
        let sender = Rc::clone(self);
        let ms = u32::try_from(ms).unwrap_or(u32::MAX);
        // A new timer takes the place of the old one: the shorter wait was found last.
        *self.timer.borrow_mut() = Some(Timeout::new(ms, move || sender.run()));
    }

    async fn drain(self: &Rc<Self>) {
        self.tidy().await;
        loop {
            let waiting = self.waiting().await;
            let next = self.line.borrow().next(&waiting, moment());
            match next {
                Next::Send(at) => match waiting.into_iter().nth(at) {
                    Some(one) => self.attempt(&one).await,
                    None => return,
                },
                Next::Wait(ms) => return self.later(ms),
                Next::Rest => return,
            }
        }
    }

    /// Takes today's addresses, and lets go of what was refused and kept long enough.
    async fn tidy(&self) {
        let addresses = Self::addresses();
        for mut one in queue::all().await.unwrap_or_default() {
            let address = addresses.iter().find(|[survey, ..]| *survey == one.entry.survey);
            if address.is_some_and(|[_, endpoint, key]| one.readdress(endpoint, key)) {
                queue::rewrite(&one, false).await;
            } else if !one.refused.is_empty() && is_outdated(&one, page::now_ms()) {
                queue::forget(&one, End::Let, Counts::default()).await;
            }
        }
    }

    /// What is on disk, and what is only here: what was never saved, and all of ours when the site's data was cleared.
    /// Saved and gone from a disk that is there, it was delivered by another tab.
    async fn waiting(&self) -> Vec<Waiting> {
        let disk = queue::all().await;
        let own = self.own.borrow();
        let here: Vec<_> = own.iter().filter(|own| !own.saved || disk.is_none()).map(|own| &own.one).collect();
        let mut waiting = disk.unwrap_or_default();
        waiting.retain(|one| here.iter().all(|other| other.entry.id != one.entry.id));
        waiting.extend(here.into_iter().cloned());
        waiting
    }

    async fn attempt(&self, one: &Waiting) {
        queue::renew(LEASE_MS).await;
        let told = queue::ledger().await.untold;
        let patience = self.line.borrow().patience(&one.entry.endpoint);
        let reply = post(&one.entry, &one.body(page::now_ms(), told), patience).await;
        let verdict = verdict(&one.entry, &reply, page::now_ms());
        self.explain(one, &reply, &verdict);
        let change = self.line.borrow_mut().after(one, verdict, moment(), page::chance());
        self.apply(one, change, told).await;
    }

    async fn apply(&self, one: &Waiting, change: Change, told: Counts) {
        self.remember(one, &change);
        let fate = match change {
            Change::Delivered => {
                let end = if one.entry.partial { End::Let } else { End::Delivered };
                queue::forget(one, end, told).await;
                Fate::Accepted
            }
            Change::Erased => {
                queue::forget(one, End::Let, Counts::default()).await;
                Fate::Refused
            }
            Change::Expired => {
                queue::forget(one, End::Lost, Counts::default()).await;
                Fate::Refused
            }
            Change::Refused(one) => {
                queue::rewrite(&one, !one.refused.is_empty()).await;
                Fate::Refused
            }
            Change::Later(one) => {
                queue::rewrite(&one, false).await;
                Fate::Waiting
            }
        };
        if !one.entry.partial {
            self.say(fate.as_str(), one, "");
        }
    }

    /// Keeps the copy of this page as the disk keeps its own.
    fn remember(&self, one: &Waiting, change: &Change) {
        let mut own = self.own.borrow_mut();
        match change {
            Change::Later(later) | Change::Refused(later) => {
                let copies = own.iter_mut().filter(|own| own.one.entry.id == one.entry.id);
                copies.for_each(|own| own.one = later.clone());
            }
            Change::Delivered | Change::Erased | Change::Expired => own.retain(|own| own.one.entry.id != one.entry.id),
        }
    }

    /// Tells the owner what only the owner can put right. One failure may pass; a second is told.
    fn explain(&self, one: &Waiting, reply: &Reply, verdict: &Verdict) {
        let Entry { id, endpoint, .. } = &one.entry;
        let again = self.line.borrow().failures(endpoint) == 1;
        match (verdict, reply) {
            (Verdict::Refused(_, reason), _) => {
                self.say("refused", one, &[endpoint, ": ", reason, "; the answer ", id, " is kept"].concat());
            }
            (Verdict::Retry(_), Reply::Nothing) if again => {
                self.say("unreachable", one, &[endpoint, UNREACHABLE].concat());
            }
            (Verdict::Retry(_), Reply::Status { status, .. }) if again => {
                self.say("unready", one, &[endpoint, ": status ", &status.to_string(), "; the answer waits"].concat());
            }
            _ => {}
        }
    }

    fn say(&self, word: &str, one: &Waiting, why: &str) {
        told(&self.emit, &self.fail, word, &one.entry.id, &one.entry.survey, why);
    }
}

fn moment() -> Moment {
    Moment { now: page::now_ms(), elapsed: page::elapsed_ms() }
}

fn listener(work: impl Fn() + 'static) -> Function {
    Closure::<dyn Fn()>::new(work).into_js_value().unchecked_into()
}
