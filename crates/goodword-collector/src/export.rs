//! Stored responses as text in three formats, piece by piece in constant memory.

pub mod tables;

use std::str::FromStr;

use data_encoding::HEXLOWER;
use futures_util::Stream;
use goodword_core::csv;
use sha2::{Digest, Sha256};

use crate::store::{BodyMatcher, Error, Page, ResponseFilter, Store, Subject};

/// The format in which responses are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ExportFormat {
    /// One response on a line.
    #[default]
    Ndjson,
    /// One array.
    Json,
    /// One response on a line, one field in a column: see [`goodword_core::csv`].
    Csv,
}

impl ExportFormat {
    /// The format's word, which is also the ending of its files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// The media type, as `Content-Type` names it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Ndjson => "application/x-ndjson",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }
}

impl FromStr for ExportFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let format = [Self::Ndjson, Self::Json, Self::Csv].into_iter().find(|format| format.as_str() == text);
        format.ok_or_else(|| "must be one of ndjson, json, csv".to_owned())
    }
}

/// An export under way.
pub struct Export {
    store: Store,
    filter: ResponseFilter,
    format: ExportFormat,
    phase: Phase,
    table: csv::CsvTable,
    /// Whether a last line says how many rows there were, and the hash of all that came before it.
    end: bool,
    bom: bool,
    /// How often the survey had changed when this began, for the last line.
    changes: Option<i64>,
    /// Which of the responses are written.
    only: BodyMatcher,
    rows: u64,
    hash: Sha256,
}

enum Phase {
    Head,
    Rows,
    Done,
}

impl Export {
    /// Writes what `filter` takes in; with `end`, NDJSON gets a last line with the number of rows and their SHA-256.
    pub fn new(store: Store, filter: ResponseFilter, format: ExportFormat, end: bool) -> Self {
        let table = csv::CsvTable::default();
        Self {
            store,
            filter,
            format,
            phase: Phase::Head,
            table,
            end,
            bom: false,
            changes: None,
            only: BodyMatcher::any(),
            rows: 0,
            hash: Sha256::new(),
        }
    }

    /// Writes a person's responses to one survey, as NDJSON.
    pub fn of(store: Store, survey: &str, subject: Subject) -> Self {
        let export = Self::new(store, ResponseFilter::all(survey), ExportFormat::Ndjson, false);
        Self { only: BodyMatcher::of(subject), ..export }
    }

    /// Whether a byte order mark comes first, for spreadsheets that take a CSV for another encoding without one.
    #[must_use]
    pub fn with_bom(mut self, bom: bool) -> Self {
        self.bom = bom;
        self
    }

    /// How often the survey had changed when this began, for the last line: who fetches what is new behind it sees by that
    /// whether anything else has changed.
    #[must_use]
    pub fn with_changes(mut self, changes: i64) -> Self {
        self.changes = Some(changes);
        self
    }

    /// The next piece of text; `None` is the end.
    pub async fn next(&mut self) -> Result<Option<String>, Error> {
        match self.phase {
            Phase::Head => {
                self.phase = Phase::Rows;
                self.head().await.map(Some)
            }
            Phase::Rows => self.page().await.map(Some),
            Phase::Done => Ok(None),
        }
    }

    /// The pieces as a stream. An error breaks it off, so that a cut export can be told from a whole one.
    pub fn into_stream(self) -> impl Stream<Item = Result<String, Error>> {
        futures_util::stream::try_unfold(self, |mut export| async move {
            Ok(export.next().await?.map(|text| (text, export)))
        })
    }

    async fn head(&mut self) -> Result<String, Error> {
        match self.format {
            ExportFormat::Ndjson => Ok(String::new()),
            ExportFormat::Json => Ok("[".to_owned()),
            ExportFormat::Csv => self.header().await,
        }
    }

    /// The columns of a CSV are known only after all responses were looked at once.
    async fn header(&mut self) -> Result<String, Error> {
        let (mut filter, mut columns) = (self.filter.clone(), csv::CsvColumns::default());
        loop {
            let page = self.store.page(filter.clone()).await?;
            if page.bodies.is_empty() {
                let mark = if self.bom { "\u{feff}" } else { "" };
                self.table = columns.table();
                return Ok(mark.to_owned() + &self.table.header());
            }
            filter.after = page.last;
            page.bodies.iter().for_each(|body| columns.add(body));
        }
    }

    async fn page(&mut self) -> Result<String, Error> {
        let page = self.store.page(self.filter.clone()).await?;
        if page.bodies.is_empty() {
            self.phase = Phase::Done;
            return Ok(self.tail());
        }
        self.filter.after = page.last;
        let text = self.text(&page);
        self.hash.update(&text);
        Ok(text)
    }

    fn text(&mut self, page: &Page) -> String {
        let mut text = String::new();
        for body in page.bodies.iter().filter(|body| self.only.fits(body)) {
            match self.format {
                ExportFormat::Ndjson => text.extend([body, "\n"]),
                ExportFormat::Json => text.extend([if self.rows == 0 { "\n" } else { ",\n" }, body]),
                // A field that came since the columns were looked for goes without.
                ExportFormat::Csv => _ = self.table.write(body, &mut text),
            }
            self.rows += 1;
        }
        text
    }

    fn tail(&self) -> String {
        match self.format {
            ExportFormat::Json => "\n]\n".to_owned(),
            ExportFormat::Ndjson if self.end => {
                let hash = HEXLOWER.encode(&self.hash.clone().finalize());
                let changes = self.changes.map(|changes| format!(",\"changes\":{changes}")).unwrap_or_default();
                format!("{{\"goodword_end\":{{\"rows\":{},\"sha256\":\"{hash}\"{changes}}}}}\n", self.rows)
            }
            ExportFormat::Ndjson | ExportFormat::Csv => String::new(),
        }
    }
}
