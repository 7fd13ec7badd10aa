//! Answers that an owner knew before the visitor was asked. They are shown as chosen, and are the visitor's once the visitor
//! has gone on with them or pressed Send.

use super::{Prefilled, State};
use crate::widget::answer::Answer;

impl State {
    /// Has this chosen at a place from now on, unless the visitor has already decided there.
    pub fn prefill(&mut self, at: usize, answer: Option<Answer>) {
        if let Some(place) = self.prefilled.get_mut(at).filter(|place| **place != Prefilled::Settled) {
            *place = answer.map_or(Prefilled::Open, Prefilled::Given);
        }
    }

    /// What was chosen beforehand at a place.
    pub(super) fn prefilled_at(&self, at: usize) -> Option<&Answer> {
        match self.prefilled.get(at)? {
            Prefilled::Given(answer) => Some(answer),
            Prefilled::Open | Prefilled::Settled => None,
        }
    }

    /// At this place the visitor has decided.
    pub fn settle(&mut self, at: usize) {
        if let Some(place) = self.prefilled.get_mut(at) {
            *place = Prefilled::Settled;
        }
    }

    /// The visitor goes on with what is chosen at a place: it is theirs.
    pub(super) fn accept_prefilled(&mut self, at: usize) {
        if let (Some(answer), Some(place)) = (self.prefilled_at(at).cloned(), self.answers.get_mut(at)) {
            *place = Some(answer);
        }
        self.settle(at);
    }
}
