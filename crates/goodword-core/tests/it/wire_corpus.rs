//! The fuzzer's corpora of what the network brings, replayed and mutated: responses and definitions, whole and broken.

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
    let (responses, definitions) = (corpus("response"), corpus("definition"));
    assert!(responses.len() >= 20 && definitions.len() >= 10, "{} {}", responses.len(), definitions.len());
    for bytes in &responses {
        property::response(bytes);
    }
    for bytes in &definitions {
        property::definition(bytes);
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
}
