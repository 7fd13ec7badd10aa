//! The collector: stores each response once, before it says so.
#![forbid(unsafe_code)]

pub mod summarize;
pub mod zone;
