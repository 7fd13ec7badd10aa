//! The sender at work: one after the other, what waits is posted, and what comes back decides what becomes of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{future_to_promise, spawn_local};

use goodword_core::ResponseId;

use super::backoff::{self, LEASE_MS};
use super::endpoint::link;
use super::http::{online, post};
use super::store::{self, Removal};
use super::{
    Change, Circumstances, Clocks, DeliveryStatus, Entry, Losses, Next, Outbox, QueuedEntry, Reply, Scheduler,
    SurveyEndpoint, Verdict, is_outdated, verdict,
};
use crate::browser::page;

#[wasm_bindgen(module = "/src/delivery/submit.js")]
extern "C" {
    /// Puts the code of Send where the widget finds it; importing this binary's glue has done so already.
    pub fn register();
}

#[wasm_bindgen(module = "/src/delivery/page_events.js")]
extern "C" {
    /// Calls `online` when the connection is back, and `seen` when the page is looked at again.
    fn wake(online: &Function, seen: &Function);
    fn homes() -> Vec<String>;
    /// Remembers whose answer this is: its element, and who hears what becomes of it.
    pub fn mine(id: &str, seq: u32, element: &JsValue, tell: &JsValue);
    /// The same answer goes on under another id.
    fn renamed(id: &str, other: &str);
    /// What became of an answer, and why.
    fn report(emit: &JsValue, fail: &JsValue, word: &str, id: &str, seq: u32, survey: &str, why: &str);
}

/// What a page can learn of a request that fails is nothing more; these are the usual reasons.
const UNREACHABLE: &str = " cannot be reached; the answer waits. Is it up? Does it allow this page's origin (CORS; content-type=\"text\" needs no preflight)? Does something block it?";

