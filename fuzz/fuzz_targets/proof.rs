//! Any bytes as a proof of who answers: what the collector's tests hold of it, held under a fuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| goodword_collector::fuzzing::proof(bytes));
