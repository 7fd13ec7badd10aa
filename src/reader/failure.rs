//! Why there is nothing to show, said to the person who can mend it.

use goodword_core::reader::FileKind;
use goodword_core::words::number::count;
use goodword_core::words::plural;
use serde::{Deserialize, Serialize};

/// What went wrong on the way from the source to the summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The address is neither https, nor http on this machine, nor on the page's own site.
    Address,
    /// The server wants a token; `refused` when it had one and did not like it.
    Locked {
        /// Whether a token was sent.
        refused: bool,
        /// 401 or 403.
        status: u16,
    },
    /// Any other answer that is not 200.
    Status(u16),
    /// No answer at all. A browser does not tell a lost connection from a forbidden one.
    Network,
    /// The answer or the file ended before its end.
    BrokenOff {
        /// Responses read until then.
        rows: u64,
    },
    /// A web page came instead of responses.
    Page(SourceKind),
    /// Something else than counts came from the address of a tally.
    NoCounts,
    /// A file of another kind.
    Kind(FileKind),
    /// A workbook, or Parquet, that cannot be read, and why.
    Table(String),
    /// A compressed file that cannot be unpacked.
    Packed,
    /// The address of the page asks for something that is not known.
    Unknown(String),
    /// A file that says which column is which, and cannot be used.
    Mapping(String),
    /// Such a file alone.
    OnlyMapping,
    /// A segment is asked for that was not kept when the responses were read.
    Unkept,
    /// No bytes, or nothing but spaces.
    Empty(SourceKind),
    /// Answers, and too few to tell anything of them.
    HeldBack {
        /// How many there are.
        waiting: u64,
        /// How many of a group there must be.
        least: u32,
    },
    /// Lines, and not one of them a response.
    OnlyBad(u64),
    /// Responses, and none to the survey that was named.
    OtherSurvey,
    /// The source ends in the middle of its first response.
    Cut,
    /// The file could not be read.
    Unreadable,
    /// The reader stopped, by an error of ours or for want of memory.
    Reader,
}

/// Where the bytes came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceKind {
    /// An address.
    Address,
    /// One or more files.
    File,
}

impl Failure {
    /// What happened, in one sentence.
    pub fn what(&self) -> String {
        match self {
            Self::Address => "This view does not read from that address.".to_owned(),
            Self::Locked { refused: false, .. } => "These answers are protected by a token.".to_owned(),
            Self::Locked { status: 403, .. } => "This token may not read these answers.".to_owned(),
            Self::Locked { .. } => "The server did not accept this token.".to_owned(),
            Self::Status(404) => "There is nothing at this address (404).".to_owned(),
            Self::Status(status @ 500..) => format!("The server could not answer ({status})."),
            Self::Status(status) => format!("The server refused to answer ({status})."),
            Self::Network => "The answers could not be fetched.".to_owned(),
            Self::BrokenOff { rows: 0 } => "The connection broke off before the first response.".to_owned(),
            Self::BrokenOff { rows: 1 } => "The connection broke off after 1 response.".to_owned(),
            Self::BrokenOff { rows } => format!("The connection broke off after {} responses.", count(*rows)),
            Self::Page(SourceKind::Address) => "A web page came back instead of responses.".to_owned(),
            Self::Page(SourceKind::File) => "This file is a web page, not a list of responses.".to_owned(),
            Self::NoCounts => "What came back are no counts that this view can read.".to_owned(),
            Self::Kind(kind) => format!("{}.", kind.what()),
            Self::Table(reason) => format!("{}.", capital(reason)),
            Self::Packed => "This compressed file is damaged or was cut off.".to_owned(),
            Self::Unknown(problem) => format!("What the address of this page asks for is not known ({problem})."),
            Self::Mapping(problem) => format!("This mapping cannot be used ({problem})."),
            Self::OnlyMapping => "This file says which column is which, and holds no responses.".to_owned(),
            Self::Unkept => "What is asked for was not kept when the responses were read.".to_owned(),
            Self::Empty(SourceKind::Address) => "There are no answers here yet.".to_owned(),
            Self::Empty(SourceKind::File) => "This file is empty: it holds no responses.".to_owned(),
            Self::HeldBack { waiting, least } => format!(
                "{} held back: of fewer than {} people of a group nothing is told.",
                plural(*waiting, "response is", "responses are"),
                count((*least).into())
            ),
            Self::OnlyBad(1) => "The one line that was found is not a response.".to_owned(),
            Self::OnlyBad(lines) => format!("None of the {} lines is a response.", count(*lines)),
            Self::OtherSurvey => "These responses belong to other surveys.".to_owned(),
            Self::Cut => "The file was cut off in the middle of its first response.".to_owned(),
            Self::Unreadable => "The file could not be read.".to_owned(),
            Self::Reader => "Reading stopped unexpectedly.".to_owned(),
        }
    }

