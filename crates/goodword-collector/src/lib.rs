//! The collector: stores each response once, before it says so.
#![forbid(unsafe_code)]

mod access;
pub mod admission;
mod app;
mod auth;
mod body;
pub mod cli;
pub mod clock;
pub mod config;
mod cors;
pub mod export;
mod hex;
pub mod import;
pub mod problem;
mod random;
mod routes;
pub mod seed;
pub mod serve;
pub mod store;
pub mod summarize;
pub mod token;
pub mod zone;

pub use app::app;
