//! The reader's side of the conversation: it reads sources, keeps what was found, and answers questions about it.

mod archive;
mod counts;
mod export;
mod follow_ups;
mod reading;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use goodword_core::{Survey, Zone};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, Window};

use super::kept;
use super::pace::Pace;
use super::port::Port;
use super::{stream, zone};
use crate::results::asked::{Asked, Options};
use crate::results::failure::{Failure, Kind};
use crate::results::message::{BadLines, Format, Look, Message, Origin, Report, Request, Token};
use archive::Archive;
use counts::Counts;
use follow_ups::Promises;
use reading::Reading;

/// Why a reading ended without anything to show.
enum Ended {
    /// Nobody wants it any more.
    Stopped,
    /// There is nothing to show.
    Failed(Failure, BadLines),
}

/// One reader and what it has read.
struct Session {
    port: Port,
    pace: Pace,
    /// The reading that is wanted; none after it was stopped.
    job: Cell<Option<u32>>,
    /// Counts up with every question about figures, or about comments: an older one is given up.
    sum: Cell<u32>,
    look: Cell<u32>,
    archive: RefCell<Option<Rc<Archive>>>,
    /// What was read instead of responses.
    counts: RefCell<Option<Rc<Counts>>>,
    promises: RefCell<Promises>,
    zone: RefCell<Option<Zone>>,
}

/// What a reading is told.
struct Order {
    origin: Origin,
    zone: String,
    survey: Option<String>,
    definition: Option<String>,
    asked: Options,
    files: Vec<File>,
}

/// Listens at `port` for as long as the worker, or the page, lives.
pub fn start(port: &Port) {
    let session = Rc::new(Session {
        port: port.clone(),
        pace: Pace::new(js_sys::global().is_instance_of::<Window>()),
        job: Cell::default(),
        sum: Cell::default(),
        look: Cell::default(),
        archive: RefCell::default(),
        counts: RefCell::default(),
        promises: RefCell::default(),
        zone: RefCell::default(),
    });
    let listening = port.listen(move |message: Message<Request>, beside| Session::hear(&session, message, &beside));
    std::mem::forget(listening);
    port.send(&Message { job: 0, body: Report::Listening }, &JsValue::UNDEFINED);
}

impl Session {
    fn hear(this: &Rc<Self>, message: Message<Request>, beside: &JsValue) {
        let (session, job) = (this.clone(), message.job);
        match message.body {
            Request::Read { origin, zone, survey, definition, asked } => {
                this.job.set(Some(job));
                this.archive.take();
                this.counts.take();
                let files = beside.dyn_ref().map_or_else(Vec::new, files);
                *this.promises.borrow_mut() = Promises::of(&origin);
                let order = Order { origin, zone, survey, definition, asked, files };
                spawn_local(async move { session.read(job, order).await });
            }
            Request::Stop => this.job.set(None),
            Request::Sum { asked } => spawn_local(async move { session.sum(job, &asked).await }),
            Request::Comments(look) => spawn_local(async move { session.comments(job, look).await }),
            Request::Paper(look) => spawn_local(async move { session.paper(job, look).await }),
            Request::FollowUps { asked, count } => {
                spawn_local(async move { session.follow_ups(job, asked, count).await });
            }
            Request::Answer { row, answered } => spawn_local(async move { session.answer(job, row, answered).await }),
            Request::Save { asked, format } => spawn_local(async move { session.save(job, &asked, format).await }),
        }
    }

