//! The crate as a whole.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]

mod changes;
mod foreign;
mod made;
mod reach;
mod refusals;
mod round_trip;
mod take_away;
mod walks;
