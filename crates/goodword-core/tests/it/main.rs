//! The core as a whole: bytes in, figures out, against reference values and against itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]

mod columns;
mod coverage;
mod cross;
mod every_look;
mod import;
mod import_corpus;
mod laws;
mod made;
mod mutated;
mod properties;
mod quiet;
mod readahead;
mod reader;
mod record;
mod reference;
mod same_bytes;
mod schema;
mod schemas;
mod sentences;
mod summary;
mod whole;
mod wire_corpus;
