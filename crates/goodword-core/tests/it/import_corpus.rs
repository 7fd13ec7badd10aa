//! The fuzzer's corpus, replayed and mutated: files of other programs, hand made and broken.

mod property;

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use property::holds;

/// The files of the corpus, and those of the other tests.
fn corpus() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("../../fuzz/corpus/import"), root.join("tests/data/import")];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn the_corpus_holds() {
    let files = corpus();
    assert!(files.len() > 25, "{}", files.len());
    for file in &files {
        holds(file);
    }
}

/// A change of some bytes.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Cut(Index, usize),
    Again(Index, usize),
    Put(Index, &'static str),
}

/// What means something to somebody.
const TOKENS: [&str; 16] =
    ["\"", ",", ";", "\n", "\r", "\t", "{", "}", "[", "]", ":", "\\", "\u{feff}", "9", "Timestamp", "2026-11-03"];

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at(), 1..80_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (at(), 1..80_usize).prop_map(|(at, length)| Change::Again(at, length)),
        (at(), 0..TOKENS.len()).prop_map(|(at, token)| Change::Put(at, TOKENS[token])),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
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

proptest! {
    #[test]
    fn it_holds_whatever_becomes_of_it(which in any::<Index>(), changes in vec(change(), 1..12)) {
        let files = corpus();
        holds(&changed(files[which.index(files.len())].clone(), &changes));
    }
}
