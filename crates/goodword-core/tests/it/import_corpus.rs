//! The fuzzer's corpus, replayed and mutated: files of other programs, hand made and broken.

mod property;

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::mutated::{change, changed};
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

proptest! {
    #[test]
    fn it_holds_whatever_becomes_of_it(which in any::<Index>(), changes in vec(change(), 1..12)) {
        let files = corpus();
        holds(&changed(files[which.index(files.len())].clone(), &changes));
    }
}
