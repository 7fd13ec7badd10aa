//! Sources → columns, with progress, in slices that leave the page's own thread room to breathe.

use goodword_core::words::plural;
use goodword_core::{Columns, Line, Reader, Record, Summary, Zone};
use js_sys::{Date, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, File, Window};

use super::archive::Archive;
use super::{Ended, Session};
use crate::edge::spool::Spool;
use crate::edge::stream::{self, Stream};
use crate::results::ends::Ends;
use crate::results::failure::{Failure, Kind};
use crate::results::message::{BadLine, BadLines, Found, Progress, Report, Token};

/// Bytes read between two looks at the clock.
const SLICE: u32 = 128 << 10;
/// How long the page's own thread is kept busy at once, in milliseconds.
const BUSY_MS: f64 = 8.0;
/// How long between two reports of progress, in milliseconds.
const REPORT_MS: f64 = 100.0;

/// One reading.
pub struct Reading<'a> {
    session: &'a Session,
    job: u32,
    on_page: bool,
    survey: Option<String>,
    others: u64,
    columns: Columns,
    sources: Vec<Blob>,
    doubts: Vec<String>,
    /// What the first source was that held no responses.
    odd: Option<Failure>,
    progress: Progress,
    reported: f64,
    rested: f64,
}

impl<'a> Reading<'a> {
    /// Nothing read yet. Only responses to `survey` are kept, if one is named.
    pub fn new(session: &'a Session, job: u32, survey: Option<String>) -> Self {
        Self {
            session,
            job,
            on_page: js_sys::global().is_instance_of::<Window>(),
            survey,
            others: 0,
            columns: Columns::new(),
            sources: Vec::new(),
            doubts: Vec::new(),
            odd: None,
            progress: Progress::default(),
            reported: 0.0,
            rested: Date::now(),
        }
    }

    /// Reads what stands at an address, and keeps its bytes.
    pub async fn address(mut self, url: &str, token: Option<&Token>) -> Result<Self, Ended> {
        let stream = stream::open(url, token).await.map_err(|failure| self.failed(failure))?;
        self.progress.total = stream.total;
        let mut spool = Spool::default();
        self.source(url, &stream, Some(&mut spool), Kind::Address).await?;
        let blob = spool.finish("application/x-ndjson").map_err(|_| self.failed(Failure::Reader))?;
        self.sources.push(blob);
        self.check(Kind::Address)
    }

    /// Reads files, one after the other.
    pub async fn files(mut self, files: Vec<File>) -> Result<Self, Ended> {
        self.progress.total = Some(files.iter().map(size).sum());
        for file in files {
            let name = file.name();
            let stream = Stream::new(&file.stream(), None).map_err(|_| self.failed(Failure::Unreadable))?;
            self.source(&name, &stream, None, Kind::File).await?;
            self.sources.push(file.into());
        }
        self.check(Kind::File)
    }

    async fn source(
        &mut self,
        name: &str,
        from: &Stream,
        mut spool: Option<&mut Spool>,
        kind: Kind,
    ) -> Result<(), Ended> {
        self.columns.source(name);
        let (mut reader, mut ends) = (Reader::records(), Ends::default());
        while let Some(chunk) = from.next().await.map_err(|_| self.broken(kind))? {
            self.chunk(&chunk, &mut reader, &mut ends).await?;
            match &mut spool {
                Some(spool) => spool.add(&chunk).map_err(|_| self.failed(Failure::Reader))?,
                None => stream::free(&chunk),
            }
        }
        let mut cut = false;
        reader.finish(&mut |line| {
            cut |= line.body.is_err() && ends.are_open();
            self.take(line);
        });
        match Failure::of_start(ends.start(), kind) {
            Some(failure) => _ = self.odd.get_or_insert(failure),
            None if cut => {
                self.odd.get_or_insert(Failure::Cut);
                self.doubts.push(format!(
                    "{name} ends in the middle: it was cut off. Only what comes before is counted. Export it again to have the rest."
                ));
            }
            None => {}
        }
        self.doubts.extend(reader.mismatch().map(|sentence| format!("{name}: {sentence}.")));
        Ok(())
    }

    async fn chunk(&mut self, chunk: &Uint8Array, reader: &mut Reader<Record>, ends: &mut Ends) -> Result<(), Ended> {
        for at in (0..chunk.length()).step_by(SLICE as usize) {
            if !self.session.wants(self.job) {
                return Err(Ended::Stopped);
            }
            let bytes = chunk.subarray(at, at.saturating_add(SLICE).min(chunk.length())).to_vec();
            ends.see(&bytes);
            reader.push(&bytes, &mut |line| self.take(line));
            self.progress.bytes += bytes.len() as u64;
            self.progress.rows = self.columns.lines();
            self.report().await;
        }
        Ok(())
    }

    /// Keeps a line, unless it is of another survey than the one that is wanted.
    fn take(&mut self, line: Line<Record>) {
        let other = match (&self.survey, &line.body) {
            (Some(survey), Ok(record)) => record.survey.as_str() != survey,
            _ => false,
        };
        if other { self.others += 1 } else { self.columns.read(line) }
    }

    /// Says how far it has come, and rests, each when it is time to.
    async fn report(&mut self) {
        let now = Date::now();
        if now - self.reported >= REPORT_MS {
            self.reported = now;
            self.session.say(self.job, Report::Progress(self.progress));
        }
        if self.on_page && now - self.rested >= BUSY_MS {
            stream::breathe().await;
            self.rested = Date::now();
        }
    }

    /// That there is something to show.
    fn check(self, kind: Kind) -> Result<Self, Ended> {
        let failure = match (&self.odd, self.columns.bad_lines()) {
            _ if self.columns.rows() > 0 => return Ok(self),
            _ if self.others > 0 => Failure::OtherSurvey,
            (Some(failure), _) => failure.clone(),
            (None, 0) => Failure::Empty(kind),
            (None, bad) => Failure::OnlyBad(bad),
        };
        Err(self.failed(failure))
    }

    fn broken(&self, kind: Kind) -> Ended {
        match kind {
            Kind::Address => self.failed(Failure::BrokenOff { rows: self.columns.lines() }),
            Kind::File => self.failed(Failure::Unreadable),
        }
    }

    fn failed(&self, failure: Failure) -> Ended {
        Ended::Failed(failure, self.bad())
    }

    fn bad(&self) -> BadLines {
        let several = self.columns.sources().len() > 1;
        let line = |bad: &goodword_core::columns::BadLine| BadLine {
            file: self.columns.sources().get(bad.source).filter(|_| several).cloned(),
            number: bad.number,
            reason: bad.reason.clone(),
        };
        BadLines { total: self.columns.bad_lines(), listed: self.columns.bad().iter().map(line).collect() }
    }

    /// Counts, by the days of `zone`.
    pub fn settle(mut self, zone: Zone) -> (Found, Archive) {
        self.columns.settle();
        let summary = Summary::of(&self.columns.tally(&zone)).json();
        if self.others > 0 {
            let others = plural(self.others, "response to another survey is", "responses to other surveys are");
            self.doubts.push(format!("{others} left out."));
        }
        let found = Found { summary, bad: self.bad(), doubts: self.doubts, today: today(&zone) };
        (found, Archive { columns: self.columns, sources: self.sources, zone })
    }
}

#[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
fn today(zone: &Zone) -> i32 {
    zone.day(Date::now() as i64).number()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a file's size is a whole number below 2^53"
)]
fn size(file: &File) -> u64 {
    file.size() as u64
}
