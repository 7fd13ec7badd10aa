//! The fault matrix: what breaks between a visitor and an endpoint, in every browser there is, and that no answer is lost.
//!
//! `cargo xtask test` runs it. By hand, with `GOODWORD_DIST` and `GOODWORD_BIN` set:
//! `cargo test --test faults -- --engines chromium,firefox --rows 14,23 --real --report TRUST.md`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]

#[allow(dead_code, unused_imports, reason = "the journeys use the rest")]
mod harness;
mod matrix;

use std::process::ExitCode;

fn main() -> ExitCode {
    matrix::run(&matrix::Options::read(std::env::args().skip(1)))
}