    async fn read(&self, job: u32, order: Order) {
        let Order { origin, zone, survey, definition, asked, files } = order;
        let token = if let Origin::Address { token, .. } = &origin { token.clone() } else { None };
        let definition = match definition {
            Some(url) => Some(defined(&url, token.as_ref()).await),
            None => None,
        };
        let (asked, wrong) = match Asked::read(&asked) {
            Ok(asked) => (asked, None),
            Err(problem) => (Asked::default(), Some(problem)),
        };
        if let Some((url, token)) = counts::place(&origin, &zone) {
            let wanted = (survey, definition.flatten(), asked, wrong.is_some());
            return self.counted(job, &url, token, wanted).await;
        }
        let mut reading = Reading::new(self, job, survey, definition.clone().flatten(), &asked);
        if let Some(problem) = wrong {
            reading.doubt(format!(
                "What the address of this page asks for is not known ({problem}): nothing is left out."
            ));
        }
        if definition == Some(None) {
            reading.doubt("The survey's definition could not be read: kinds of questions are guessed.".to_owned());
        }
        let read = match origin {
            Origin::Address { url, token } => reading.address(&url, token.as_ref()).await,
            Origin::Files => reading.files(files).await,
            Origin::Sample => reading.sample().await,
            Origin::Kept => match kept::file().await {
                Some(file) => reading.files(vec![file]).await,
                None => Err(Ended::Failed(Failure::Empty(Kind::Address), BadLines::default())),
            },
        };
        let settled = match read {
            Ok(read) => read.settle(self.zone(&zone), &asked).await,
            Err(ended) => Err(ended),
        };
        match settled {
            _ if !self.wants(job) => {}
            Err(Ended::Stopped) => {}
            Err(Ended::Failed(failure, bad)) => self.say(job, Report::Failed(failure, bad)),
            Ok((found, archive)) => {
                *self.archive.borrow_mut() = Some(Rc::new(archive));
                self.say(job, Report::Done(Box::new(found)));
            }
        }
    }

    /// The zone called `name`; the browser's own when there is no such zone, and else UTC.
    fn zone(&self, name: &str) -> Zone {
        let mut kept = self.zone.borrow_mut();
        if let Some(zone) = kept.as_ref().filter(|zone| zone.name() == name) {
            return zone.clone();
        }
        let zone = zone::named(name).or_else(|| zone::named(&zone::here())).unwrap_or_else(Zone::utc);
        kept.insert(zone).clone()
    }

    async fn sum(&self, job: u32, asked: &Options) {
        let number = self.sum.get().wrapping_add(1);
        self.sum.set(number);
        let wanted = || self.sum.get() == number && self.wants(job);
        let (archive, counts) = (self.archive.borrow().clone(), self.counts.borrow().clone());
        let sum = match (archive, counts) {
            (Some(archive), _) => archive.sum(asked, &self.pace, &wanted).await,
            (None, Some(counts)) => counts.sum(asked).map(Some),
            (None, None) => return,
        };
        match sum {
            Ok(Some(sum)) => self.say(job, Report::Summed(sum)),
            Ok(None) => {}
            Err(_) => self.say(job, Report::Failed(Failure::Unkept, BadLines::default())),
        }
    }

    async fn comments(&self, job: u32, look: Look) {
        let number = self.look.get().wrapping_add(1);
        self.look.set(number);
        let Some(archive) = self.archive.borrow().clone() else { return };
        let wanted = || self.look.get() == number;
        match archive.comments(&look, &self.pace, &wanted).await {
            Ok(Some((total, list))) => self.say(job, Report::Comments(look, total, list)),
            Ok(None) => {}
            Err(_) => self.say(job, Report::Failed(Failure::Unreadable, BadLines::default())),
        }
    }

    /// The comments that are printed: as many as there are, unless others are looked at meanwhile.
    async fn paper(&self, job: u32, look: Look) {
        let Some(archive) = self.archive.borrow().clone() else { return };
        if let Ok(Some((total, list))) = archive.comments(&look, &self.pace, &|| self.wants(job)).await {
            self.say(job, Report::Paper(look, total, list));
        }
    }

    async fn save(&self, job: u32, asked: &Options, format: Format) {
        let Some(archive) = self.archive.borrow().clone() else { return };
        match export::responses(&archive, asked, format, &self.pace).await {
            Ok(blob) => self.port.send(&Message { job, body: Report::Saved(format) }, &blob),
            Err(_) => self.say(job, Report::Failed(Failure::Unreadable, BadLines::default())),
        }
    }

    fn wants(&self, job: u32) -> bool {
        self.job.get() == Some(job)
    }

    fn say(&self, job: u32, body: Report) {
        self.port.send(&Message { job, body }, &JsValue::UNDEFINED);
    }
}

/// The definition that stands at an address; nothing when it cannot be read.
async fn defined(url: &str, token: Option<&Token>) -> Option<Survey> {
    let text = stream::text(url, token).await.ok()?;
    Survey::parse(text.trim_start_matches('\u{feff}')).ok()
}

fn files(beside: &Array) -> Vec<File> {
    beside.iter().filter_map(|file| file.dyn_into().ok()).collect()
}
