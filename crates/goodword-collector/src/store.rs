//! Where responses are kept: each once by (tenant, survey, id), acknowledged only after it is on disk.
//!
//! [`Store`] is a handle on the one engine there is, SQLite; a second one stands beside `sqlite` with the same methods.

mod definition;
mod error;
mod page;
mod row;
mod sqlite;
mod token;
mod url;
mod writer;

pub use definition::{Definition, Definitions};
pub use error::Error;
pub use page::{Filter, Page};
pub use row::{Outcome, Row, Rows};
pub use sqlite::{Store, SurveyCount};

pub use url::DatabaseUrl;
