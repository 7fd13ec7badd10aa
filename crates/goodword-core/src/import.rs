//! Other people's files → our responses: the exports of other survey programs, and any table that a person can explain.
//!
//! Values move one way: bytes → [`Source`] (rows, whatever the file is made of) → [`Profile`] (what stands in each column)
//! → [`Mapping`] (which column is which, proposed or given) → [`Plan`] (a mapping that fits the file) → [`Converter`]
//! (rows → [`Response`](crate::Response)s, and a [`Report`] of all that was not taken). A program is known by the shape of
//! its files, never by their names. Nothing is rescaled, and no row is dropped in silence.

mod address;
mod cell;
mod column;
mod converter;
mod elements;
mod encoding;
mod flatten;
mod heading;
mod identity;
mod known;
mod mapping;
mod moment;
mod options;
mod personal;
mod plan;
mod profile;
mod program;
mod proposal;
mod report;
mod signature;
mod slug;
mod source;
mod table;
mod wording;

pub use cell::Cell;
pub use column::Column;
pub use converter::Converter;
pub use encoding::Encoding;
pub use identity::{of_row, of_source_id};
pub use mapping::{
    AnswerColumn, AnswerKind, ColumnName, CompleteColumn, ContextColumns, Mapping, RowFilter, SurveyColumn, TimeColumn,
};
pub use moment::DateOrder;
pub use plan::Plan;
pub use profile::Profile;
pub use program::Program;
pub use proposal::{Proposal, propose};
pub use report::{BadRow, Report};
pub use signature::{Head, Recognition, Sureness, recognise};
pub use source::{Asked, Row, Source};
