//! The reader's side of the conversation: it reads sources, keeps what was found, and answers questions about it.

use std::cell::Cell;
use std::rc::Rc;

use goodword_core::Survey;
use goodword_core::survey::labels::{self, QuestionLabels};
use goodword_core::words::doubt;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, Window};

use super::archive::Archive;
use super::comment_words;
use super::cross;
use super::export;
use super::failure::{Failure, SourceKind};
use super::follow_up_edits::FollowUpEdits;
use super::local_copies;
use super::protocol::{
    BadLines, CommentQuery, CrossQuery, Envelope, FileFormat, KeynessQuery, Origin, ReadResult, Report, Request,
};
use super::read::Reading;
use super::read_tally;
use super::selection::{Options, Selection};
use super::session::{ReadError, ReadRequest, Session};
use super::source_url;
use super::stream;
use super::warm_up;
use crate::browser::message_port::Port;

/// Listens at `port` for as long as the worker, or the page, lives.
pub fn start(port: &Port) {
    let on_page = js_sys::global().is_instance_of::<Window>();
    let session = Rc::new(Session::new(port, on_page));
    if !on_page {
        spawn_local(warm_up(session.clone()));
    }
    let listening = port.listen(move |message: Envelope<Request>, beside| Session::receive(&session, message, &beside));
    std::mem::forget(listening);
    port.send(&Envelope { job: 0, body: Report::Listening }, &JsValue::UNDEFINED);
}

/// Reads what nobody asked for, unless something was asked meanwhile.
async fn warm_up(session: Rc<Session>) {
    stream::wait(warm_up::LATER_MS).await;
    if session.job.get().is_none()
        && let Ok((nobody, request, file)) = warm_up::reading()
    {
        Session::receive(&Rc::new(Session::new(&nobody, false)), request, &file);
    }
}

impl Session {
    fn receive(this: &Rc<Self>, message: Envelope<Request>, beside: &JsValue) {
        let (session, job) = (this.clone(), message.job);
        match message.body {
            Request::Read { origin, zone, survey, definition, selection } => {
                this.job.set(Some(job));
                this.archive.take();
                this.counts.take();
                let files = beside.dyn_ref().map_or_else(Vec::new, files);
                *this.promises.borrow_mut() = FollowUpEdits::of(&origin);
                let order = ReadRequest { origin, zone, survey, definition, selection, files };
                *this.order.borrow_mut() = Some(order.clone());
                spawn_local(async move { Box::pin(session.read(job, order)).await });
            }
            Request::Mapping { mapping, ask } => {
                *this.mapping.borrow_mut() = mapping;
                this.ask.set(ask);
            }
            Request::EditMapping(edit) => this.edit_mapping(job, &edit),
            Request::Refresh { selection } => spawn_local(async move { session.refresh(job, selection).await }),
            Request::Stop => this.job.set(None),
            Request::SummaryReport { selection } => spawn_local(async move { session.sum(job, &selection).await }),
            Request::Comments(look) => spawn_local(async move { session.comments(job, look).await }),
            Request::Paper(look) => spawn_local(async move { session.paper(job, look).await }),
            Request::Keyness(query) => spawn_local(async move { session.keyness(job, query).await }),
            Request::Cross(query) => spawn_local(async move { session.crossed(job, query).await }),
            Request::FollowUps { selection, count } => {
                spawn_local(async move { session.follow_ups(job, selection, count).await });
            }
            Request::Answer { row, answered } => spawn_local(async move { session.answer(job, row, answered).await }),
            Request::Save { selection, format } => {
                spawn_local(async move { session.save(job, &selection, format).await });
            }
        }
    }

