//! Bytes, changed as chance and malice change them.

use proptest::prelude::*;
use proptest::sample::Index;

/// A change of some bytes.
#[derive(Debug, Clone)]
pub enum Change {
    Set(Index, u8),
    Cut(Index, usize),
    Again(Index, usize),
    Put(Index, &'static str),
}

/// What means something to somebody.
const TOKENS: [&str; 16] =
    ["\"", ",", ";", "\n", "\r", "\t", "{", "}", "[", "]", ":", "\\", "\u{feff}", "9", "Timestamp", "2026-11-03"];

/// Any one of them.
pub fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at(), 1..80_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at(), 1..80_usize).prop_map(|(at, length)| Change::Again(at, length)),
        (at(), 0..TOKENS.len()).prop_map(|(at, token)| Change::Put(at, TOKENS[token])),
    ]
}

/// `bytes` after such changes.
pub fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        match change {
            Change::Set(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Cut(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Change::Again(at, length) => {
                let at = at.index(bytes.len());
                let part = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, part);
            }
            Change::Put(at, token) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, token.bytes());
            }
        }
    }
    bytes
}
