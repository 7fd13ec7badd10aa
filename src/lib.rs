//! The browser side of Goodword: the survey that a visitor fills and the view that an analyst reads.
//!
//! `widget` and `results` never import each other; both keep their rules pure and reach the browser through `browser`.
//! Nothing here is exported to JavaScript: only the binaries do that.

pub mod browser;
pub mod cross;
pub mod delivery;
pub mod embed;
pub mod features;
#[cfg(feature = "import")]
pub mod importer;
pub mod keyness;
pub mod locale;
pub mod manifest;
pub mod reader;
pub mod results;
pub mod studio;
pub mod widget;

pub use embed::GoodWord;
