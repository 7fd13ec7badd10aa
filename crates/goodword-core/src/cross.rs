//! Any two things that are known of responses beside each other, as a table: segments, answers, times. What is counted of each
//! pair is enough for a cross table with its test, and for figures over time of each value of a segment.

mod axis;
mod builder;
mod counts;
mod figures;
mod lines;
mod scale_question;

pub use axis::{Axis, StandardQuestion, TimeOfDay};
pub use builder::CrossBuilder;
pub use counts::{AxisValues, CellCounts, CrossCounts};
pub use figures::{Association, CrossCell, CrossRow, CrossTable, SCHEMA};
pub use scale_question::ScaleQuestion;
