//! Where a visitor stands in the survey: every change is an action, and what must happen outside is an effect.

mod action;
mod course;
mod effect;
mod given;
mod phase;

use goodword_core::limits;

use super::OWN;
use super::outbox;
use super::question::{Given, Question, is_email};
pub use action::Action;
pub use effect::Effect;
pub use phase::{Fate, Offer, Phase};

/// A visitor's place in a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// What can be asked.
    pub questions: Vec<Question>,
    /// Hidden fields, which conditions may look at.
    pub fields: Vec<(String, String)>,
    /// What was given so far, a place for each question.
    pub given: Vec<Option<Given>>,
    /// The question at hand.
    pub step: usize,
    /// The furthest question that was shown.
    pub reached: usize,
    /// What is shown.
    pub phase: Phase,
    /// Whether all questions stand on one page.
    pub page: bool,
    /// Whether the survey begins closed, behind its tab.
    pub tab: bool,
    /// Whether the question at hand cannot be left as it is.
    pub missing: bool,
    /// Where to answer.
    pub contact: String,
    /// How far that offer has come.
    pub offer: Offer,
}

impl State {
    /// At the first of these questions, before anything is shown.
    pub fn new(questions: Vec<Question>) -> Self {
        let given = vec![None; questions.len()];
        Self {
            questions,
            fields: Vec::new(),
            given,
            step: 0,
            reached: 0,
            phase: Phase::Opening,
            page: false,
            tab: false,
            missing: false,
            contact: String::new(),
            offer: Offer::Open,
        }
    }

    /// Carries out an action. What does not fit the phase changes nothing.
    pub fn apply(&mut self, action: Action) -> Effect {
        match (self.phase, action) {
            (Phase::Opening, Action::Ask) => self.turn(Phase::Called, Effect::None),
            (Phase::Opening, Action::Opened) if self.tab => self.turn(Phase::Closed, Effect::None),
            (Phase::Opening | Phase::Called, Action::Opened) => {
                if OWN {
                    // The first question may be for others.
                    self.step = self.asked().into_iter().find(|at| *at >= self.step).unwrap_or_default();
                }
                let called = self.phase == Phase::Called;
                self.turn(Phase::Asking, if called { Effect::Asked } else { Effect::Shown })
            }
            (Phase::Asking | Phase::Unsaved, Action::Answer(given)) => self.answer(given),
            (Phase::Asking | Phase::Unsaved, Action::At(at, given)) if at < self.questions.len() => {
                self.step = at;
                self.answer(given)
            }
            (Phase::Asking, Action::Skip) if self.question().is_some_and(|question| !question.required) => {
                self.set(None);
                self.forward()
            }
            (Phase::Asking, Action::Next) if self.lacks(self.step) => self.point_at(self.step),
            (Phase::Asking, Action::Next) => self.forward(),
            (Phase::Asking | Phase::Unsaved, Action::Back) => {
                self.phase = Phase::Asking;
                let before = self.before();
                self.go(before)
            }
            (Phase::Asking | Phase::Unsaved, Action::Send) if self.is_answered() => self.send(),
            (Phase::Saving, Action::Held) => self.turn(Phase::Asking, Effect::None),
            (Phase::Unsaved, Action::Copy) => Effect::Copy,
            (Phase::Saving, Action::Saved) => self.turn(Phase::Thanks(Fate::Sending), Effect::Moved),
            (Phase::Promising, Action::Saved) => self.promised(Fate::Sending),
            (Phase::Promising, Action::Sent(outbox::Fate::Accepted)) => self.promised(Fate::Arrived),
            (Phase::Promising, Action::Sent(_)) => {
                self.offer = Offer::Lost;
                self.turn(Phase::Thanks(Fate::Sending), Effect::None)
            }
            (Phase::Saving | Phase::Unsaved | Phase::Thanks(_), Action::Sent(fate)) => self.sent(fate),
            (Phase::Thanks(_), Action::Contact(text)) => {
                self.contact = text;
                Effect::None
            }
            (Phase::Thanks(_), Action::Accept) if self.offer != Offer::Made => self.accept(),
            (Phase::Thanks(_), Action::Close) => {
                // Sent is sent: whoever is asked again answers anew.
                self.given.fill(None);
                (self.step, self.reached) = (0, 0);
                self.contact.clear();
                self.offer = Offer::Open;
                self.turn(Phase::Closed, Effect::Closed)
            }
            (Phase::Asking | Phase::Unsaved, Action::Close) => self.turn(Phase::Closed, Effect::Dismissed("close")),
            (Phase::Asking, Action::Later) => self.turn(Phase::Closed, Effect::Dismissed("later")),
            (Phase::Closed, Action::Ask) => self.turn(Phase::Asking, Effect::Asked),
            _ => Effect::None,
        }
    }

    fn turn(&mut self, phase: Phase, effect: Effect) -> Effect {
        self.phase = phase;
        effect
    }

    fn point_at(&mut self, at: usize) -> Effect {
        self.step = at;
        self.phase = Phase::Asking;
        self.missing = true;
        Effect::Moved
    }

    fn send(&mut self) -> Effect {
        let lacking = if OWN { self.asked().into_iter().find(|at| self.lacks(*at)) } else { None };
        match lacking {
            Some(at) => self.point_at(at),
            None => self.turn(Phase::Saving, Effect::Submit),
        }
    }

    fn accept(&mut self) -> Effect {
        if !is_email(&self.contact) || !limits::hold(&self.contact, limits::CONTACT) {
            self.offer = Offer::Unclear;
            return Effect::None;
        }
        self.turn(Phase::Promising, Effect::FollowUp)
    }

