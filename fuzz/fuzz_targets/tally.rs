//! Any bytes as the counts of a collector: what the core's tests hold of it, held under a fuzzer.
#![no_main]

#[path = "../../crates/goodword-core/tests/it/wire_corpus/property.rs"]
#[allow(dead_code, reason = "each target holds one of them")]
mod property;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| property::tally(bytes));
