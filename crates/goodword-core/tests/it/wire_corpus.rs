//! The fuzzer's corpora of what the network brings, replayed and mutated: responses, definitions and counts, whole and broken.

mod property;

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::mutated::{change, changed};

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn the_corpora_hold() {
    let (responses, definitions, tallies) = (corpus("response"), corpus("definition"), corpus("tally"));
    let counts = [responses.len(), definitions.len(), tallies.len()];
    assert!(counts[0] >= 20 && counts[1] >= 10 && counts[2] >= 8, "{counts:?}");
    for bytes in &responses {
        property::response(bytes);
    }
    for bytes in &definitions {
        property::definition(bytes);
    }
    for bytes in &tallies {
        property::tally(bytes);
    }
}

proptest! {
    #[test]
    fn a_response_holds_whatever_becomes_of_it(which in any::<Index>(), changes in vec(change(), 1..12)) {
        let files = corpus("response");
        property::response(&changed(files[which.index(files.len())].clone(), &changes));
    }

    #[test]
    fn a_definition_holds_whatever_becomes_of_it(which in any::<Index>(), changes in vec(change(), 1..12)) {
        let files = corpus("definition");
        property::definition(&changed(files[which.index(files.len())].clone(), &changes));
    }

    #[test]
    fn a_tally_holds_whatever_becomes_of_it(which in any::<Index>(), changes in vec(change(), 1..6)) {
        let files = corpus("tally");
        property::tally(&changed(files[which.index(files.len())].clone(), &changes));
    }
}
