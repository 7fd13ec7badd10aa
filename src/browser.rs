//! What the browser offers, in plain values. Each file is thin: it turns a browser's answer into a value and decides
//! nothing, and it knows no type of ours but those of the core.

pub mod blob_builder;
pub mod callback;
pub mod download;
pub mod fields;
pub mod files;
pub mod form;
pub mod host;
pub mod intl;
pub mod keyboard;
pub mod local;
pub mod location;
pub mod message_port;
mod modules;
pub mod next_task;
pub mod object;
pub mod page;
pub mod picture;
pub mod preview;
pub mod print;
pub mod request;
pub mod resize_observer;
pub mod time_zone;
pub mod trusted_types;
pub mod url;
