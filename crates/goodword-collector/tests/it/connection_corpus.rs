//! The fuzzer's corpus of what comes over a connection, replayed and mutated.

mod property;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use goodword_collector::store::Settings;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;

#[path = "../../../goodword-core/tests/it/mutated.rs"]
mod mutated;

use mutated::{change, changed};
use property::Guarded;

fn corpus() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/connection");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn control_what_is_not_guarded_is_noticed() {
    let open = Guarded::by(Settings::default());
    let posts = corpus().into_iter().filter(|bytes| String::from_utf8_lossy(bytes).contains(r#""survey": "guarded""#));
    let noticed = posts.map(|bytes| catch_unwind(AssertUnwindSafe(|| open.answer(&bytes))).is_err());
    assert!(noticed.collect::<Vec<_>>().contains(&true));
}

#[test]
fn the_corpus_holds_whatever_becomes_of_it() {
    let (guarded, files) = (Guarded::start(), corpus());
    assert!(files.len() >= 20, "{}", files.len());
    let told = files.iter().filter(|bytes| !guarded.answer(bytes).is_empty()).count();
    assert!(told + 2 >= files.len(), "only {told} of {} are answered", files.len());
    let changes = (any::<Index>(), vec(change(), 1..8));
    let tried = TestRunner::default().run(&changes, |(which, changes)| {
        guarded.answer(&changed(files[which.index(files.len())].clone(), &changes));
        Ok(())
    });
    tried.unwrap();
}
