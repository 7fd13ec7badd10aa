//! The reader's side of the conversation: it reads sources, keeps what was found, and answers questions about it.

mod archive;
mod reading;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use goodword_core::Zone;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::kept;
use super::port::Port;
use super::zone;
use crate::results::failure::{Failure, Kind};
use crate::results::message::{BadLines, Message, Origin, Report, Request};
use archive::Archive;
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
    /// The reading that is wanted; none after it was stopped.
    job: Cell<Option<u32>>,
    archive: RefCell<Option<Rc<Archive>>>,
    zone: RefCell<Option<Zone>>,
}

/// Listens at `port` for as long as the worker, or the page, lives.
pub fn start(port: &Port) {
    let session =
        Session { port: port.clone(), job: Cell::default(), archive: RefCell::default(), zone: RefCell::default() };
    let session = Rc::new(session);
    let listening = port.listen(move |message: Message<Request>, beside| Session::hear(&session, message, &beside));
    std::mem::forget(listening);
    port.send(&Message { job: 0, body: Report::Listening }, &JsValue::UNDEFINED);
}

impl Session {
    fn hear(this: &Rc<Self>, message: Message<Request>, beside: &JsValue) {
        let (session, job) = (this.clone(), message.job);
        match message.body {
            Request::Read { origin, zone, survey } => {
                this.job.set(Some(job));
                this.archive.take();
                let files = beside.dyn_ref().map_or_else(Vec::new, files);
                spawn_local(async move { session.read(job, origin, &zone, survey, files).await });
            }
            Request::Stop => this.job.set(None),
            Request::Comments { after } => spawn_local(async move { session.comments(job, after).await }),
            Request::Responses => spawn_local(async move { session.responses(job).await }),
        }
    }

    async fn read(&self, job: u32, origin: Origin, zone: &str, survey: Option<String>, files: Vec<File>) {
        let reading = Reading::new(self, job, survey);
        let read = match origin {
            Origin::Address { url, token } => reading.address(&url, token.as_ref()).await,
            Origin::Files => reading.files(files).await,
            Origin::Kept => match kept::file().await {
                Some(file) => reading.files(vec![file]).await,
                None => Err(Ended::Failed(Failure::Empty(Kind::Address), BadLines::default())),
            },
        };
        match read.map(|read| read.settle(self.zone(zone))) {
            Err(Ended::Stopped) => {}
            Err(Ended::Failed(failure, bad)) => self.say(job, Report::Failed(failure, bad)),
            Ok((found, archive)) => {
                *self.archive.borrow_mut() = Some(Rc::new(archive));
                self.say(job, Report::Done(Box::new(found)));
                self.comments(job, 0).await;
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

    async fn comments(&self, job: u32, after: usize) {
        let archive = self.archive.borrow().clone();
        if let Some(archive) = archive {
            match archive.comments(after).await {
                Ok(comments) => self.say(job, Report::Comments(comments)),
                Err(_) => self.say(job, Report::Failed(Failure::Unreadable, BadLines::default())),
            }
        }
    }

    async fn responses(&self, job: u32) {
        let archive = self.archive.borrow().clone();
        if let Some(archive) = archive {
            match archive.responses().await {
                Ok(blob) => self.port.send(&Message { job, body: Report::Responses }, &blob),
                Err(_) => self.say(job, Report::Failed(Failure::Unreadable, BadLines::default())),
            }
        }
    }

    fn wants(&self, job: u32) -> bool {
        self.job.get() == Some(job)
    }

    fn say(&self, job: u32, body: Report) {
        self.port.send(&Message { job, body }, &JsValue::UNDEFINED);
    }
}

fn files(beside: &Array) -> Vec<File> {
    beside.iter().filter_map(|file| file.dyn_into().ok()).collect()
}
