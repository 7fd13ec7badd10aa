//! The collector: stores each response once, before it says so.
#![forbid(unsafe_code)]

pub mod acceptance;
mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod cross_table;
pub mod doctor;
pub mod export;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
mod http;
mod identity;
pub mod import;
pub mod log;
pub mod metrics;
pub mod migrate;
pub mod notify;
pub mod openapi;
mod random;
pub mod report;
mod routes;
pub mod seed;
pub mod serve;
pub mod store;
pub mod summary_table;
mod time;
pub mod token;
pub mod zone;

pub use app::app;
