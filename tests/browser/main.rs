//! Journeys through real Chromium, against the files of `dist/` and the collector that people run.
//!
//! `cargo xtask test --only e2e` builds both and runs this; the variables it sets are named in `harness`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]

mod again;
mod analyst;
mod axe;
mod bar;
mod budget;
mod courtesy;
mod csp;
mod embed;
mod examples;
mod frame;
#[allow(dead_code, unused_imports, reason = "the fault matrix uses the rest")]
mod harness;
mod kept;
mod kinds;
mod leak;
mod link;
mod look;
mod looks;
mod modes;
mod offline;
mod own;
mod panic;
mod pictures;
mod put_right;
mod settings;
mod studio;
mod tree;
mod visitor;
