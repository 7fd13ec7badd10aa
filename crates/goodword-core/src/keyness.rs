//! What sets the comments of two groups apart: words and pairs of words that stand in more comments of one than of the
//! other, each with its evidence. In corpus linguistics this is called keyness.
//!
//! The unit is the comment: a word that somebody writes five times counts once (Lijffijt et al. 2016,
//! <https://doi.org/10.1093/llc/fqu064>). Nothing is known of meaning: "not late" is a pair of words, "late" stands in it all
//! the same, and "delay" and "delays" are two words.

mod builder;
mod counter;
mod figures;
mod group;
mod log_odds;
mod terms;
mod vocabulary;

pub use builder::KeynessBuilder;
pub use counter::KeynessCounter;
pub use figures::{CommentGroup, DrawnComment, GroupShare, Keyness, SCHEMA, TermFigures};
pub use group::Group;
pub use terms::places;
pub use vocabulary::Side;
