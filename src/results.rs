//! The analyst's view: from a file or an address to figures that say how sure they are.
//!
//! The rules are pure: what was found ([`state`]); sentences, drawings and tables are those of `goodword-cards`. The components under `view` only draw. Reading
//! happens in another thread, by the program `reader`.

pub mod axes;
pub mod byte_size;
pub mod comparable;
pub mod controller;
pub mod crossed;
pub mod dictionary;
pub mod fragment;
pub mod groups;
pub mod keyness;
pub mod mapping;
pub mod memory;
pub mod mount;
pub mod periods;
pub mod settings;
pub mod source;
pub mod state;
pub mod value_choice;
pub mod view;
pub mod virtual_list;
