//! Files that other programs wrote, and tables in binary formats, on their way to columns.

use goodword_core::Survey;
use goodword_core::import::{HEAD, holds_response};
use goodword_core::reader::FileKind;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use super::{Reading, SLICE};
use crate::browser::blob_builder::BlobBuilder;
use crate::reader::failure::{Failure, SourceKind};
use crate::reader::import_chunk::{self, ImportChunk, PARQUET, TableChunk, Unavailable, WORKBOOK};
use crate::reader::imported::{Begun, Finished, Imported, NamedMapping};
use crate::reader::session::ReadError;
use crate::reader::stream::{self, Stream};

/// No mapping is longer.
const MAPPING: f64 = 1_048_576.0;

/// Who reads a file, by its first bytes.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// The reader, which may find that it is nothing at all.
    Ours,
    /// First a program that makes a CSV of it.
    Table(&'static str),
    /// Whoever knows what other programs write.
    Told,
}

impl Way {
    fn of(head: &[u8]) -> Self {
        match FileKind::of(head) {
            Some(FileKind::Workbook | FileKind::Zip) => return Self::Table(WORKBOOK),
            Some(FileKind::Parquet) if head.starts_with(b"PAR1") => return Self::Table(PARQUET),
            _ => {}
        }
        let is_other = Failure::of_start(head, SourceKind::File).is_some() || head.iter().all(u8::is_ascii_whitespace);
        if is_other || holds_response(head) { Self::Ours } else { Self::Told }
    }
}

/// A file, or what a file holds once it is a table.
struct Source {
    name: String,
    blob: Blob,
    packed: bool,
}

impl Source {
    fn stream(&self) -> Result<Stream, JsValue> {
        let stream = self.blob.stream();
        if self.packed { Stream::unpacked(&stream) } else { Stream::new(&stream, None) }
    }

    /// The first bytes, unpacked.
    async fn head(&self) -> Result<Vec<u8>, JsValue> {
        // What is damaged is told by whoever reads it.
        Ok(self.stream()?.peek(HEAD).await.unwrap_or_default())
    }

    /// All of its bytes, unpacked.
    async fn whole(&self) -> Result<Uint8Array, JsValue> {
        if !self.packed {
            return JsFuture::from(self.blob.array_buffer()).await.map(|buffer| Uint8Array::new(&buffer));
        }
        let (stream, mut whole) = (self.stream()?, Vec::new());
        while let Some(piece) = stream.next().await? {
            whole.extend(piece.to_vec());
        }
        Ok(Uint8Array::from(whole.as_slice()))
    }
}

