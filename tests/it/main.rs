//! Native tests of the whole: the layers stay apart, and values flow from the answer to the summary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]
mod circles;
mod compare;
mod locales;
mod manifest;
mod scheduler;
mod tidy;
mod trust;
