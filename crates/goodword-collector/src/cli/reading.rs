//! Files → columns, with what one should know of them on stderr.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use goodword_cards::command::quoted;
use goodword_core::import::DateOrder;
use goodword_core::ingest::{Doubt, Ingest, kept_segments};
use goodword_core::reader::{Ahead, SourceText, Utf16};
use goodword_core::words::doubt;
use goodword_core::{Columns, Record, Segment, Survey, SurveyId};

use super::foreign::{self, Found, Opened, Wanted};
use super::peeked::{self, Peeked};
use super::readahead;

/// What is read, and how.
#[derive(Debug, Args)]
pub(super) struct Files {
    /// The files, as NDJSON, a JSON array, CSV, XLSX or Parquet, plain or compressed by gzip; `-` is stdin.
    #[arg(required = true, id = "files", value_name = "FILE")]
    paths: Vec<PathBuf>,
    /// Which column of another survey program's files is which, as `goodword map` proposes it. Without it, exports of
    /// programs that are known by their shape are read too.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The order of dates in other programs' files, where they can be read in two ways: ymd, dmy (day first), mdy (month
    /// first). A mapping says it itself.
    #[arg(long, value_name = "ORDER", value_parser = foreign::order, conflicts_with = "map")]
    dates: Option<DateOrder>,
}

impl Files {
    /// The command that sums the same files up, with these options.
    pub(super) fn summarize(&self, definition: Option<&Path>, tz: &str, options: &[(&str, String)]) -> String {
        let file = |path: &PathBuf| match path.to_str() {
            Some("-") => "-".to_owned(),
            _ => quoted(&path.display().to_string()),
        };
        let mut words = vec!["goodword summarize".to_owned()];
        words.extend(self.map.iter().map(|map| format!("--map {}", file(map))));
        words.extend(self.paths.iter().map(file));
        words.extend(definition.map(|file| format!("--definition {}", quoted(&file.display().to_string()))));
        words.push(format!("--tz {}", quoted(tz)));
        let mut compared = false;
        for (name, value) in options {
            // Two piles follow one option.
            let second = *name == "compare" && std::mem::replace(&mut compared, true);
            words.push(if second { quoted(value) } else { format!("--{name} {}", quoted(value)) });
        }
        words.join(" ")
    }
}

/// The reading of some files.
pub(super) struct Reading {
    ingest: Ingest,
    /// The bytes of each, where they are wanted once more.
    bytes: Option<Vec<Vec<u8>>>,
    /// What a file of another program says its questions are.
    definition: Option<Survey>,
}

/// What was read.
pub(super) struct Read {
    /// A row for each response, of which duplicates are marked.
    pub columns: Columns,
    /// The definition of the first file that came with one.
    pub definition: Option<Survey>,
    bytes: Vec<Vec<u8>>,
    texts: Vec<SourceText>,
}

