//! Sources → columns, with progress, in slices that leave the page's own thread room to breathe.

mod import;

use goodword_core::columns::{Dedupe, Filter};
use goodword_core::facets::Facets;
use goodword_core::ingest::{Damage, Doubt, Ingest, START, SourceReport, kept_segments};
use goodword_core::reader::{SourceText, Utf16};
use goodword_core::words::doubt;
use goodword_core::{Columns, Day, Segment, Survey, Zone};
use js_sys::{Date, Uint8Array};
use web_sys::{Blob, File};

use super::archive::Archive;
use super::digest::Digest;
use super::failure::{Failure, SourceKind};
use super::imported::{Imported, NamedMapping};
use super::protocol::{BadLine, BadLines, Progress, ReadResult, Report, Token};
use super::sample;
use super::selection::Selection;
use super::session::{ReadError, Session};
use super::source_url::export;
use super::stream;
use super::stream::Stream;
use super::time_slice::{ROWS, TimeSlice};
use crate::browser::blob_builder::BlobBuilder;

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
    definition: Option<Survey>,
    ingest: Ingest,
    sources: Vec<Blob>,
    doubts: Vec<String>,
    /// Which column is which in files that are not ours.
    mapping: Option<NamedMapping>,
    /// The names of mappings among the files.
    mappings: Vec<String>,
    /// Whether that is to be chosen.
    ask: bool,
    /// What was read of others.
    imported: Vec<Imported>,
    /// Lists of nobody who is known, and whether they are compressed.
    unknown: Vec<(String, Blob, bool)>,
    /// What the first source was that held no responses.
    odd: Option<Failure>,
    progress: Progress,
    reported: f64,
}

