//! Sources → columns, with progress, in slices that leave the page's own thread room to breathe.

use goodword_core::columns::{Filter, Settling};
use goodword_core::csv::Header;
use goodword_core::words::plural;
use goodword_core::{Columns, Line, Reader, Record, ResponseId, Segment, Survey, Zone};
use js_sys::{Date, Uint8Array};
use web_sys::{Blob, File};

use super::archive::Archive;
use super::{Ended, Session};
use crate::edge::pace::{Pace, ROWS};
use crate::edge::spool::Spool;
use crate::edge::stream::{self, Stream};
use crate::results::address::export;
use crate::results::asked::Asked;
use crate::results::digest::Digest;
use crate::results::ends::{Ends, START};
use crate::results::facets::Facets;
use crate::results::failure::{Failure, Kind};
use crate::results::kept;
use crate::results::message::{BadLine, BadLines, Found, Progress, Report, Token};
use crate::results::sample;

/// Bytes read between two looks at the clock.
const SLICE: u32 = 128 << 10;
/// How long between two reports of progress, in milliseconds.
const REPORT_MS: f64 = 100.0;
/// How often a broken connection is taken up again without a response in between, and how long that is waited for.
const TRIES: u32 = 4;
const WAIT_MS: i32 = 500;

/// One reading.
pub struct Reading<'a> {
    session: &'a Session,
    job: u32,
    survey: Option<String>,
    definition: Option<Survey>,
    /// Segments that are asked for.
    segments: Vec<Segment>,
    others: u64,
    columns: Columns,
    /// Whether it is known which segments are kept.
    prepared: bool,
    /// The last response, behind which an export goes on.
    last: Option<ResponseId>,
    sources: Vec<Blob>,
    /// The columns of those that are CSV.
    headers: Vec<Option<Header>>,
    doubts: Vec<String>,
    /// What the first source was that held no responses.
    odd: Option<Failure>,
    progress: Progress,
    reported: f64,
}

/// How a source ended.
enum End {
    /// With its last byte; whether that was where an export says it ends.
    Whole(bool),
    /// The connection broke.
    Broken,
}

impl<'a> Reading<'a> {
    /// Nothing read yet. Only responses to `survey` are kept, if one is named.
    pub fn new(
        session: &'a Session,
        job: u32,
        survey: Option<String>,
        definition: Option<Survey>,
        asked: &Asked,
    ) -> Self {
        Self {
            session,
            job,
            survey,
            definition,
            segments: asked.segments().cloned().collect(),
            others: 0,
            columns: Columns::new(),
            prepared: false,
            last: None,
            sources: Vec::new(),
            headers: Vec::new(),
            doubts: Vec::new(),
            odd: None,
            progress: Progress::default(),
            reported: 0.0,
        }
    }

    /// Says what a person should know before believing the figures.
    pub fn doubt(&mut self, sentence: String) {
        self.doubts.push(sentence);
    }

    /// Reads what stands at an address, and keeps its bytes. An export that breaks off is taken up again behind the last
    /// response that came, or from its beginning when none did.
    pub async fn address(mut self, url: &str, token: Option<&Token>) -> Result<Self, Ended> {
        let mut tries = 0;
        loop {
            let (asked, before) = (export(url, self.last.map(|id| id.to_string()).as_deref()), self.columns.lines());
            let from = asked.as_deref().unwrap_or(url);
            let end = match stream::open(from, token).await {
                Ok(stream) => self.spooled(url, &stream, asked.is_some()).await?,
                Err(Failure::Network) if before > 0 || tries > 0 => End::Broken,
                Err(failure) => return Err(self.failed(failure)),
            };
            match end {
                End::Whole(true) => return self.check(Kind::Address),
                End::Whole(false) if asked.is_none() => return self.check(Kind::Address),
                End::Whole(false) | End::Broken => {}
            }
            tries = if self.columns.lines() > before { 1 } else { tries + 1 };
            let lost = self.last.is_none() && self.columns.lines() > 0;
            if tries > TRIES || lost || asked.is_none() {
                return Err(self.failed(Failure::BrokenOff { rows: self.columns.lines() }));
            }
            stream::wait(WAIT_MS << tries).await;
        }
    }

