//! The studio without its page: what is built (a [`Draft`]), what can be done to it ([`Edit`]), and what can be said of it.
//!
//! Nothing here knows a clock, a random source, a network, a file or a browser.
#![forbid(unsafe_code)]

pub mod apply;
pub mod change;
pub mod completeness;
pub mod condition;
pub mod definition;
pub mod draft;
pub mod edit;
pub mod fields;
pub mod fill;
pub mod foreign;
pub mod history;
pub mod ids;
pub mod kind;
pub mod options;
pub mod problems;
pub mod question;
pub mod reach;
pub mod sentence;
pub mod standard;
pub mod take_away;
pub mod template;
pub mod text;
pub mod wording;

pub use definition::Definition;
pub use draft::Draft;
pub use edit::Edit;
pub use history::History;
