//! What the first bytes of a file say: whether it is ours, another program's, or a list of nobody who is known.

use super::profile::Profile;
use super::source::Asked;
use crate::Ingest;

/// So many bytes of a file tell what it is.
pub const HEAD: usize = 64 * 1024;

/// Whose a file is, as its start says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Our own, or nothing that a mapping could help with.
    Ours,
    /// A table, or a list, of nobody who is known.
    Unknown,
    /// Read by a mapping.
    Foreign,
}

impl Start {
    /// By the first [`HEAD`] bytes, or by all where there are fewer; `mapped` says that a mapping is given for what is not
    /// ours.
    pub fn of(head: &[u8], mapped: bool) -> Self {
        if holds_response(head) { Self::Ours } else { Self::of_others(head, mapped) }
    }

    /// The same of a start that is known to hold none of our responses: who links this alone links no reader of ours.
    pub fn of_others(head: &[u8], mapped: bool) -> Self {
        if mapped {
            return Self::Foreign;
        }
        let profile = looked(head, Asked::default());
        let profile = profile.in_windows().map_or(profile, |asked| looked(head, asked));
        match profile.recognition() {
            Some(_) => Self::Foreign,
            None if profile.columns().len() > 1 && profile.rows() > 1 => Self::Unknown,
            None => Self::Ours,
        }
    }
}

/// Whether the start of a file holds one of our own responses.
pub fn holds_response(head: &[u8]) -> bool {
    // By the code that reads them anyway: another closure would be a second copy of it, which every analyst would download.
    let mut ingest = Ingest::new(None);
    ingest.open("");
    ingest.push(head);
    ingest.close(None, None);
    ingest.columns().rows() > 0
}

fn looked(head: &[u8], asked: Asked) -> Profile {
    let mut profile = Profile::read_as(asked);
    profile.push(head);
    profile.finish();
    profile
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_says_whose_it_is() {
        let ours =
            br#"{"id":"0199f1c2-7c5e-7b3a-9d10-3f6d8a2b0001","survey":"s","submitted_at":"2026-03-14T09:26:53Z","answers":{}}"#;
        let check = |head: &[u8], mapped, expect| {
            assert_eq!(Start::of(head, mapped), expect, "{}", String::from_utf8_lossy(head));
        };
        check(ours, false, Start::Ours);
        check(ours, true, Start::Ours);
        check(b"Timestamp,How?\n2026/11/03 2:05:31 PM GMT+1,9\n", false, Start::Foreign);
        check(b"Zeitstempel;W\xfcrden Sie?\n03.11.2026 14:05:31;9\n", false, Start::Foreign);
        check(b"a,b\n1,2\n3,4\n", false, Start::Unknown);
        check(b"a,b\n1,2\n3,4\n", true, Start::Foreign);
        check(b"a,b\n1,2\n", false, Start::Ours);
        check(b"7\n8\n", false, Start::Ours);
        check(b"", false, Start::Ours);
    }
}
