//! The collector: stores each response once, before it says so.
#![forbid(unsafe_code)]

mod access;
pub mod admission;
mod app;
mod body;
mod caller;
pub mod cli;
pub mod clock;
pub mod config;
mod cors;
mod etag;
pub mod export;
mod gate;
mod hex;
pub mod import;
mod limit;
pub mod log;
pub mod migrate;
pub mod monitor;
pub mod openapi;
pub mod problem;
mod random;
mod routes;
pub mod seed;
pub mod serve;
mod session;
mod shared;
pub mod store;
pub mod summarize;
pub mod token;
pub mod zone;

pub use app::app;
