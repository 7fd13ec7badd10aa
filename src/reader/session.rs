//! What the reader holds between two questions of the view.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use goodword_core::Zone;
use wasm_bindgen::JsValue;
use web_sys::File;

use super::archive::Archive;
use super::failure::Failure;
use super::follow_up_edits::FollowUpEdits;
use super::import_chunk::ImportChunk;
use super::imported::NamedMapping;
use super::protocol::{BadLines, Envelope, Origin, Report};
use super::selection::Options;
use super::tally_source::TallySource;
use super::time_slice::TimeSlice;
use crate::browser::message_port::Port;
use crate::browser::time_zone;

/// Why a reading ended without anything to show.
pub enum ReadError {
    /// Nobody wants it any more.
    Stopped,
    /// First has to be said which column is which: what the dialog shows, as JSON.
    Asks(String),
    /// There is nothing to show.
    Failed(Failure, BadLines),
}

/// What a reading is told.
#[derive(Clone)]
pub struct ReadRequest {
    /// Where to read from.
    pub origin: Origin,
    /// Whose days to count by.
    pub zone: String,
    /// The only survey that counts, when one is named.
    pub survey: Option<String>,
    /// Where the survey's definition stands.
    pub definition: Option<String>,
    /// What is wanted of it at first.
    pub selection: Options,
    /// The files that are read.
    pub files: Vec<File>,
}

/// One reader and what it has read.
pub struct Session {
    pub(super) port: Port,
    pub(super) time_slice: TimeSlice,
    /// The reading that is wanted; none after it was stopped.
    pub(super) job: Cell<Option<u32>>,
    /// Counts up with every question about figures, about comments, about their words, or about two things beside each other: an
    /// older one is given up.
    pub(super) sum: Cell<u32>,
    pub(super) look: Cell<u32>,
    pub(super) words: Cell<u32>,
    pub(super) cross: Cell<u32>,
    /// What was to be read, to read what has come since.
    pub(super) order: RefCell<Option<ReadRequest>>,
    pub(super) archive: RefCell<Option<Rc<Archive>>>,
    /// What was read instead of responses.
    pub(super) counts: RefCell<Option<Rc<TallySource>>>,
    pub(super) promises: RefCell<FollowUpEdits>,
    pub(super) zone: RefCell<Option<Zone>>,
    /// Which column is which in files that are not ours, and whether that is to be chosen.
    pub(super) mapping: RefCell<Option<NamedMapping>>,
    pub(super) ask: Cell<bool>,
    /// The file whose mapping is being chosen.
    pub(super) import: RefCell<Option<ImportChunk>>,
}

impl Session {
    /// Nothing read yet; it talks at `port`, and rests now and then where it is on the page's own thread.
    pub fn new(port: &Port, on_page: bool) -> Self {
        Self {
            port: port.clone(),
            time_slice: TimeSlice::new(on_page),
            job: Cell::default(),
            sum: Cell::default(),
            look: Cell::default(),
            words: Cell::default(),
            cross: Cell::default(),
            order: RefCell::default(),
            archive: RefCell::default(),
            counts: RefCell::default(),
            promises: RefCell::default(),
            zone: RefCell::default(),
            mapping: RefCell::default(),
            ask: Cell::default(),
            import: RefCell::default(),
        }
    }

    /// The zone called `name`; the browser's own when there is no such zone, and else UTC.
    pub(super) fn zone(&self, name: &str) -> Zone {
        let mut kept = self.zone.borrow_mut();
        if let Some(zone) = kept.as_ref().filter(|zone| zone.name() == name) {
            return zone.clone();
        }
        let zone = time_zone::named(name).or_else(|| time_zone::named(&time_zone::here())).unwrap_or_else(Zone::utc);
        kept.insert(zone).clone()
    }

    pub(super) fn wants(&self, job: u32) -> bool {
        self.job.get() == Some(job)
    }

    pub(super) fn report(&self, job: u32, body: Report) {
        self.port.send(&Envelope { job, body }, &JsValue::UNDEFINED);
    }
}
