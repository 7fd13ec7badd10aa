//! Any bytes as people who are invited: what the collector's tests hold of them, held under a fuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| goodword_collector::fuzzing::contacts(bytes));