    /// What to do about it, in one or two sentences.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Address => {
                "It reads https addresses and addresses on this site. Correct the address, or choose a file below."
            }
            Self::Locked { status: 403, refused: true } => "Enter one that has the scope “read”.",
            Self::Locked { .. } => {
                "Enter a read token. It is sent to that server only, and forgotten when you leave this page."
            }
            Self::Status(404) => "Check the name of the survey in the address, or choose an exported file below.",
            Self::Status(500..) => "Try again in a minute, or choose an exported file below.",
            Self::Status(_) => "Check the address, or choose an exported file below.",
            Self::Network => {
                "Check the connection. If the server is elsewhere, it must allow this site to read from it (CORS). An exported file can be chosen below."
            }
            Self::BrokenOff { .. } => "Nothing is shown, because the numbers would leave answers out. Try again.",
            Self::Page(SourceKind::Address) => {
                "Check the address: an export ends in /responses. Perhaps that site asks you to sign in first."
            }
            Self::Kind(kind) => kind.advice(),
            Self::Table(_) => "Open it with the program that wrote it, save it as CSV, and choose that file.",
            Self::Page(SourceKind::File) => "Choose the .ndjson, .json or .csv file that was exported.",
            Self::NoCounts => {
                "Check the address: the counts of a survey stand at its collector and end in /tally. Or read the responses, which end in /responses."
            }
            Self::Unknown(_) => "It changes none of the figures: correct the address, or choose from the lists.",
            Self::Mapping(_) => "Choose the file without it, and say anew which column is which.",
            Self::OnlyMapping => "Choose it together with the file of responses that it is for.",
            Self::Unkept => "Read the responses again.",
            Self::Empty(SourceKind::Address) => {
                "They will appear when someone has answered this survey: check its name in the address. An exported file can be chosen below."
            }
            Self::Empty(SourceKind::File) => "Export it again, or choose another file.",
            Self::HeldBack { .. } => "They will appear when more of their group have answered.",
            Self::OnlyBad(_) => {
                "The reasons are listed below. Choose a .ndjson, .json or .csv file of responses, as the export writes it."
            }
            Self::OtherSurvey => "This view is set to show one survey only. Choose a file of that survey.",
            Self::Cut | Self::Packed => "Export or download it again, then choose it here.",
            Self::Unreadable => "It may have been moved or changed. Choose it again.",
            Self::Reader => "Try again. With a very large file, close other tabs first.",
        }
    }

    /// Whether the same request may succeed a moment later.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Network
                | Self::BrokenOff { .. }
                | Self::Status(429 | 500..)
                | Self::Empty(SourceKind::Address)
                | Self::Reader
                | Self::Unkept
        )
    }

    /// What an HTTP status says. Nothing for success.
    pub fn of_status(status: u16, with_token: bool) -> Option<Self> {
        match status {
            200..=299 => None,
            401 | 403 => Some(Self::Locked { refused: with_token, status }),
            other => Some(Self::Status(other)),
        }
    }

    /// What the first bytes give away. Nothing when they may be responses.
    pub fn of_start(bytes: &[u8], kind: SourceKind) -> Option<Self> {
        match FileKind::of(bytes) {
            Some(kind) => Some(Self::Kind(kind)),
            None => (text_start(bytes) == Some(b'<')).then_some(Self::Page(kind)),
        }
    }
}

