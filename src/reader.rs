//! The program that reads: in a worker of its own, or on the page's own thread where the browser allows none. It takes a
//! file, an address or what this browser keeps, and answers what the view wants to know of it.
//!
//! [`protocol`] is what both ends say to each other; [`client`] is the view's end, [`dispatch`] the worker's. Rules stand in
//! files of their own and are pure; `dispatch`, `session`, `read`, `chunk`, `import_chunk`, `words_chunk`, `comment_words`, `cross_chunk`, `cross`, `read_tally`, `archive`, `export`, `follow_ups`, `stream`,
//! `local_copies`, `time_slice` and `client` touch the browser.

mod archive;
mod chunk;
pub mod client;
pub mod comment_order;
pub mod comment_search;
mod comment_words;
mod cross;
mod cross_chunk;
pub mod digest;
pub mod dispatch;
mod export;
pub mod export_cursor;
pub mod failure;
mod follow_up_edits;
mod follow_ups;
pub mod gunzip;
mod import_chunk;
pub mod imported;
pub mod local_copies;
pub mod protocol;
mod read;
pub mod read_ranges;
mod read_tally;
pub mod sample;
pub mod selection;
mod session;
pub mod source_url;
pub mod stream;
mod tally_source;
pub mod time_slice;
mod warm_up;
mod words_chunk;