    fn promised(&mut self, fate: Fate) -> Effect {
        self.offer = Offer::Made;
        self.turn(Phase::Thanks(fate), Effect::Moved)
    }

    /// Nothing is said to be saved that is not.
    fn sent(&mut self, fate: outbox::Fate) -> Effect {
        let held = matches!(self.phase, Phase::Thanks(_));
        let phase = match (fate, held) {
            (outbox::Fate::Accepted, _) => Phase::Thanks(Fate::Arrived),
            (_, false) => Phase::Unsaved,
            (outbox::Fate::Waiting, true) => Phase::Thanks(Fate::Waiting),
            (outbox::Fate::Refused, true) => Phase::Thanks(Fate::Kept),
        };
        let effect = if !held && fate == outbox::Fate::Accepted { Effect::Moved } else { Effect::None };
        self.turn(phase, effect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Messages;
    use crate::widget::question::standard;

    fn after(actions: &[Action]) -> (State, Effect) {
        let mut state = State::new(standard(&Messages::english(), "us"));
        state.apply(Action::Opened);
        let effects: Vec<_> = actions.iter().map(|action| state.apply(action.clone())).collect();
        (state, effects.last().copied().unwrap_or(Effect::None))
    }

    #[track_caller]
    fn check(actions: &[Action], step: usize, phase: Phase, effect: Effect) {
        let (state, last) = after(actions);
        assert_eq!((state.step, state.phase, last), (step, phase, effect), "{actions:?}");
    }

    use Action::{Answer, Ask, Back, Close, Next, Saved, Send, Sent, Skip};

    fn four() -> Action {
        Answer(Given::Number(4))
    }

    #[test]
    fn nothing_happens_before_it_is_open() {
        let mut state = State::new(standard(&Messages::english(), "us"));
        assert_eq!((state.apply(four()), state.given.len()), (Effect::None, 4));
        assert_eq!((state.apply(Action::Opened), state.phase), (Effect::Shown, Phase::Asking));
        assert_eq!(state.apply(Action::Opened), Effect::None);
    }

    #[test]
    fn steps_go_on_and_back_and_stop_at_the_ends() {
        check(&[], 0, Phase::Asking, Effect::None);
        check(&[four()], 0, Phase::Asking, Effect::Answered(0));
        check(&[four(), four()], 0, Phase::Asking, Effect::None);
        check(&[four(), Next], 1, Phase::Asking, Effect::Moved);
        check(&[Skip, Skip, Back], 1, Phase::Asking, Effect::Moved);
        check(&[Back], 0, Phase::Asking, Effect::None);
        check(&[Skip, Skip, Skip, Skip, Next], 3, Phase::Asking, Effect::None);
    }

    #[test]
    fn skip_takes_an_answer_back_and_going_back_keeps_it() {
        assert!(!after(&[four(), Next, Back, Skip]).0.is_answered());
        assert_eq!(after(&[four(), Next, Back]).0.at(0), Some(&Given::Number(4)));
    }

    #[test]
    fn nothing_is_sent_before_something_is_answered() {
        check(&[Send], 0, Phase::Asking, Effect::None);
        check(&[four(), Send], 0, Phase::Saving, Effect::Submit);
        check(&[four(), Send, Send], 0, Phase::Saving, Effect::None);
    }

    #[test]
    fn the_visitor_is_told_what_became_of_the_answers() {
        use outbox::Fate::{Accepted, Refused, Waiting};
        let check = |fates: &[Action], phase, effect| check(&[&[four(), Send], fates].concat(), 0, phase, effect);
        check(&[Saved], Phase::Thanks(Fate::Sending), Effect::Moved);
        check(&[Saved, Sent(Accepted)], Phase::Thanks(Fate::Arrived), Effect::None);
        check(&[Saved, Sent(Waiting)], Phase::Thanks(Fate::Waiting), Effect::None);
        check(&[Saved, Sent(Waiting), Sent(Accepted)], Phase::Thanks(Fate::Arrived), Effect::None);
        check(&[Saved, Sent(Refused)], Phase::Thanks(Fate::Kept), Effect::None);
        check(&[Sent(Accepted)], Phase::Thanks(Fate::Arrived), Effect::Moved);
        check(&[Sent(Refused)], Phase::Unsaved, Effect::None);
        check(&[Sent(Waiting)], Phase::Unsaved, Effect::None);
        check(&[Sent(Waiting), Sent(Accepted)], Phase::Thanks(Fate::Arrived), Effect::Moved);
        check(&[Sent(Waiting), Send], Phase::Saving, Effect::Submit);
    }

    #[test]
    fn closing_before_send_is_a_dismissal_and_asking_again_keeps_the_answers() {
        check(&[four(), Close], 0, Phase::Closed, Effect::Dismissed("close"));
        check(&[four(), Action::Later], 0, Phase::Closed, Effect::Dismissed("later"));
        check(&[four(), Send, Saved, Close], 0, Phase::Closed, Effect::Closed);
        assert_eq!(after(&[four(), Close, Ask]).0.at(0), Some(&Given::Number(4)));
        assert!(!after(&[four(), Send, Saved, Close, Ask]).0.is_answered());
    }

    #[test]
    fn blank_text_is_no_answer_and_long_text_ends_at_the_limit() {
        let to_text = [Skip, Skip, Skip];
        let given = |text: String| {
            let mut state = after(&to_text).0;
            state.apply(Answer(Given::Text(text)));
            state.at(3).cloned()
        };
        assert_eq!(given("  \n".to_owned()), None);
        assert_eq!(given("é".repeat(10_001)), Some(Given::Text("é".repeat(10_000))));
    }
}
