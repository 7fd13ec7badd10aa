//! The analyst's view: from a file or an address to figures that say how sure they are.
//!
//! The rules are pure: what was found ([`state`]), where a bar stands ([`chart`]), what went wrong ([`failure`]). The
//! components under `view` only draw. Reading happens in another thread, which [`message`] talks to.

pub mod address;
pub mod chart;
pub mod desk;
pub mod ends;
pub mod failure;
pub mod given;
pub mod message;
pub mod mount;
pub mod newest;
pub mod props;
pub mod size;
pub mod state;
pub mod view;
pub mod window;
pub mod words;
