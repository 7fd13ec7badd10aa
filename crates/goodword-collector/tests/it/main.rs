//! The collector from outside: by its router, over a socket, and as the program that an owner starts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]
mod access;
mod bad_input;
mod bounds;
mod cluster;
mod collector;
mod command;
mod config;
mod conformance;
mod cors;
mod crash;
mod durability;
mod erase;
mod export;
mod files;
mod follow_ups;
mod fsync;
mod histories;
mod history;
mod import;
mod keys;
mod load;
#[cfg(target_os = "linux")]
mod memory;
mod migrate;
mod openapi;
mod power;
mod program;
mod session;
mod summarize;
mod survey;
mod tally;
mod upgrade;
mod upsert;
