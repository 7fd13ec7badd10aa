//! What the view and the reader say to each other. Files and Blobs travel beside it.

use std::cell::OnceCell;
use std::fmt;

use goodword_core::Summary;
pub use goodword_core::comment::Comment;
use goodword_core::facets::Facets;
use goodword_core::follow_up::FollowUpStatus;
use goodword_core::summary::FollowUpFigures;
use serde::{Deserialize, Serialize};

use super::failure::Failure;
use super::imported::{Imported, NamedMapping};
use super::selection::Options;

/// A sentence of the conversation, and the reading it is about. An answer about an older reading is ignored.
#[derive(Debug, Serialize, Deserialize)]
pub struct Envelope<T> {
    /// Counts up with every [`Request::Read`].
    pub job: u32,
    /// What is said.
    pub body: T,
}

/// What the view wants.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// Read this. Ends whatever is being read.
    Read {
        /// Where to read from.
        origin: Origin,
        /// Whose days to count by.
        zone: String,
        /// The only survey that counts, when one is named.
        survey: Option<String>,
        /// Where the survey's definition stands.
        definition: Option<String>,
        /// What is wanted of it at first.
        selection: Options,
    },
    /// Which column is which in files that are not ours, from the next reading on.
    Mapping {
        /// By this mapping, where there is one.
        mapping: Option<NamedMapping>,
        /// It is to be chosen anew.
        ask: bool,
    },
    /// Change the mapping that is being chosen: an `Edit` as JSON.
    EditMapping(String),
    /// End what is being read.
    Stop,
    /// The figures of what is wanted now.
    SummaryReport {
        /// What that is.
        selection: Options,
    },
    /// Some of the comments of what is wanted.
    Comments(CommentQuery),
    /// The first of them, for when they are printed.
    Paper(CommentQuery),
    /// What sets the comments of two groups apart.
    Keyness(KeynessQuery),
    /// Any two things beside each other.
    Cross(CrossQuery),
    /// How the promises of an answer stand in what is wanted.
    FollowUps {
        /// What is wanted.
        selection: Options,
        /// How many are listed.
        count: usize,
    },
    /// Says whether a visitor was answered.
    Answer {
        /// The number of the response's row.
        row: u32,
        /// `false` takes an earlier `true` back.
        answered: bool,
    },
    /// The responses that are wanted, as a file.
    Save {
        /// What is wanted.
        selection: Options,
        /// How it is written.
        format: FileFormat,
    },
}

/// Which comments are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentQuery {
    /// Of which responses.
    pub selection: Options,
    /// The owner's own question whose answers are read; none for comments.
    pub question: Option<String>,
    /// Words that must be in them.
    pub search: String,
    /// Which come first.
    pub sort: Sort,
    /// The first that is wanted, counted from 0.
    pub from: usize,
    /// How many are wanted.
    pub count: usize,
}

impl CommentQuery {
    /// Whether it is of the same comments in the same order, whichever are in sight.
    pub fn is_alike(&self, other: &Self) -> bool {
        let words = (&self.question, &self.search) == (&other.question, &other.search);
        words && self.selection == other.selection && self.sort == other.sort
    }
}

/// Which comments are set beside which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeynessQuery {
    /// Of which responses.
    pub selection: Options,
    /// The first group, as the command line has it.
    pub a: String,
    /// The second.
    pub b: String,
    /// Which comments are drawn.
    pub seed: u32,
}

/// Which two things are set beside each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossQuery {
    /// Of which responses.
    pub selection: Options,
    /// What the rows are, as the command line has it.
    pub by: String,
    /// What the columns are, likewise; none where everyone stands in one.
    pub across: Option<String>,
    /// The question whose mean is told, likewise.
    pub of: Option<String>,
}

/// Which comments come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The latest.
    #[default]
    Newest,
    /// The earliest.
    Oldest,
    /// Those of the lowest score; who gave none comes last.
    Lowest,
    /// Those of the highest score.
    Highest,
}

/// How responses are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// One array.
    Json,
    /// One on each line.
    Ndjson,
    /// Commas.
    Csv,
    /// Commas, with the mark by which a spreadsheet knows that it is UTF-8.
    CsvWithMark,
}

impl FileFormat {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv | Self::CsvWithMark => "csv",
        }
    }
}

/// Where responses come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// An address.
    Address {
        /// Absolute, and allowed.
        url: String,
        /// Sent as `Authorization: Bearer`.
        token: Option<Token>,
    },
    /// Files that travel beside the message.
    Files,
    /// What this browser keeps.
    Kept,
    /// Made-up responses.
    Sample,
}

/// A read token: kept in memory, sent to the address it was entered for, and never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Token(String);

impl Token {
    /// A token without the blank space that copying adds. Nothing when nothing is left, or when it could not stand in
    /// a header.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let sendable = text.bytes().all(|byte| byte.is_ascii_graphic());
        (!text.is_empty() && sendable).then(|| Self(text.to_owned()))
    }

    /// The value of the `Authorization` header.
    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

