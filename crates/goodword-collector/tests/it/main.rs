//! The collector from outside: by its router, over a socket, and as the program that an owner starts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says so by panicking"
)]
mod cli;
mod cluster;
mod collector;
mod config;
mod conformance;
mod connection_corpus;
mod crash;
mod cross;
mod deployment;
mod disclosure;
mod durability;
mod export_tables;
mod foreign;
mod fsync;
mod group_commit;
mod http;
#[cfg(target_os = "linux")]
mod memory;
mod migrate;
mod notify;
mod openapi;
mod operation;
mod outage;
mod power;
mod program;
mod report;
mod request_history;
mod routes;
mod schema_upgrade;
mod serve;
mod store_history;
mod summarize;
mod two_collectors;
mod upsert;
mod words;
