//! From numbers to marks on a drawing: pure, in pixels of a width that is given.

mod bars;
mod drawing;
mod histogram;
mod profile;
mod rail;
mod rows;
mod scale;
mod stack;
mod svg;
mod trend;

pub use bars::{Bar, bars};
pub use drawing::{Anchor, Drawing, Mark, Point, short};
pub use histogram::{Column, histogram};
pub use profile::{ProfileLine, profile};
pub use rail::rail;
pub use rows::{Row, Rows, rows};
pub use scale::{Scale, Spread, ends};
pub use stack::{Part, stack};
pub use svg::{file, marks, size};
pub use trend::{Trend, TrendPoint, trend};
