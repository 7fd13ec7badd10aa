//! What was counted of the words of comments, and how far that is.

use std::rc::Rc;

use goodword_core::words::keyness_sheet::KeynessSheet;

use crate::reader::failure::Failure;
use crate::reader::protocol::{Comment, KeynessQuery};

/// What sets the comments of two groups apart, and how far that was counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Keyness {
    /// What was asked for last.
    pub asked: Option<KeynessQuery>,
    /// What was found last.
    pub found: Option<Rc<KeynessFound>>,
    /// How many hundredths of the comments were read for what is counted now.
    pub reading: Option<usize>,
    /// Why what was asked for last could not be told.
    pub trouble: Option<Failure>,
}

/// What sets the comments of two groups apart.
#[derive(Debug, PartialEq)]
pub struct KeynessFound {
    /// Which, of which responses.
    pub query: KeynessQuery,
    /// The result's JSON, to the byte.
    pub json: String,
    /// What is shown of it.
    pub sheet: KeynessSheet,
    /// The comments that were drawn, with the numbers of their rows.
    pub drawn: Vec<(u32, Comment)>,
}

impl Keyness {
    /// Takes note that words are counted.
    pub fn ask(&mut self, query: KeynessQuery) {
        (self.asked, self.reading, self.trouble) = (Some(query), Some(0), None);
    }

    /// Hears of what was asked for last, and of nothing else.
    pub fn hear(&mut self, query: &KeynessQuery, change: impl FnOnce(&mut Self)) {
        if self.asked.as_ref() == Some(query) {
            change(self);
        }
    }
}