/// How a source ended.
enum SourceEnd {
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
        selection: &Selection,
    ) -> Self {
        let (mut ingest, values) = (Ingest::new(survey), selection.values());
        ingest.keep(&kept_segments::segments(selection.segments().cloned(), definition.as_ref()));
        ingest.expect(values.iter().map(|(segment, value)| (segment, value.as_str())));
        if let Some(most) = kept_segments::room(definition.as_ref()) {
            ingest.discover(most);
        }
        Self {
            session,
            job,
            definition,
            ingest,
            sources: Vec::new(),
            doubts: Vec::new(),
            mapping: session.mapping.borrow().clone(),
            mappings: Vec::new(),
            ask: session.ask.get(),
            imported: Vec::new(),
            unknown: Vec::new(),
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
    pub async fn address(mut self, url: &str, token: Option<&Token>) -> Result<Self, ReadError> {
        let mut tries = 0;
        loop {
            let after = self.ingest.last().map(|id| id.to_string());
            let (own_export, before) = (export(url, after.as_deref()), self.lines());
            let from = own_export.as_deref().unwrap_or(url);
            let end = match stream::open(from, token).await {
                Ok(stream) if own_export.is_some() => self.spooled(url, &stream, true).await?,
                Ok(stream) => match self.import_fetched(url, stream).await? {
                    Some(stream) => self.spooled(url, &stream, false).await?,
                    None => SourceEnd::Whole(true),
                },
                Err(Failure::Network) if before > 0 || tries > 0 => SourceEnd::Broken,
                Err(failure) => return Err(self.failed(failure)),
            };
            match end {
                SourceEnd::Whole(ended) if ended || own_export.is_none() => {
                    self.ask_of_unknown().await?;
                    return self.check(SourceKind::Address);
                }
                SourceEnd::Whole(_) | SourceEnd::Broken => {}
            }
            tries = if self.lines() > before { 1 } else { tries + 1 };
            let lost = self.ingest.last().is_none() && self.lines() > 0;
            if tries > TRIES || lost || own_export.is_none() {
                return Err(self.failed(Failure::BrokenOff { rows: self.lines() }));
            }
            stream::wait(WAIT_MS << tries).await;
        }
    }

    async fn spooled(&mut self, name: &str, stream: &Stream, is_export: bool) -> Result<SourceEnd, ReadError> {
        self.progress.total = stream.total.map(|total| total + self.progress.bytes);
        let mut spool = BlobBuilder::default();
        let end = self.source(name, stream, Some(&mut spool), is_export, SourceKind::Address).await?;
        let blob = spool.finish("application/x-ndjson").map_err(|_| self.failed(Failure::Reader))?;
        self.sources.push(blob);
        Ok(end)
    }

    /// Reads files, one after the other; what is compressed is unpacked, and kept unpacked.
    pub async fn files(mut self, files: Vec<File>) -> Result<Self, ReadError> {
        self.progress.total = Some(files.iter().map(size).sum());
        let files = self.mappings(files).await;
        if files.is_empty() && self.mapping.is_some() {
            return Err(self.failed(Failure::OnlyMapping));
        }
        for file in files {
            let name = file.name();
            let start = stream::start(&file).await;
            let packed = stream::is_packed(&start);
            if self.import(&file, packed).await? {
                continue;
            }
            let opened = if packed { Stream::unpacked(&file.stream()) } else { Stream::new(&file.stream(), None) };
            let stream = opened.map_err(|_| self.failed(Failure::Unreadable))?;
            if packed {
                self.progress.total = None;
                if let SourceEnd::Broken = self.spooled(&name, &stream, false).await? {
                    self.doubt(doubt::doubt(&name, &Doubt::Unpacked(Damage::Unknown, self.lines())) + ".");
                    self.odd.get_or_insert(Failure::Packed);
                }
                continue;
            }
            let end = if Utf16::of(&start).is_some() {
                self.spooled(&name, &stream, false).await?
            } else {
                let end = self.source(&name, &stream, None, false, SourceKind::File).await?;
                self.sources.push(file.into());
                end
            };
            if let SourceEnd::Broken = end {
                return Err(self.failed(Failure::Unreadable));
            }
        }
        self.ask_of_unknown().await?;
        self.check(SourceKind::File)
    }

    /// Reads made-up responses.
    pub async fn sample(mut self) -> Result<Self, ReadError> {
        let mut spool = BlobBuilder::default();
        let bytes = Uint8Array::from(sample::responses().as_bytes());
        self.ingest.open("made-up.ndjson");
        self.chunk(&bytes, None).await?;
        self.ingest.close(None, None);
        let kept = spool.add(&bytes).and_then(|()| spool.finish("application/x-ndjson"));
        self.sources.push(kept.map_err(|_| self.failed(Failure::Reader))?);
        self.check(SourceKind::File)
    }

    async fn source(
        &mut self,
        name: &str,
        from: &Stream,
        mut spool: Option<&mut BlobBuilder>,
        is_export: bool,
        kind: SourceKind,
    ) -> Result<SourceEnd, ReadError> {
        self.ingest.open(name);
        let mut digest = is_export.then(Digest::default);
        // What is kept of UTF-16 is its text: lines are found in that.
        let (mut utf16, mut first) = (None, spool.is_some());
        loop {
            let mut chunk = match from.next().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                // What is half a line is asked for again.
                Err(_) => {
                    self.ingest.abandon();
                    return Ok(SourceEnd::Broken);
                }
            };
            if utf16.is_none()
                && let Some(failure) = Failure::of_start(&head(&chunk, self.ingest.start()), kind)
            {
                return self.odd(name, failure, kind);
            }
            if std::mem::take(&mut first) {
                utf16 = Utf16::of(&head(&chunk, &[]));
            }
            if let Some(utf16) = &mut utf16 {
                chunk = Uint8Array::from(utf16.decode(&chunk.to_vec()).as_bytes());
            }
            self.chunk(&chunk, digest.as_mut()).await?;
            match &mut spool {
                Some(spool) => spool.add(&chunk).map_err(|_| self.failed(Failure::Reader))?,
                None => stream::free(&chunk),
            }
        }
        let (digest, ended) = (digest.map(Digest::finish), self.ingest.has_end());
        if digest.is_some() && !ended && self.ingest.last().is_some() {
            self.ingest.abandon();
            return Ok(SourceEnd::Whole(false));
        }
        let SourceReport { doubts, notes, left_out, .. } = self.ingest.close(None, digest.as_deref());
        if doubts.contains(&Doubt::Truncated) {
            self.odd.get_or_insert(Failure::Cut);
        }
        self.doubts.extend(doubts.iter().map(|doubted| doubt::doubt(name, doubted) + "."));
        if let Some(reason) = left_out {
            self.doubt(format!("{name} is left out. {reason}."));
        }
        if utf16.is_some() {
            self.doubt(format!("{name}: {}.", SourceText::UTF16));
        }
        self.doubts.extend(notes.iter().map(|note| format!("{name}: {note}.")));
        Ok(SourceEnd::Whole(ended))
    }

    /// A source that holds something else: nothing more of it is read, however long it is.
    fn odd(&mut self, name: &str, failure: Failure, kind: SourceKind) -> Result<SourceEnd, ReadError> {
        if kind == SourceKind::Address {
            return Err(self.failed(failure));
        }
        self.doubt(format!("{name} is left out. {}", failure.what()));
        self.odd.get_or_insert(failure);
        self.ingest.abandon();
        Ok(SourceEnd::Whole(true))
    }

    async fn chunk(&mut self, chunk: &Uint8Array, mut digest: Option<&mut Digest>) -> Result<(), ReadError> {
        for at in (0..chunk.length()).step_by(SLICE as usize) {
            if !self.session.wants(self.job) {
                return Err(ReadError::Stopped);
            }
            let bytes = chunk.subarray(at, at.saturating_add(SLICE).min(chunk.length())).to_vec();
            if let Some(digest) = &mut digest {
                digest.take(&bytes);
            }
            self.ingest.push(&bytes);
            self.progress.bytes += bytes.len() as u64;
            self.progress.rows = self.lines();
            self.report().await;
        }
        Ok(())
    }

    /// How many lines were read so far.
    fn lines(&self) -> u64 {
        self.ingest.columns().lines()
    }

    /// Says how far it has come, and rests, each when it is time to.
    async fn report(&mut self) {
        let now = Date::now();
        if now - self.reported >= REPORT_MS {
            self.reported = now;
            self.session.report(self.job, Report::Progress(self.progress));
        }
        self.session.time_slice.rest().await;
    }

    /// That there is something to show.
    fn check(self, kind: SourceKind) -> Result<Self, ReadError> {
        let columns = self.ingest.columns();
        let failure = match (&self.odd, columns.bad_lines()) {
            _ if columns.rows() > 0 => return Ok(self),
            _ if self.ingest.others() > 0 => Failure::OtherSurvey,
            (Some(failure), _) => failure.clone(),
            (None, 0) => Failure::Empty(kind),
            (None, bad) => Failure::OnlyBad(bad),
        };
        Err(self.failed(failure))
    }

    fn failed(&self, failure: Failure) -> ReadError {
        ReadError::Failed(failure, self.bad())
    }

    fn bad(&self) -> BadLines {
        let columns = self.ingest.columns();
        let several = columns.sources().len() > 1;
        let line = |bad: &goodword_core::columns::BadLine| BadLine {
            file: columns.sources().get(bad.source).filter(|_| several).cloned(),
            number: bad.number,
            reason: bad.reason.clone(),
        };
        BadLines { total: columns.bad_lines(), listed: columns.bad().iter().map(line).collect() }
    }

    /// Counts, by the days of `zone`, what is asked for.
    pub async fn finish(mut self, zone: Zone, selection: &Selection) -> Result<(ReadResult, Archive), ReadError> {
        let (time_slice, bad, today, others) =
            (&self.session.time_slice, self.bad(), today(&zone), self.ingest.others());
        if others > 0 {
            self.doubt(doubt::other_surveys(others) + ".");
        }
        let (mut columns, texts) = self.ingest.finish();
        let mut dedupe = Dedupe::default();
        while columns.dedupe_some(&mut dedupe, ROWS) {
            time_slice.rest().await;
        }
        columns.until(Day::new(i64::from(today) + 1));
        let segments: Vec<_> = columns.segments().cloned().collect();
        let fields = segments.iter().filter(|segment| matches!(segment, Segment::Field(_))).count();
        self.doubts.extend(doubt::unkept_fields(columns.unkept(), fields).map(|sentence| sentence + "."));
        let facets = facets(&columns, &segments, &zone, time_slice).await;
        let archive = Archive {
            columns,
            sources: self.sources,
            texts,
            zone,
            survey: self.definition,
            facets: facets.clone(),
            looked: std::cell::RefCell::default(),
        };
        let wanted = || self.session.wants(self.job);
        let sum = archive
            .sum(&selection.options(), time_slice, &wanted)
            .await
            .map_err(|_| ReadError::Failed(Failure::Unkept, BadLines::default()))?;
        let Some(sum) = sum else { return Err(ReadError::Stopped) };
        Ok((
            ReadResult {
                sum,
                facets,
                bad,
                doubts: self.doubts,
                imported: self.imported,
                mappings: self.mappings,
                today,
                counted: false,
            },
            archive,
        ))
    }
}

/// What can be chosen from in all that was read.
async fn facets(columns: &Columns, segments: &[Segment], zone: &Zone, time_slice: &TimeSlice) -> Facets {
    let everything = Filter::default();
    let Ok(mut counting) = columns.tally_builder(&everything, segments, zone) else { return Facets::default() };
    while counting.count(ROWS) {
        time_slice.rest().await;
    }
    Facets::of(&counting.finish())
}

/// The first bytes of a source, of which `start` was read, once they are all there.
fn head(chunk: &Uint8Array, start: &[u8]) -> Vec<u8> {
    let missing = START.saturating_sub(start.len());
    let first = chunk.subarray(0, u32::try_from(missing).unwrap_or(0)).to_vec();
    if missing == 0 { Vec::new() } else { [start, &first].concat() }
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
