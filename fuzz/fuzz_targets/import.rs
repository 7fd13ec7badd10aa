//! Any bytes as another program's file: what the core's tests hold of it, held under a fuzzer.
#![no_main]

#[path = "../../crates/goodword-core/tests/it/import_corpus/property.rs"]
mod property;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| property::holds(bytes));
