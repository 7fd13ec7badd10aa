//! The way through the questions: which of them are asked, and which comes next.

use super::{Effect, State};
use crate::widget::OWN;
use crate::widget::condition::{Condition, values};

impl State {
    /// The places of the questions that this visitor is asked, in order, as far as can be said now. An answer to a
    /// question that is not asked any more counts for nothing.
    pub fn asked(&self) -> Vec<usize> {
        if !OWN {
            return (0..self.questions.len()).collect();
        }
        let mut asked = Vec::new();
        for (at, question) in self.questions.iter().enumerate() {
            if !self.hold(&question.show_if, &asked) {
                continue;
            }
            asked.push(at);
            if !question.end_if.is_empty() && self.at(at).is_some() && self.hold(&question.end_if, &asked) {
                break;
            }
        }
        asked
    }

    /// The places of the questions that were shown.
    pub fn shown(&self) -> Vec<usize> {
        let mut asked = self.asked();
        asked.retain(|at| self.is_page() || *at <= self.reached);
        asked
    }

    fn hold(&self, conditions: &[Condition], asked: &[usize]) -> bool {
        conditions.iter().all(|Condition { of, field, test }| {
            if *field {
                let found: Vec<_> =
                    self.fields.iter().filter(|(name, _)| name == of).map(|(_, text)| text.clone()).collect();
                return test.holds(&found);
            }
            let at = asked.iter().find(|at| self.questions.get(**at).is_some_and(|question| question.id == *of));
            test.holds(&values(at.and_then(|at| self.at(*at))))
        })
    }

    /// Whether all questions stand on one page.
    pub fn is_page(&self) -> bool {
        OWN && self.page
    }

    /// Whether Send comes after this question.
    pub fn is_last(&self) -> bool {
        self.after().is_none()
    }

    /// The question before the one at hand.
    pub fn before(&self) -> Option<usize> {
        if !OWN {
            return self.step.checked_sub(1);
        }
        self.asked().into_iter().rfind(|at| *at < self.step)
    }

    /// The question after the one at hand.
    fn after(&self) -> Option<usize> {
        if !OWN {
            return Some(self.step + 1).filter(|next| *next < self.questions.len());
        }
        self.asked().into_iter().find(|at| *at > self.step)
    }

    pub(super) fn forward(&mut self) -> Effect {
        let next = self.after();
        self.go(next)
    }

    pub(super) fn go(&mut self, step: Option<usize>) -> Effect {
        let Some(step) = step else { return Effect::None };
        self.missing = false;
        self.step = step;
        self.reached = self.reached.max(step);
        Effect::Moved
    }
}
