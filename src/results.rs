//! The analyst's view: from a file or an address to figures that say how sure they are.
//!
//! The rules are pure: what was found ([`state`]), where a bar stands ([`chart`]), what went wrong ([`failure`]). The
//! components under `view` only draw. Reading happens in another thread, which [`message`] talks to.

pub mod address;
pub mod asked;
pub mod chart;
pub mod desk;
pub mod dictionary;
pub mod digest;
pub mod ends;
pub mod facets;
pub mod failure;
pub mod fragment;
pub mod given;
pub mod kept;
pub mod message;
pub mod mount;
pub mod order;
pub mod periods;
pub mod piles;
pub mod props;
pub mod said;
pub mod sample;
pub mod sight;
pub mod size;
pub mod state;
pub mod unpacked;
pub mod view;
pub mod window;
pub mod words;
