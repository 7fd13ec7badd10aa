//! What was changed of promises of an answer since the responses were read.

use std::collections::BTreeMap;

use goodword_core::follow_up::{AnswerTime, FollowUpPromise};

use super::protocol::{Origin, Token};
use super::selection::Options;

/// What was changed since, and what was asked for last.
#[derive(Default)]
pub struct FollowUpEdits {
    /// The address that was read, and the token it was read with.
    pub(super) place: Option<(String, Option<Token>)>,
    /// By row: when it was answered, if it was.
    pub(super) changed: BTreeMap<usize, Option<i64>>,
    /// What was asked for last, and how many.
    pub(super) selection: (Options, usize),
}

impl FollowUpEdits {
    /// Of a reading that begins.
    pub fn of(origin: &Origin) -> Self {
        let place = match origin {
            Origin::Address { url, token } => Some((url.clone(), token.clone())),
            Origin::Files | Origin::Kept | Origin::Sample => None,
        };
        Self { place, ..Self::default() }
    }

    /// How a promise stands, with what was changed since.
    pub(super) fn now(&self, row: usize, promised: FollowUpPromise) -> FollowUpPromise {
        match self.changed.get(&row) {
            Some(answered) => FollowUpPromise { answered: answered.map(AnswerTime::At), ..promised },
            None => promised,
        }
    }
}