impl Reading {
    /// Of one survey, if one is named; what responses say about the segments of `values` is kept.
    pub(super) fn new<'a>(
        survey: Option<&SurveyId>,
        values: impl IntoIterator<Item = (&'a Segment, Option<&'a str>)>,
    ) -> Self {
        let mut ingest = Ingest::new(survey.map(ToString::to_string));
        let values: Vec<_> = values.into_iter().collect();
        ingest.keep(&values.iter().map(|(segment, _)| (*segment).clone()).collect::<Vec<_>>());
        ingest.expect(values.into_iter().filter_map(|(segment, value)| Some((segment, value?))));
        Self { ingest, bytes: None, definition: None }
    }

    /// The same with the segments that the results view shows at first.
    pub(super) fn of_all<'a>(
        survey: Option<&SurveyId>,
        values: impl IntoIterator<Item = (&'a Segment, Option<&'a str>)>,
        definition: Option<&Survey>,
    ) -> Self {
        let values: Vec<_> = values.into_iter().collect();
        let mut reading = Self::new(survey, []);
        let asked = values.iter().map(|(segment, _)| (*segment).clone());
        reading.ingest.keep(&kept_segments::segments(asked, definition));
        reading.ingest.expect(values.into_iter().filter_map(|(segment, value)| Some((segment, value?))));
        if let Some(most) = kept_segments::room(definition) {
            reading.ingest.discover(most);
        }
        reading
    }

    /// Keeps the texts of responses for [`Read::text`].
    pub(super) fn keeping_texts(self) -> Self {
        Self { bytes: Some(Vec::new()), ..self }
    }

    /// Reads all of them.
    pub(super) fn files(mut self, files: &Files) -> anyhow::Result<Read> {
        let mapping = files.map.as_deref().map(foreign::mapping).transpose()?;
        for file in &files.paths {
            self.file(file, Wanted { mapping: mapping.as_ref(), dates: files.dates })?;
        }
        let (mut columns, texts) = self.ingest.finish();
        columns.dedupe();
        Ok(Read { columns, definition: self.definition, bytes: self.bytes.unwrap_or_default(), texts })
    }

    fn file(&mut self, file: &Path, wanted: Wanted<'_>) -> anyhow::Result<()> {
        let name = file.display().to_string();
        let mut pieces = peeked::open(file).with_context(|| format!("cannot read {name}"))?;
        let found = foreign::find(file, &mut pieces, wanted)?;
        let before = self.ingest.columns().rows();
        self.open(&name);
        if let Found::Foreign(opened) = &found {
            self.definition.get_or_insert_with(|| opened.foreign.definition().clone());
            self.convert(&name, opened)?;
        } else {
            self.read(&name, pieces).with_context(|| format!("cannot read {name}"))?;
        }
        if matches!(found, Found::Unknown) && self.ingest.columns().rows() == before {
            eprintln!("{name}: {}", foreign::HINT);
        }
        Ok(())
    }

    fn open(&mut self, name: &str) {
        self.ingest.open(name);
        if let Some(bytes) = &mut self.bytes {
            bytes.push(Vec::new());
        }
    }

    fn push(&mut self, piece: &[u8], ahead: Ahead<Record>) {
        self.ingest.push_ahead(piece, ahead);
        if let Some(bytes) = self.bytes.as_mut().and_then(|bytes| bytes.last_mut()) {
            bytes.extend_from_slice(piece);
        }
    }

    /// A file of another program.
    fn convert(&mut self, name: &str, opened: &Opened) -> anyhow::Result<()> {
        let mut conversion = opened.conversion()?;
        while let Some(responses) = conversion.next()? {
            for (_, response) in responses {
                self.push((response.to_json() + "\n").as_bytes(), Ahead::default());
            }
        }
        let (bad, count) = conversion.bad();
        self.ingest.refuse(bad.into_iter().map(|bad| (bad.line, bad.reason)), count);
        let report = self.ingest.close(None, None);
        if report.others > 0 {
            eprintln!("{name}: {}", doubt::other_surveys(report.others));
        }
        Ok(())
    }

    /// A file of ours, and what one should know before believing its figures.
    fn read(&mut self, name: &str, mut pieces: Peeked) -> io::Result<()> {
        let read = readahead::each(&mut pieces, |piece, ahead| {
            self.push(piece, ahead);
            !self.ingest.is_other_kind()
        });
        let damage = match read {
            Ok(()) => None,
            Err(error) => Some(pieces.damage(&error).ok_or(error)?),
        };
        let report = self.ingest.close(damage, None);
        if let Some(reason) = report.left_out {
            if !pieces.is_refused() {
                eprintln!("{name} is left out. {reason}");
            }
            return Ok(());
        }
        if report.others > 0 {
            eprintln!("{name}: {}", doubt::other_surveys(report.others));
        }
        // A cut line is listed among the bad ones.
        if let Some(first) = report.doubts.iter().find(|doubt| **doubt != Doubt::Truncated) {
            eprintln!("{}", doubt::doubt(name, first));
        }
        report.notes.iter().for_each(|note| eprintln!("{name}: {note}"));
        Ok(())
    }
}

impl Read {
    /// Makes texts findable: offsets count the bytes of UTF-16 as UTF-8.
    pub(super) fn unfolded(mut self) -> Self {
        for (bytes, text) in self.bytes.iter_mut().zip(&self.texts) {
            if let Some(mut utf16) = Utf16::of(bytes).filter(|_| text.is_utf16()) {
                *bytes = (utf16.decode(bytes) + &utf16.finish()).into_bytes();
            }
        }
        self
    }

    /// The JSON text of the response of that row.
    pub(super) fn text(&self, row: u32) -> Option<String> {
        let row = self.columns.row(usize::try_from(row).ok()?)?;
        let start = usize::try_from(row.offset).ok()?;
        let line = self.bytes.get(row.source)?.get(start..start.checked_add(usize::try_from(row.len).ok()?)?)?;
        self.texts.get(row.source)?.text(line).map(std::borrow::Cow::into_owned)
    }
}
