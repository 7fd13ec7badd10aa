//! The pure heart of Goodword: what a response is, how a pile of them is read and counted, and what the counts say.
//!
//! Values move one way: bytes → [`Reader`] → [`Response`] → [`Columns`] → [`Tally`] → [`Summary`] → [`words`]. Nothing
//! here knows a clock, a random source, a network, a file or a browser, so the same input gives the same bytes
//! everywhere.
#![forbid(unsafe_code)]

pub mod answer;
pub mod calendar;
pub mod columns;
pub mod comment;
pub mod cross;
pub mod csv;
pub mod cube;
pub mod duration_histogram;
pub mod facets;
pub mod follow_up;
pub mod id;
pub mod import;
pub mod ingest;
pub mod json;
pub mod keyness;
pub mod limits;
pub mod name;
pub mod number;
pub mod object;
pub mod problem;
pub mod question_order;
pub mod reader;
pub mod record;
pub mod response;
pub mod rollup;
#[cfg(feature = "schema")]
pub mod schema;
pub mod segment;
pub mod stats;
pub mod summary;
pub mod survey;
pub mod tally;
pub mod timestamp;
pub mod validate;
pub mod value;
pub mod words;
pub mod zone;

pub use answer::{Answers, Empathy, Promise, Recommend};
pub use columns::Columns;
pub use id::ResponseId;
pub use ingest::Ingest;
pub use name::{FieldName, QuestionId, SurveyId};
pub use problem::Problem;
pub use reader::{Line, Reader};
pub use record::Record;
pub use response::Response;
pub use segment::Segment;
pub use summary::Summary;
pub use survey::Survey;
pub use tally::Tally;
pub use timestamp::Timestamp;
pub use value::Value;
pub use zone::{Day, Zone};