/// The sender of one page.
pub struct Sender {
    /// The loader's functions that tell the page, and the owner.
    emit: JsValue,
    fail: JsValue,
    scheduler: RefCell<Scheduler>,
    outbox: RefCell<Outbox>,
    /// Endpoints that have named an answer on this page: where nothing is kept, nobody else remembers.
    named: RefCell<Vec<String>>,
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
            scheduler: RefCell::default(),
            outbox: RefCell::default(),
            named: RefCell::default(),
            busy: Cell::default(),
            again: Cell::default(),
            timer: RefCell::default(),
        });
        let (online, seen) = (Rc::clone(&sender), Rc::clone(&sender));
        let online = listener(move || {
            online.scheduler.borrow_mut().online(moment());
            online.run();
        });
        register();
        wake(&online, &listener(move || seen.run()));
        sender
    }

    /// Sends what the widget has frozen, and `saved` where the disk took it.
    pub fn submit(self: &Rc<Self>, entry: Entry, saved: bool) {
        self.scheduler.borrow_mut().submitted(&entry.id);
        self.outbox.borrow_mut().submitted(QueuedEntry::fresh(entry, page::now_ms()), saved);
        self.run();
    }

    /// Posts an entry once and forgets it: that a survey was shown, which nobody misses.
    pub fn mention(self: &Rc<Self>, entry: Entry) {
        spawn_local(async move {
            let body = entry.try_body(page::now_ms(), Losses::default());
            post(&entry, &body, true, backoff::FIRST_TRY_MS).await;
        });
    }

    /// Sends what earlier pages left, a little later.
    pub fn resume(self: &Rc<Self>) {
        self.later(backoff::start(page::chance()));
    }

    /// The surveys of the page, as it names their addresses now.
    fn homes() -> Vec<SurveyEndpoint> {
        let mut texts = homes().into_iter();
        let mut next = || -> Option<Option<SurveyEndpoint>> {
            let (survey, place, endpoint, key) = (texts.next()?, texts.next()?, texts.next()?, texts.next()?);
            let silent = !texts.next()?.is_empty();
            let endpoint = link(&endpoint, page::resolve).ok();
            Some(endpoint.map(|endpoint| SurveyEndpoint { survey, place, endpoint, key, silent }))
        };
        std::iter::from_fn(&mut next).flatten().collect()
    }

    /// What `goodword("status")` tells.
    pub async fn status(&self) -> JsValue {
        let ledger = store::ledger().await;
        let (refused, queued): (Vec<_>, Vec<_>) =
            self.waiting().await.into_iter().partition(|one| !one.refused.is_empty());
        let reasons = refused.into_iter().flat_map(|one| [one.entry.id, one.refused]);
        let queued = u32::try_from(queued.len()).unwrap_or(u32::MAX);
        store::status(queued, ledger.delivered, ledger.lost, reasons.collect())
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
                store::alone(LEASE_MS, work).await;
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
            let next = self.scheduler.borrow().next(&waiting, moment());
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
        let homes = Self::homes();
        for mut one in store::all().await.unwrap_or_default() {
            if SurveyEndpoint::readdress(&homes, &mut one) {
                store::rewrite(&one, false).await;
            } else if !one.refused.is_empty() && is_outdated(&one, page::now_ms()) {
                store::forget(&one, Removal::Let, Losses::default()).await;
            }
        }
    }

    async fn waiting(&self) -> Vec<QueuedEntry> {
        let disk = store::all().await;
        self.outbox.borrow().waiting(disk)
    }

    async fn attempt(&self, one: &QueuedEntry) {
        store::renew(LEASE_MS).await;
        let QueuedEntry { entry, .. } = one;
        let told = store::ledger().await.untold;
        let ours = self.named.borrow().contains(&entry.endpoint) || store::names(&entry.endpoint).await;
        let (patience, first) = {
            let scheduler = self.scheduler.borrow();
            (scheduler.patience(&entry.endpoint), scheduler.failures(&entry.endpoint) == 0)
        };
        let online_before = online();
        // A browser that has no room for a request that outlives the page refuses it: then the next does without.
        let reply = post(entry, &entry.try_body(page::now_ms(), told), first, patience).await;
        if !ours && reply.names(entry) {
            self.named.borrow_mut().push(entry.endpoint.clone());
            store::named(&entry.endpoint).await;
        }
        let online = online_before && online() && self.scheduler.borrow().is_settled(moment());
        let verdict = verdict(entry, &reply, Circumstances { now_ms: page::now_ms(), ours, online });
        self.explain(one, &reply, &verdict);
        let id = ResponseId::v7(page::now_ms(), page::random()).to_text();
        let change = self.scheduler.borrow_mut().after(one, verdict, moment(), page::chance(), &id);
        self.apply(one, change, told).await;
    }

    async fn apply(&self, one: &QueuedEntry, change: Change, told: Losses) {
        let id = &one.entry.id;
        self.outbox.borrow_mut().after(one, &change);
        let fate = match change {
            Change::Delivered => {
                let end = if one.entry.partial { Removal::Let } else { Removal::Delivered };
                store::forget(one, end, told).await;
                DeliveryStatus::Accepted
            }
            Change::Erased => {
                store::forget(one, Removal::Let, Losses::default()).await;
                DeliveryStatus::Gone
            }
            Change::Expired => {
                store::forget(one, Removal::Lost, Losses::default()).await;
                DeliveryStatus::Gone
            }
            Change::Renewed(later) => {
                renamed(id, &later.entry.id);
                return store::rename(id, &later.entry.id).await;
            }
            Change::Refused(later) => {
                store::rewrite(&later, true).await;
                DeliveryStatus::Refused
            }
            Change::Kept(later) => {
                store::rewrite(&later, false).await;
                DeliveryStatus::Kept
            }
            Change::Later(later) => {
                store::rewrite(&later, false).await;
                DeliveryStatus::Waiting
            }
        };
        if !one.entry.partial {
            self.report(fate.as_str(), one, "");
        }
    }

    /// Tells the owner what only the owner can put right. One failure may pass; a second is told.
    fn explain(&self, one: &QueuedEntry, reply: &Reply, verdict: &Verdict) {
        let Entry { id, endpoint, .. } = &one.entry;
        let again = self.scheduler.borrow().failures(endpoint) == 1;
        match (verdict, reply) {
            (Verdict::Refused(_, reason), _) => {
                self.report("refused", one, &[endpoint, ": ", reason, "; the answer ", id, " is kept"].concat());
            }
            (Verdict::Retry(_), Reply::Nothing) if again => {
                self.report("unreachable", one, &[endpoint, UNREACHABLE].concat());
            }
            (Verdict::Retry(_), Reply::Status { status, .. }) if again => {
                self.report(
                    "unready",
                    one,
                    &[endpoint, ": status ", &status.to_string(), "; the answer waits"].concat(),
                );
            }
            _ => {}
        }
    }

    fn report(&self, word: &str, one: &QueuedEntry, why: &str) {
        let Entry { id, seq, survey, .. } = &one.entry;
        report(&self.emit, &self.fail, word, id, *seq, survey, why);
    }
}

fn moment() -> Clocks {
    Clocks { now: page::now_ms(), elapsed: page::elapsed_ms() }
}

fn listener(work: impl Fn() + 'static) -> Function {
    Closure::<dyn Fn()>::new(work).into_js_value().unchecked_into()
}
