//! What a [`goodword_core::Summary`] looks like: cards, each a finding in a sentence, a drawing, what else there is to say, and
//! the same numbers as a table. Plain values: the analyst's view makes elements of them, the printed report markup.
#![forbid(unsafe_code)]

pub mod asymmetry;
pub mod card;
pub mod chart;
pub mod command;
pub mod comparison;
pub mod drivers;
pub mod empathy;
pub mod funnel;
pub mod histogram;
pub mod nps;
pub mod promise;
pub mod questions;
pub mod remark;
pub mod segments;
pub mod table;
pub mod trend;
pub mod words;

pub use card::{Card, DrawFunction};
pub use table::Table;
