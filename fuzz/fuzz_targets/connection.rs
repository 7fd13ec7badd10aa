//! Any bytes on a connection: what the collector's tests hold of them, held under a fuzzer.
#![no_main]

#[path = "../../crates/goodword-collector/tests/it/connection_corpus/property.rs"]
mod property;

use std::sync::{LazyLock, Mutex, PoisonError};

/// One collector for all: it is not changed by what comes, and that is held too.
static GUARDED: LazyLock<Mutex<property::Guarded>> = LazyLock::new(|| Mutex::new(property::Guarded::start()));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    GUARDED.lock().unwrap_or_else(PoisonError::into_inner).answer(bytes);
});