    async fn spooled(&mut self, name: &str, stream: &Stream, asked: bool) -> Result<End, Ended> {
        self.progress.total = stream.total.map(|total| total + self.progress.bytes);
        let mut spool = Spool::default();
        let end = self.source(name, stream, Some(&mut spool), asked, Kind::Address).await?;
        let blob = spool.finish("application/x-ndjson").map_err(|_| self.failed(Failure::Reader))?;
        self.sources.push(blob);
        Ok(end)
    }

    /// Reads files, one after the other; what is compressed is unpacked, and kept unpacked.
    pub async fn files(mut self, files: Vec<File>) -> Result<Self, Ended> {
        self.progress.total = Some(files.iter().map(size).sum());
        for file in files {
            let name = file.name();
            let packed = stream::is_packed(&file).await;
            let opened = if packed { Stream::unpacked(&file.stream()) } else { Stream::new(&file.stream(), None) };
            let stream = opened.map_err(|_| self.failed(Failure::Unreadable))?;
            if packed {
                self.progress.total = None;
                if let End::Broken = self.spooled(&name, &stream, false).await? {
                    self.doubt(format!("{name} is damaged or was cut off: only what could be unpacked is counted."));
                    self.odd.get_or_insert(Failure::Packed);
                }
                continue;
            }
            match self.source(&name, &stream, None, false, Kind::File).await? {
                End::Whole(_) => self.sources.push(file.into()),
                End::Broken => return Err(self.failed(Failure::Unreadable)),
            }
        }
        self.check(Kind::File)
    }

    /// Reads made-up responses.
    pub async fn sample(mut self) -> Result<Self, Ended> {
        let mut spool = Spool::default();
        let bytes = Uint8Array::from(sample::responses().as_bytes());
        let (mut reader, mut ends) = (Reader::records(), Ends::default());
        self.columns.source("made-up.ndjson");
        self.headers.push(None);
        self.chunk(&bytes, &mut reader, &mut ends, None).await?;
        reader.finish(&mut |line| self.take(line));
        let kept = spool.add(&bytes).and_then(|()| spool.finish("application/x-ndjson"));
        self.sources.push(kept.map_err(|_| self.failed(Failure::Reader))?);
        self.check(Kind::File)
    }

