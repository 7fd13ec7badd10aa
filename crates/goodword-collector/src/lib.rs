//! The collector: stores each response once, before it says so.
#![forbid(unsafe_code)]

pub mod clock;
mod hex;
pub mod store;
pub mod summarize;
pub mod token;
pub mod zone;
