//! The way through the questions: which of them are asked, and which comes next.

use super::{Effect, State};
use crate::features::CUSTOM_SURVEYS;
use crate::widget::condition::{AnyOf, Condition, values};

impl State {
    /// The places of the questions that this visitor is asked, in order, as far as can be said now. An answer to a
    /// question that is not asked any more counts for nothing.
    pub fn route(&self) -> Vec<usize> {
        if !CUSTOM_SURVEYS {
            return (0..self.questions.len()).collect();
        }
        let mut route = Vec::new();
        // Where a jump leads: what stands before it is not asked.
        let mut from = 0;
        for (at, question) in self.questions.iter().enumerate() {
            if at < from || !self.hold(&question.show_if, &route) {
                continue;
            }
            route.push(at);
            if self.at(at).is_none() {
                continue;
            }
            if !question.end_if.is_empty() && self.hold(&question.end_if, &route) {
                break;
            }
            let jump = question.jump.iter().find(|jump| self.hold(&jump.on, &route));
            from = jump.and_then(|jump| self.place_of(&jump.to)).unwrap_or_default();
        }
        route
    }

    /// The places of the questions that were shown.
    pub fn shown(&self) -> Vec<usize> {
        if self.is_introducing() {
            return Vec::new();
        }
        let mut route = self.route();
        route.retain(|at| self.is_page() || *at <= self.reached);
        route
    }

    /// The place of the question called `id`.
    pub(super) fn place_of(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }

    fn hold(&self, conditions: &[AnyOf], route: &[usize]) -> bool {
        conditions.iter().all(|AnyOf(any)| any.iter().any(|condition| self.holds(condition, route)))
    }

    fn holds(&self, Condition { of, field, test }: &Condition, route: &[usize]) -> bool {
        if *field {
            let found: Vec<_> =
                self.fields.iter().filter(|(name, _)| name == of).map(|(_, text)| text.clone()).collect();
            return test.holds(&found);
        }
        let at = self.place_of(of).filter(|at| route.contains(at));
        test.holds(&values(at.and_then(|at| self.at(at))))
    }

    /// Whether the first question waits for the visitor to begin.
    pub fn is_introducing(&self) -> bool {
        CUSTOM_SURVEYS && self.introduction && !self.begun
    }

    /// Whether all questions stand on one page.
    pub fn is_page(&self) -> bool {
        CUSTOM_SURVEYS && self.page
    }

    /// Whether Send comes after this question.
    pub fn is_last(&self) -> bool {
        self.after().is_none()
    }

    /// The question before the one at hand.
    pub fn before(&self) -> Option<usize> {
        if !CUSTOM_SURVEYS {
            return self.step.checked_sub(1);
        }
        self.route().into_iter().rfind(|at| *at < self.step)
    }

    /// The question after the one at hand.
    fn after(&self) -> Option<usize> {
        if !CUSTOM_SURVEYS {
            return Some(self.step + 1).filter(|next| *next < self.questions.len());
        }
        self.route().into_iter().find(|at| *at > self.step)
    }

    pub(super) fn begin(&mut self) -> Effect {
        self.begun = true;
        Effect::Moved
    }

    /// Goes on with what is chosen.
    pub(super) fn next(&mut self) -> Effect {
        if CUSTOM_SURVEYS {
            self.accept_prefilled(self.step);
        }
        self.forward()
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