impl Reading<'_> {
    /// Takes mappings out of what was chosen: the first of them says how the other files are read.
    pub(super) async fn mappings(&mut self, files: Vec<File>) -> Vec<File> {
        let mut others = Vec::new();
        for file in files {
            match mapping(&file).await {
                Some(text) => {
                    let name = file.name();
                    self.mappings.push(name.clone());
                    // What was said in the dialog goes before what was dropped.
                    self.mapping.get_or_insert(NamedMapping { name, text });
                }
                None => others.push(file),
            }
        }
        others
    }

    /// Reads a file that is not ours as it stands there; `false` where the reader can do without help.
    pub(super) async fn import(&mut self, file: &File, packed: bool) -> Result<bool, ReadError> {
        let source = Source { name: file.name(), blob: file.clone().into(), packed };
        let head = source.head().await.map_err(|_| self.failed(Failure::Unreadable))?;
        self.foreign(source, &head).await
    }

    /// The same of what comes from an address. It is fetched whole where it is not ours, and its bytes come back where the
    /// reader can do without help.
    pub(super) async fn import_fetched(&mut self, url: &str, stream: Stream) -> Result<Option<Stream>, ReadError> {
        // A connection that breaks is told by whoever reads on.
        let head = stream.peek(HEAD).await.unwrap_or_default();
        if head.is_empty() || Way::of(&head) == Way::Ours {
            return Ok(Some(stream));
        }
        let mut whole = BlobBuilder::default();
        while let Some(chunk) = stream.next().await.map_err(|_| self.failed(Failure::Network))? {
            whole.add(&chunk).map_err(|_| self.failed(Failure::Reader))?;
        }
        let blob = whole.finish("application/octet-stream").map_err(|_| self.failed(Failure::Reader))?;
        let source = Source { name: file_name(url).to_owned(), blob: blob.clone(), packed: false };
        if self.foreign(source, &head).await? {
            return Ok(None);
        }
        Stream::new(&blob.stream(), None).map(Some).map_err(|_| self.failed(Failure::Reader))
    }

    async fn foreign(&mut self, source: Source, head: &[u8]) -> Result<bool, ReadError> {
        match Way::of(head) {
            Way::Ours => Ok(false),
            Way::Table(program) => self.table(program, source).await,
            Way::Told => self.told(source, head, Vec::new()).await,
        }
    }

    /// Nothing where it cannot be loaded: then files are read as well as can be without it.
    async fn begin_import(&self) -> Result<Option<ImportChunk>, ReadError> {
        let mapping = self.mapping.as_ref().map(|mapping| mapping.text.as_str());
        match import_chunk::begin(mapping).await {
            Ok(chunk) => Ok(Some(chunk)),
            Err(Unavailable::Unloaded) => Ok(None),
            Err(Unavailable::Refused(problem)) => Err(self.failed(Failure::Mapping(problem))),
        }
    }

    /// Reads a table as the CSV that it would be saved as. What cannot be read as one is left out.
    async fn table(&mut self, program: &str, source: Source) -> Result<bool, ReadError> {
        let whole = source.whole().await.map_err(|_| self.failed(Failure::Unreadable))?;
        let opened = match import_chunk::open(program, &whole).await {
            Ok(table) => self.csv(&table).await.map_err(|reason| reason.as_string().unwrap_or_default()),
            // What cannot be loaded, and a zip of something else, are told like any other file.
            Err(Unavailable::Unloaded) => return Ok(false),
            Err(Unavailable::Refused(reason)) if reason.is_empty() => return Ok(false),
            Err(Unavailable::Refused(reason)) => Err(reason),
        };
        let (csv, notes) = match opened {
            Ok(found) => found,
            Err(reason) => {
                self.doubt(format!("{} is left out: {reason}.", source.name));
                self.odd.get_or_insert(Failure::Table(reason));
                return Ok(true);
            }
        };
        let own = || Source { name: source.name.clone(), blob: csv.clone(), packed: false };
        let head = own().head().await.map_err(|_| self.failed(Failure::Unreadable))?;
        if !holds_response(&head) && self.told(own(), &head, notes.clone()).await? {
            return Ok(true);
        }
        self.imported.push(Imported { file: source.name.clone(), notes, ..Imported::default() });
        let stream = own().stream().map_err(|_| self.failed(Failure::Unreadable))?;
        self.source(&source.name, &stream, None, false, SourceKind::File).await?;
        self.sources.push(csv);
        Ok(true)
    }

    async fn csv(&mut self, table: &TableChunk) -> Result<(Blob, Vec<String>), JsValue> {
        let mut csv = BlobBuilder::default();
        loop {
            let piece = table.piece()?;
            if piece.length() == 0 {
                break;
            }
            csv.add(&piece)?;
            self.session.time_slice.rest().await;
        }
        Ok((csv.finish("text/csv")?, table.notes()?.lines().map(str::to_owned).collect()))
    }

    /// Reads what another program wrote; `false` where it is ours, or a list of nobody who is known.
    async fn told(&mut self, source: Source, head: &[u8], notes: Vec<String>) -> Result<bool, ReadError> {
        let Some(chunk) = self.begin_import().await? else { return Ok(false) };
        let start = chunk.start(&Uint8Array::from(head)).map_err(|_| self.failed(Failure::Reader))?;
        // Whoever asks to choose the columns is shown any list.
        if start == 0 || (start == 1 && !self.ask) {
            self.unknown.extend((start == 1).then_some((source.name, source.blob, source.packed)));
            return Ok(false);
        }
        self.look(&chunk, &source).await?;
        let begun = chunk.begin(self.ask).ok().and_then(|text| serde_json::from_str(&text).ok());
        match begun {
            None => Err(self.failed(Failure::Reader)),
            Some(Begun::Asks(sheet)) => Err(self.asks(&chunk, sheet)),
            Some(Begun::Ready { imported, definition }) => {
                // As it was made there: it may hold no question of the owner's own, which a definition by hand must.
                if self.definition.is_none() {
                    self.definition = serde_json::from_str::<Survey>(&definition).ok();
                }
                let imported = Imported {
                    file: source.name.clone(),
                    notes: notes.into_iter().chain(imported.notes).collect(),
                    mapping: self.mapping.as_ref().map(|mapping| mapping.name.clone()),
                    ..imported
                };
                self.convert(&chunk, &source, imported).await?;
                Ok(true)
            }
        }
    }

    fn asks(&self, chunk: &ImportChunk, sheet: String) -> ReadError {
        *self.session.import.borrow_mut() = Some(chunk.clone());
        ReadError::Asks(sheet)
    }

    /// Looks through a file, a second time where its letters are those of Windows.
    async fn look(&mut self, chunk: &ImportChunk, source: &Source) -> Result<(), ReadError> {
        loop {
            let stream = source.stream().map_err(|_| self.failed(Failure::Unreadable))?;
            loop {
                let piece = stream.next().await.map_err(|_| self.failed(Failure::Unreadable))?;
                let Some(piece) = piece else { break };
                if !self.session.wants(self.job) {
                    return Err(ReadError::Stopped);
                }
                for slice in slices(&piece) {
                    chunk.look(&slice).map_err(|_| self.failed(Failure::Reader))?;
                    self.session.time_slice.rest().await;
                }
            }
            if !chunk.looked().map_err(|_| self.failed(Failure::Reader))? {
                return Ok(());
            }
        }
    }

    /// Reads the responses that the rows of a file are, and keeps them.
    async fn convert(&mut self, chunk: &ImportChunk, source: &Source, imported: Imported) -> Result<(), ReadError> {
        self.progress.total = None;
        self.ingest.open(&source.name);
        let mut spool = BlobBuilder::default();
        let stream = source.stream().map_err(|_| self.failed(Failure::Unreadable))?;
        while let Some(piece) = stream.next().await.map_err(|_| self.failed(Failure::Unreadable))? {
            for slice in slices(&piece) {
                let lines = chunk.convert(&slice).map_err(|_| self.failed(Failure::Reader))?;
                self.take(&lines, &mut spool).await?;
            }
        }
        let finished = chunk.finish().ok().flatten();
        let finished = finished.and_then(|text| serde_json::from_str::<(String, Finished)>(&text).ok());
        let Some((last, Finished { facts, bad, bad_count })) = finished else {
            return Err(self.failed(Failure::Unreadable));
        };
        self.take(&Uint8Array::from(last.as_bytes()), &mut spool).await?;
        self.ingest.refuse(bad, bad_count);
        self.ingest.close(None, None);
        self.sources.push(spool.finish("application/x-ndjson").map_err(|_| self.failed(Failure::Reader))?);
        self.imported.push(Imported { facts, ..imported });
        Ok(())
    }

    async fn take(&mut self, lines: &Uint8Array, spool: &mut BlobBuilder) -> Result<(), ReadError> {
        if lines.length() == 0 {
            return Ok(());
        }
        self.chunk(lines, None).await?;
        spool.add(lines).map_err(|_| self.failed(Failure::Reader))
    }

    /// Where nothing was found, and a list was there of nobody who is known, it is asked which column is which.
    pub(super) async fn ask_of_unknown(&mut self) -> Result<(), ReadError> {
        if self.ingest.columns().rows() > 0 || self.ingest.others() > 0 || self.unknown.is_empty() {
            return Ok(());
        }
        let (name, blob, packed) = self.unknown.swap_remove(0);
        let Some(chunk) = self.begin_import().await? else { return Ok(()) };
        self.look(&chunk, &Source { name, blob, packed }).await?;
        match chunk.begin(true).ok().and_then(|text| serde_json::from_str(&text).ok()) {
            Some(Begun::Asks(sheet)) => Err(self.asks(&chunk, sheet)),
            _ => Ok(()),
        }
    }
}