    async fn read(&self, job: u32, order: ReadRequest) {
        let ReadRequest { origin, zone, survey, definition, selection, files } = order;
        let token = if let Origin::Address { token, .. } = &origin { token.clone() } else { None };
        let (definition, labels) = match definition {
            Some(url) => {
                let text = stream::text(&url, token.as_ref()).await.unwrap_or_default();
                let text = text.trim_start_matches('\u{feff}');
                (Some(Survey::parse(text).ok()), labels::labels(text))
            }
            None => (None, Vec::new()),
        };
        let selection = match Selection::read(&selection) {
            Ok(selection) => selection,
            Err(problem) => {
                return self.report(job, Report::Failed(Failure::Unknown(problem.to_string()), BadLines::default()));
            }
        };
        let zone_used = self.zone(&zone);
        let unknown = doubt::unknown_zone(&zone, zone_used.name()).map(|sentence| sentence + ".");
        let guessed = "The survey's definition could not be read: kinds of questions are guessed.";
        let guessed = (definition == Some(None)).then(|| guessed.to_owned());
        let doubts: Vec<_> = unknown.into_iter().chain(guessed).collect();
        let wanted = (survey.clone(), definition.clone().flatten(), selection.clone(), doubts.clone());
        if let Some((url, token)) = read_tally::place(&origin, zone_used.name()) {
            return self.counted(job, &url, token, wanted).await;
        }
        let mut reading = Reading::new(self, job, survey, definition.flatten(), &selection);
        for sentence in doubts {
            reading.doubt(sentence);
        }
        let read = match origin {
            Origin::Address { url, token } => {
                match (reading.address(&url, token.as_ref()).await, source_url::groups(&url)) {
                    // Who may not read single responses may be told of groups.
                    (Err(ReadError::Failed(Failure::Locked { status: 403, .. }, _)), Some(groups)) => {
                        return self.counted(job, &groups, token.as_ref(), wanted).await;
                    }
                    (read, _) => read,
                }
            }
            Origin::Files => reading.files(files).await,
            Origin::Sample => reading.sample().await,
            Origin::Kept => match local_copies::file().await {
                Some(file) => reading.files(vec![file]).await,
                None => Err(ReadError::Failed(Failure::Empty(SourceKind::Address), BadLines::default())),
            },
        };
        let settled = match read {
            Ok(read) => Box::pin(read.finish(zone_used, &selection)).await,
            Err(ended) => Err(ended),
        };
        self.settle(job, settled, labels);
    }

    /// What has come since is read behind what is there. Where anything else has changed in between, or nobody can say so, all
    /// is read again.
    async fn refresh(&self, job: u32, selection: Options) {
        let (archive, order) = (self.archive.borrow().clone(), self.order.borrow().clone());
        let Some(order) = order.map(|order| ReadRequest { selection, ..order }) else { return };
        let read = match &archive {
            Some(archive) => self.added(job, &order, archive).await,
            None => None,
        };
        let Some(read) = read else {
            *self.promises.borrow_mut() = FollowUpEdits::of(&order.origin);
            return Box::pin(self.read(job, order)).await;
        };
        let labels = archive.map(|archive| archive.facets.labels.clone()).unwrap_or_default();
        let selection = Selection::read(&order.selection).unwrap_or_default();
        let zone = self.zone(&order.zone);
        let settled = Box::pin(read.finish(zone, &selection)).await;
        self.settle(job, settled, labels);
    }

