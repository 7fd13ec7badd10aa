//! The only files that name browser interfaces beyond event types. Each is thin: it turns a browser's answer into a
//! plain value and decides nothing.

pub mod address;
pub mod delivery;
pub mod download;
pub mod ear;
pub mod files;
pub mod form;
pub mod host;
pub mod idb;
pub mod kept;
pub mod measure;
pub mod opening;
pub mod pace;
pub mod page;
pub mod port;
pub mod post;
pub mod print;
pub mod queue;
pub mod session;
pub mod spool;
pub mod steps;
pub mod stream;
pub mod submit;
pub mod trusted;
pub mod turn;
pub mod worker;
pub mod zone;