/// What a file at an address is called.
fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(url)
}

/// Bytes in parts that leave the page's own thread room to breathe.
fn slices(piece: &Uint8Array) -> impl Iterator<Item = Uint8Array> + '_ {
    let starts = (0..piece.length()).step_by(SLICE as usize);
    starts.map(|at| piece.subarray(at, at.saturating_add(SLICE).min(piece.length())))
}

/// What stands in a file that is a mapping.
async fn mapping(file: &File) -> Option<String> {
    if file.size() > MAPPING || !stream::start(file).await.trim_ascii_start().starts_with(b"{") {
        return None;
    }
    let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
    text.contains("\"goodword_map\"").then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_at_an_address_has_its_name() {
        let check = |url: &str, expect: &str| assert_eq!(file_name(url), expect, "{url}");
        check("https://a.example/export/answers.csv?sheet=1/2#x", "answers.csv");
        check("https://a.example/", "a.example");
        check("/x.json", "x.json");
        check("", "");
    }

    #[test]
    fn the_first_bytes_say_who_reads() {
        let check = |head: &[u8], expect: Way| assert_eq!(Way::of(head), expect, "{head:?}");
        check(b"PAR1....", Way::Table(PARQUET));
        check(b"PK\x03\x04[Content_Types].xml", Way::Table(WORKBOOK));
        check(b"Zeit;Punkte\n1;2\n", Way::Told);
        check(b" \n", Way::Ours);
        check(b"%PDF-1.7", Way::Ours);
        let ours = br#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b4c11","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{"recommend":9}}"#;
        check(ours, Way::Ours);
    }
}