/// What the reader has to say.
#[derive(Debug, Serialize, Deserialize)]
pub enum Report {
    /// It has started and listens.
    Listening,
    /// It is reading.
    Progress(Progress),
    /// It has read everything.
    Done(Box<ReadResult>),
    /// First has to be said which column is which: a `Sheet` as JSON.
    Asks(String),
    /// There is nothing to show.
    Failed(Failure, BadLines),
    /// The figures of what was wanted.
    Summed(SummaryReport),
    /// The comments that were wanted, and how many there are.
    Comments(CommentQuery, u64, Vec<Comment>),
    /// The first of them, for when they are printed, and how many there are.
    Paper(CommentQuery, u64, Vec<Comment>),
    /// So many hundredths of the comments were read whose words are wanted.
    ReadingWords(KeynessQuery, usize),
    /// What sets them apart: the result as the command line prints it and what is shown of it, as JSON; and the comments
    /// that were drawn, with the numbers of their rows.
    Keyness(KeynessQuery, String, Vec<(u32, Comment)>),
    /// Why that cannot be told.
    NoKeyness(KeynessQuery, Failure),
    /// Any two things beside each other: the result as the command line prints it and what is shown of it, as JSON.
    Cross(CrossQuery, String),
    /// Why they are not shown.
    NoCross(CrossQuery, Failure),
    /// How the promises of an answer stand.
    FollowUps(Box<FollowUps>),
    /// A file of responses is being written.
    Saving(SaveProgress),
    /// The responses travel beside this as a Blob.
    Saved(FileFormat),
}

impl Report {
    /// Reads what is large to read.
    pub fn read(&self) {
        let sum = match self {
            Self::Done(found) => Some(&found.sum),
            Self::Summed(sum) => Some(sum),
            _ => None,
        };
        sum.and_then(SummaryReport::read);
    }
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Bytes read.
    pub bytes: u64,
    /// Bytes there are, when that is known.
    pub total: Option<u64>,
    /// Lines read.
    pub rows: u64,
}

/// How far a file of responses has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveProgress {
    /// Responses that were looked at.
    pub done: u64,
    /// All that are wanted.
    pub total: u64,
}

/// What was found in the sources.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadResult {
    /// The figures of what was wanted at first.
    pub sum: SummaryReport,
    /// What can be chosen from.
    pub facets: Facets,
    /// The lines that hold no response.
    pub bad: BadLines,
    /// What shows that a source is not whole, in sentences.
    pub doubts: Vec<String>,
    /// The files that were not ours as they stood there.
    pub imported: Vec<Imported>,
    /// The names of mappings among the files, of which the first said how the others are read, if no dialog did.
    pub mappings: Vec<String>,
    /// Today's number in the zone that days are counted by.
    pub today: i32,
    /// Whether it is counts alone: there are no responses to look at.
    pub counted: bool,
}

/// The figures of what was wanted.
#[derive(Debug, Serialize, Deserialize)]
pub struct SummaryReport {
    /// What was wanted.
    pub selection: Options,
    /// The options that give the same on the command line.
    pub options: Options,
    /// The Summary's JSON, to the byte.
    pub summary: String,
    #[serde(skip)]
    read: OnceCell<Option<Box<Summary>>>,
}

impl SummaryReport {
    /// The figures as they travel.
    pub fn new(selection: Options, options: Options, summary: String) -> Self {
        Self { selection, options, summary, read: OnceCell::new() }
    }

    /// Reads the JSON, once, because that takes time; nothing if it is no Summary.
    pub fn read(&self) -> Option<&Summary> {
        self.read.get_or_init(|| serde_json::from_str(&self.summary).ok()).as_deref()
    }

    /// The Summary and its JSON.
    pub fn into_parts(self) -> Option<(Summary, String, Options)> {
        self.read();
        Some((*self.read.into_inner()??, self.summary, self.options))
    }
}

/// The lines that hold no response.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BadLines {
    /// How many.
    pub total: u64,
    /// The first of them.
    pub listed: Vec<BadLine>,
}

/// A line that holds no response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLine {
    /// The file, when there are several.
    pub file: Option<String>,
    /// Which line, or which element of an array, from 1.
    pub number: u64,
    /// Why.
    pub reason: String,
}

/// How the promises of an answer stand, and those that wait for one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FollowUps {
    /// What was wanted.
    pub selection: Options,
    /// The figures.
    pub figures: FollowUpFigures,
    /// Whoever waits, and whoever was answered since this was read: the one due first first.
    pub list: Vec<FollowUp>,
    /// How many such there are.
    pub total: u64,
    /// Whether this view can say that one was answered.
    pub can_answer: bool,
    /// Whether it did, so that downloads say what was before.
    pub changed: bool,
    /// Why the last change was not made.
    pub refused: Option<Refused>,
}

/// Why a promise could not be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// The server wants another token: 401 or 403.
    Locked,
    /// The server answered this status.
    Status(u16),
    /// The server was not reached.
    Network,
}

/// A visitor who was promised an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// The number of the response's row.
    pub row: u32,
    /// Where to answer.
    pub contact: Option<String>,
    /// By when, in the zone that days are counted by: `2026-03-14 09:26`.
    pub due: Option<String>,
    /// How it stands.
    pub standing: FollowUpStatus,
    /// What they said.
    pub comment: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_what_a_header_can_carry() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(Token::new(text).map(|token| token.bearer()), expect.map(str::to_owned), "{text:?}");
        };
        check(" gw_read_1\n", Some("Bearer gw_read_1"));
        check("", None);
        check(" \t", None);
        check("a\nb", None);
        check("schlüssel", None);
    }

    #[test]
    fn a_token_is_not_printed() {
        let origin = Origin::Address { url: "/x".to_owned(), token: Token::new("secret") };
        assert!(!format!("{origin:?}").contains("secret"));
    }
}
