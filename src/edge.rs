//! The only files that name browser interfaces beyond event types. Each is thin: it turns a browser's answer into a
//! plain value and decides nothing.

pub mod abort;
pub mod delivery;
pub mod host;
pub mod http;
pub mod idb;
pub mod page;
pub mod promise;
pub mod submit;
