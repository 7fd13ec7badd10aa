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
mod editor;
mod elements;
mod encoding;
mod flatten;
mod foreign;
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
mod purpose;
mod report;
mod sheet;
mod signature;
mod slug;
mod source;
mod start;
mod table;
mod wording;

pub use cell::Cell;
pub use column::Column;
pub use converter::Converter;
pub use editor::{LIVE, MappingEditor};
pub use encoding::Encoding;
pub use foreign::{Conversion, Foreign, Refused, WINDOWS, facts};
pub use identity::{of_row, of_source_id};
pub use mapping::{
    AnswerColumn, AnswerKind, ColumnName, CompleteColumn, ContextColumns, Mapping, RowFilter, SurveyColumn, TimeColumn,
};
pub use moment::DateOrder;
pub use plan::Plan;
pub use profile::Profile;
pub use program::Program;
pub use proposal::{Proposal, propose};
pub use purpose::Purpose;
pub use report::{BadRow, Report};
pub use sheet::{Edit, Reading, Sheet, SheetColumn, SheetTime, Tried};
pub use signature::{Head, Recognition, Sureness, recognise};
pub use source::{Asked, Row, Source};
pub use start::{HEAD, Start, holds_response};
