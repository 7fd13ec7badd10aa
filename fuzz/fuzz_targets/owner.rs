//! Any bytes as what an owner says: what the collector's tests hold of it, held under a fuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| goodword_collector::fuzzing::owner(bytes));