    async fn source(
        &mut self,
        name: &str,
        from: &Stream,
        mut spool: Option<&mut Spool>,
        asked: bool,
        kind: Kind,
    ) -> Result<End, Ended> {
        self.columns.source(name);
        let (mut reader, mut ends) = (Reader::records(), Ends::default());
        let mut digest = asked.then(Digest::default);
        loop {
            let chunk = match from.next().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                // What is half a line is asked for again.
                Err(_) => {
                    self.headers.push(reader.header().cloned());
                    return Ok(End::Broken);
                }
            };
            if let Some(failure) = Failure::of_start(&head(&chunk, &ends), kind) {
                return self.odd(name, failure, kind);
            }
            self.chunk(&chunk, &mut reader, &mut ends, digest.as_mut()).await?;
            match &mut spool {
                Some(spool) => spool.add(&chunk).map_err(|_| self.failed(Failure::Reader))?,
                None => stream::free(&chunk),
            }
        }
        let digest = digest.map(Digest::finish);
        self.headers.push(reader.header().cloned());
        if digest.as_ref().is_some_and(|_| reader.end().is_none()) && self.last.is_some() {
            return Ok(End::Whole(false));
        }
        let mut cut = false;
        reader.finish(&mut |line| {
            cut |= line.body.is_err() && ends.are_open();
            self.take(line);
        });
        if cut {
            self.odd.get_or_insert(Failure::Cut);
            self.doubt(format!(
                "{name} ends in the middle: it was cut off. Only what comes before is counted. Export it again to have the rest."
            ));
        }
        self.doubts.extend(reader.mismatch().map(|sentence| format!("{name}: {sentence}.")));
        let altered = digest.zip(reader.end()).is_some_and(|(digest, end)| digest != end.sha256);
        if altered {
            self.doubt(format!("{name} was altered on its way: its bytes are not those that the export says it sent."));
        }
        Ok(End::Whole(reader.end().is_some()))
    }

    /// A source that holds something else: nothing more of it is read, however long it is.
    fn odd(&mut self, name: &str, failure: Failure, kind: Kind) -> Result<End, Ended> {
        if kind == Kind::Address {
            return Err(self.failed(failure));
        }
        self.doubt(format!("{name} is left out. {}", failure.what()));
        self.odd.get_or_insert(failure);
        self.headers.push(None);
        Ok(End::Whole(true))
    }

    async fn chunk(
        &mut self,
        chunk: &Uint8Array,
        reader: &mut Reader<Record>,
        ends: &mut Ends,
        mut digest: Option<&mut Digest>,
    ) -> Result<(), Ended> {
        for at in (0..chunk.length()).step_by(SLICE as usize) {
            if !self.session.wants(self.job) {
                return Err(Ended::Stopped);
            }
            let bytes = chunk.subarray(at, at.saturating_add(SLICE).min(chunk.length())).to_vec();
            self.prepare(&bytes);
            ends.see(&bytes);
            if let Some(digest) = &mut digest {
                digest.take(&bytes);
            }
            reader.push(&bytes, &mut |line| self.take(line));
            self.progress.bytes += bytes.len() as u64;
            self.progress.rows = self.columns.lines();
            self.report().await;
        }
        Ok(())
    }

    /// Decides by the first bytes which segments are kept.
    fn prepare(&mut self, first: &[u8]) {
        if !std::mem::replace(&mut self.prepared, true) {
            let segments = kept::segments(self.segments.iter().cloned(), self.definition.as_ref(), first);
            let names = self.columns.sources().to_vec();
            self.columns = Columns::with(&segments);
            for name in names {
                self.columns.source(name);
            }
            self.segments = segments;
        }
    }

    /// Keeps a line, unless it is of another survey than the one that is wanted.
    fn take(&mut self, line: Line<Record>) {
        if let Ok(record) = &line.body {
            self.last = Some(record.id);
        }
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
        self.session.pace.rest().await;
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

    /// Counts, by the days of `zone`, what is asked for.
    pub async fn settle(mut self, zone: Zone, asked: &Asked) -> Result<(Found, Archive), Ended> {
        let pace = &self.session.pace;
        let mut settling = Settling::default();
        while self.columns.settle_some(&mut settling, ROWS) {
            pace.rest().await;
        }
        if self.others > 0 {
            let others = plural(self.others, "response to another survey is", "responses to other surveys are");
            self.doubt(format!("{others} left out."));
        }
        let (bad, today) = (self.bad(), today(&zone));
        let facets = facets(&self.columns, &self.segments, &zone, pace).await;
        let archive = Archive {
            columns: self.columns,
            sources: self.sources,
            headers: self.headers,
            zone,
            survey: self.definition,
            facets: facets.clone(),
            looked: std::cell::RefCell::default(),
        };
        let wanted = || self.session.wants(self.job);
        let sum = archive
            .sum(&asked.options(), pace, &wanted)
            .await
            .map_err(|_| Ended::Failed(Failure::Unkept, BadLines::default()))?;
        let Some(sum) = sum else { return Err(Ended::Stopped) };
        Ok((Found { sum, facets, bad, doubts: self.doubts, today, counted: false }, archive))
    }
}

/// What can be chosen from in all that was read.
async fn facets(columns: &Columns, segments: &[Segment], zone: &Zone, pace: &Pace) -> Facets {
    let everything = Filter::default();
    let Ok(mut counting) = columns.counting(&everything, segments, zone) else { return Facets::default() };
    while counting.count(ROWS) {
        pace.rest().await;
    }
    Facets::of(&counting.finish())
}

/// The first bytes of a source, once they are all there.
fn head(chunk: &Uint8Array, ends: &Ends) -> Vec<u8> {
    let missing = START.saturating_sub(ends.start().len());
    let first = chunk.subarray(0, u32::try_from(missing).unwrap_or(0)).to_vec();
    if missing == 0 { Vec::new() } else { [ends.start(), &first].concat() }
}

#[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
pub fn today(zone: &Zone) -> i32 {
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
