//! What holds of any bytes that the network brings to the collector's own parsers, and not only that nothing panics. A fuzzer
//! runs these (`fuzz/`); the tests below replay its corpora and mutate them. They stand here because most of those parsers are
//! nobody else's business; no program that people run has them (`fuzzing` is what cargo-fuzz compiles with).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "what does not hold is told by panicking"
)]

mod contacts;
mod header;
#[cfg(test)]
#[path = "../../goodword-core/tests/it/mutated.rs"]
mod mutated;
mod owner;
mod proof;
mod query;

use goodword_core::Problem;

pub use contacts::contacts;
pub use header::header;
pub use owner::owner;
pub use proof::proof;
pub use query::query;

/// So long may a reason be, in bytes: it names a field and never repeats what was sent.
const REASON: usize = 400;

/// The first byte says what the others are, as a digit or a letter behind the digits.
fn choice<'a, T: Copy>(bytes: &'a [u8], of: &[T]) -> Option<(T, &'a [u8])> {
    let (first, rest) = bytes.split_first()?;
    Some((of[usize::from(first.wrapping_sub(b'0')) % of.len()], rest))
}

fn fit(problems: &[Problem]) {
    assert!(!problems.is_empty(), "a refusal says why");
    for problem in problems {
        assert!(problem.to_string().len() < REASON, "{problem}");
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::mutated::{Change, change, changed};
    use super::*;

    type Property = fn(&[u8]);

    fn corpus(name: &str) -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| fs::read(path).unwrap()).collect()
    }

    #[track_caller]
    fn replay(name: &str, at_least: usize, property: Property) {
        let files = corpus(name);
        assert!(files.len() >= at_least, "{name}: {}", files.len());
        for bytes in &files {
            property(bytes);
        }
    }

    #[test]
    fn the_corpora_hold() {
        replay("header", 20, header);
        replay("query", 20, query);
        replay("owner", 15, owner);
        replay("proof", 15, proof);
        replay("contacts", 5, contacts);
    }

    fn mutated(name: &str, which: Index, changes: &[Change], property: Property) {
        let files = corpus(name);
        property(&changed(files[which.index(files.len())].clone(), changes));
    }

    fn changes() -> impl Strategy<Value = Vec<Change>> {
        vec(change(), 1..8)
    }

    proptest! {
        #[test]
        fn a_header_holds_whatever_becomes_of_it(which in any::<Index>(), changes in changes()) {
            mutated("header", which, &changes, header);
        }

        #[test]
        fn a_query_holds_whatever_becomes_of_it(which in any::<Index>(), changes in changes()) {
            mutated("query", which, &changes, query);
        }

        #[test]
        fn what_an_owner_says_holds_whatever_becomes_of_it(which in any::<Index>(), changes in changes()) {
            mutated("owner", which, &changes, owner);
        }

        #[test]
        fn a_proof_proves_nothing_it_should_not_whatever_becomes_of_it(which in any::<Index>(), changes in changes()) {
            mutated("proof", which, &changes, proof);
        }

        #[test]
        fn contacts_come_back_whatever_becomes_of_them(which in any::<Index>(), changes in changes()) {
            mutated("contacts", which, &changes, contacts);
        }
    }
}