    /// What has come since, where nothing else has changed.
    async fn added(&self, job: u32, order: &ReadRequest, archive: &Archive) -> Option<Reading<'_>> {
        let (before, Origin::Address { url, token }) = (archive.cursor?, &order.origin) else { return None };
        let reading = Reading::resume(self, job, order.survey.clone(), archive);
        let lines = reading.lines();
        let reading = reading.address(url, token.as_ref()).await.ok()?;
        before.is_all(reading.cursor()?.changes, reading.lines() - lines).then_some(reading)
    }

    fn settle(&self, job: u32, settled: Result<(ReadResult, Archive), ReadError>, labels: Vec<QuestionLabels>) {
        match settled {
            _ if !self.wants(job) => {}
            Err(ReadError::Stopped) => {}
            Err(ReadError::Asks(sheet)) => self.report(job, Report::Asks(sheet)),
            Err(ReadError::Failed(failure, bad)) => self.report(job, Report::Failed(failure, bad)),
            Ok((mut found, mut archive)) => {
                archive.facets.labels.clone_from(&labels);
                found.facets.labels = labels;
                *self.archive.borrow_mut() = Some(Rc::new(archive));
                self.report(job, Report::Done(Box::new(found)));
            }
        }
    }

    fn edit_mapping(&self, job: u32, edit: &str) {
        let sheet = self.import.borrow().as_ref().map(|import| import.edit(edit));
        match sheet {
            Some(Ok(Some(sheet))) => self.report(job, Report::Asks(sheet)),
            Some(Err(_)) => self.report(job, Report::Failed(Failure::Reader, BadLines::default())),
            Some(Ok(None)) | None => {}
        }
    }

    async fn sum(&self, job: u32, selection: &Options) {
        let number = self.sum.get().wrapping_add(1);
        self.sum.set(number);
        let wanted = || self.sum.get() == number && self.wants(job);
        let (archive, counts) = (self.archive.borrow().clone(), self.counts.borrow().clone());
        let sum = match (archive, counts) {
            (Some(archive), _) => archive.sum(selection, &self.time_slice, &wanted).await,
            (None, Some(counts)) => counts.sum(selection).map(Some),
            (None, None) => return,
        };
        match sum {
            Ok(Some(sum)) => self.report(job, Report::Summed(sum)),
            Ok(None) => {}
            Err(_) => self.report(job, Report::Failed(Failure::Unkept, BadLines::default())),
        }
    }

    async fn comments(&self, job: u32, look: CommentQuery) {
        let number = self.look.get().wrapping_add(1);
        self.look.set(number);
        let Some(archive) = self.archive.borrow().clone() else { return };
        let wanted = || self.look.get() == number;
        match archive.comments(&look, &self.time_slice, &wanted).await {
            Ok(Some((total, list))) => self.report(job, Report::Comments(look, total, list)),
            Ok(None) => {}
            Err(_) => self.report(job, Report::Failed(Failure::Unreadable, BadLines::default())),
        }
    }

    /// The comments that are printed: as many as there are, unless others are looked at meanwhile.
    async fn paper(&self, job: u32, look: CommentQuery) {
        let Some(archive) = self.archive.borrow().clone() else { return };
        if let Ok(Some((total, list))) = archive.comments(&look, &self.time_slice, &|| self.wants(job)).await {
            self.report(job, Report::Paper(look, total, list));
        }
    }

    async fn keyness(&self, job: u32, query: KeynessQuery) {
        let number = self.words.get().wrapping_add(1);
        self.words.set(number);
        let Some(archive) = self.archive.borrow().clone() else { return };
        let wanted = || self.words.get() == number && self.wants(job);
        let told = Cell::new(0);
        let tell = |hundredths| {
            if told.replace(hundredths) != hundredths {
                self.report(job, Report::ReadingWords(query.clone(), hundredths));
            }
        };
        match comment_words::found(&archive, &query, &self.time_slice, &wanted, &tell).await {
            Ok(Some((found, drawn))) => self.report(job, Report::Keyness(query, found, drawn)),
            Ok(None) => {}
            Err(comment_words::Trouble::Unloaded) => self.report(job, Report::NoKeyness(query, Failure::Reader)),
            Err(comment_words::Trouble::Unreadable) => self.report(job, Report::NoKeyness(query, Failure::Unreadable)),
        }
    }

    async fn crossed(&self, job: u32, query: CrossQuery) {
        let number = self.cross.get().wrapping_add(1);
        self.cross.set(number);
        let Some(archive) = self.archive.borrow().clone() else { return };
        let wanted = || self.cross.get() == number && self.wants(job);
        match cross::found(&archive, &query, &self.time_slice, &wanted).await {
            Ok(Some(found)) => self.report(job, Report::Cross(query, found)),
            Ok(None) => {}
            Err(failure) => self.report(job, Report::NoCross(query, failure)),
        }
    }

    async fn save(&self, job: u32, selection: &Options, format: FileFormat) {
        let Some(archive) = self.archive.borrow().clone() else { return };
        let tell = |progress| self.report(job, Report::Saving(progress));
        match export::responses(&archive, selection, format, &self.time_slice, &tell).await {
            Ok(blob) => self.port.send(&Envelope { job, body: Report::Saved(format) }, &blob),
            Err(_) => self.report(job, Report::Failed(Failure::Unreadable, BadLines::default())),
        }
    }
}

fn files(beside: &Array) -> Vec<File> {
    beside.iter().filter_map(|file| file.dyn_into().ok()).collect()
}