/// With a capital letter at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

/// The first byte that is neither space nor byte order mark.
fn text_start(bytes: &[u8]) -> Option<u8> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_once() {
        let check = |status, token, expect| assert_eq!(Failure::of_status(status, token), expect, "{status}");
        check(200, false, None);
        check(401, false, Some(Failure::Locked { refused: false, status: 401 }));
        check(401, true, Some(Failure::Locked { refused: true, status: 401 }));
        check(403, true, Some(Failure::Locked { refused: true, status: 403 }));
        check(404, true, Some(Failure::Status(404)));
        check(503, false, Some(Failure::Status(503)));
        check(304, false, Some(Failure::Status(304)));
    }

    #[test]
    fn the_first_bytes_give_it_away() {
        let check = |bytes: &[u8], expect| assert_eq!(Failure::of_start(bytes, SourceKind::File), expect, "{bytes:?}");
        check(b"<!doctype html>", Some(Failure::Page(SourceKind::File)));
        check(b"\xef\xbb\xbf \r\n<html>", Some(Failure::Page(SourceKind::File)));
        check(&[0x28, 0xb5, 0x2f, 0xfd, 0], Some(Failure::Kind(FileKind::Compressed)));
        check(b"PK\x03\x04", Some(Failure::Kind(FileKind::Zip)));
        check(b"\0\0\0\0", Some(Failure::Kind(FileKind::Binary)));
        check(b"i\0d\0,\0", None);
        check(b"{\"id\":\"<\"}", None);
        check(b" [", None);
        check(b"", None);
    }

    #[test]
    fn every_failure_says_what_happened_and_what_to_do() {
        let kinds = [SourceKind::Address, SourceKind::File];
        let mut all = vec![
            Failure::Address,
            Failure::Locked { refused: false, status: 401 },
            Failure::Locked { refused: true, status: 401 },
            Failure::Locked { refused: true, status: 403 },
            Failure::Status(404),
            Failure::Status(410),
            Failure::Status(429),
            Failure::Status(503),
            Failure::Network,
            Failure::BrokenOff { rows: 0 },
            Failure::BrokenOff { rows: 1 },
            Failure::BrokenOff { rows: 12_345 },
            Failure::NoCounts,
            Failure::Kind(FileKind::Workbook),
            Failure::Kind(FileKind::Zip),
            Failure::Kind(FileKind::Binary),
            Failure::Unknown("until: must be a day such as 2026-03-14".to_owned()),
            Failure::Table("this workbook cannot be read".to_owned()),
            Failure::Mapping("is no mapping".to_owned()),
            Failure::OnlyMapping,
            Failure::OtherSurvey,
            Failure::Cut,
            Failure::OnlyBad(1),
            Failure::OnlyBad(2),
            Failure::HeldBack { waiting: 1, least: 7 },
            Failure::HeldBack { waiting: 3, least: 7 },
            Failure::Unreadable,
            Failure::Reader,
        ];
        all.extend(kinds.map(Failure::Page));
        all.extend(kinds.map(Failure::Empty));
        let mut seen = std::collections::BTreeSet::new();
        for failure in all {
            for sentence in [failure.what(), failure.advice().to_owned()] {
                assert!(sentence.ends_with('.') && sentence.starts_with(char::is_uppercase), "{sentence}");
            }
            assert!(seen.insert(failure.what()), "{failure:?} says what another says");
        }
    }

    #[test]
    fn a_token_is_asked_for_before_it_is_refused() {
        assert!(Failure::of_status(401, false).unwrap().what().contains("protected"));
        assert!(Failure::of_status(401, true).unwrap().what().contains("did not accept"));
        assert!(Failure::of_status(403, true).unwrap().what().contains("may not read"));
    }
}
