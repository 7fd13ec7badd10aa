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
mod collector;
mod command;
mod config;
mod cors;
mod durability;
mod export;
mod files;
mod import;
mod load;
mod program;
mod survey;
mod upsert;
