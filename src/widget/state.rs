//! Where a visitor stands in the survey: every change is an action, and what must happen outside is an effect.

mod action;
mod answers;
mod effect;
mod phase;
mod prefilled;
mod prefilling;
#[cfg(test)]
mod random_routes;
mod routing;

use goodword_core::limits;

use super::answer::Answer;
use super::question::{Question, is_email};
use crate::delivery::DeliveryStatus;
use crate::features::CUSTOM_SURVEYS;
pub use action::Action;
pub use effect::Effect;
pub use phase::{Confirmation, Offer, Phase};
pub use prefilled::Prefilled;

/// A visitor's place in a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct State {
    /// What can be asked.
    pub questions: Vec<Question>,
    /// Hidden fields, which conditions may look at.
    pub fields: Vec<(String, String)>,
    /// What was given so far, a place for each question.
    pub answers: Vec<Option<Answer>>,
    /// What was chosen beforehand, a place for each question.
    pub prefilled: Vec<Prefilled>,
    /// Whether something is said before the first question.
    pub introduction: bool,
    /// Whether the visitor has read that and begun.
    pub begun: bool,
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
    /// Whether what Send needs is there.
    pub ready: bool,
    /// Whether there is more of it than can be sent.
    pub long: bool,
    /// Whether a field was filled in that no person sees.
    pub honeypot: bool,
    /// Whether it appeared without being called for.
    pub unasked: bool,
    /// What it opens with instead, where it was closed before it was open.
    pub closing: Effect,
    /// Whether the clipboard has the answers, once that was tried.
    pub copied: Option<bool>,
    /// Where to answer.
    pub contact: String,
    /// How far that offer has come.
    pub offer: Offer,
}

impl State {
    /// At the first of these questions, before anything is shown.
    pub fn new(questions: Vec<Question>) -> Self {
        let answers = vec![None; questions.len()];
        let prefilled = all_open(&questions);
        Self {
            questions,
            fields: Vec::new(),
            answers,
            prefilled,
            introduction: false,
            begun: false,
            step: 0,
            reached: 0,
            phase: Phase::Opening,
            page: false,
            tab: false,
            missing: false,
            ready: false,
            long: false,
            honeypot: false,
            unasked: false,
            closing: Effect::None,
            copied: None,
            contact: String::new(),
            offer: Offer::Open,
        }
    }

    /// Has these to ask from now on: from the first on and with nothing given, unless they are the same in other words.
    pub fn ask(&mut self, questions: Vec<Question>) {
        if !questions.iter().map(|question| &question.id).eq(self.questions.iter().map(|question| &question.id)) {
            self.answers = vec![None; questions.len()];
            self.prefilled = all_open(&questions);
            (self.step, self.reached) = (0, 0);
        }
        self.questions = questions;
    }

    /// Carries out an action.
    pub fn apply(&mut self, action: Action) -> Effect {
        match (self.phase, action) {
            (Phase::Opening | Phase::Called, Action::Ask) => self.open_with(Phase::Called, Effect::None),
            (Phase::Opening | Phase::Called, Action::Return) => self.open_with(self.phase, Effect::None),
            (Phase::Opening | Phase::Called, Action::Withdraw) => self.open_with(self.phase, Effect::Withdrawn),
            (Phase::Opening | Phase::Called, Action::Close) => self.open_with(self.phase, Effect::Dismissed("close")),
            (Phase::Opening | Phase::Called, Action::Opened) if self.closing != Effect::None => {
                let closing = std::mem::replace(&mut self.closing, Effect::None);
                self.turn(Phase::Closed, closing)
            }
            (Phase::Opening, Action::Opened) if self.tab => self.turn(Phase::Closed, Effect::None),
            (Phase::Opening | Phase::Called, Action::Opened) => {
                if CUSTOM_SURVEYS {
                    // The first question may be for others.
                    self.step = self.route().into_iter().find(|at| *at >= self.step).unwrap_or_default();
                }
                let called = self.phase == Phase::Called;
                self.unasked = !called;
                self.turn(Phase::Asking, if called { Effect::Asked } else { Effect::Shown })
            }
            (Phase::Asking, Action::Begin) if self.is_introducing() => self.begin(),
            (Phase::Asking, action) if self.is_introducing() && action.is_of_questions() => Effect::None,
            (Phase::Asking | Phase::Unsaved, Action::Answer(answer)) => self.answer(answer),
            (Phase::Asking | Phase::Unsaved, Action::At(at, answer)) if at < self.questions.len() => {
                self.step = at;
                self.answer(answer)
            }
            (Phase::Asking | Phase::Unsaved, Action::FillHoneypot) => self.note(|state| state.honeypot = true),
            (Phase::Asking, Action::Next) if self.lacks(self.step) => self.point_at(self.step),
            (Phase::Asking, Action::Next) => self.next(),
            (Phase::Asking | Phase::Unsaved, Action::Back) => {
                self.phase = Phase::Asking;
                let before = self.before();
                self.go(before)
            }
            (Phase::Asking | Phase::Unsaved, Action::Send) if self.is_answered() => self.send(),
            (_, Action::Ready) => self.note(|state| state.ready = true),
            (Phase::Saving, Action::Held) => self.turn(Phase::Asking, Effect::None),
            (Phase::Saving, Action::TooLong) => {
                self.long = true;
                self.turn(Phase::Asking, Effect::None)
            }
            (Phase::Unsaved, Action::Copy) => Effect::Copy,
            (Phase::Unsaved, Action::Copied(done)) => self.note(|state| state.copied = Some(done)),
            (Phase::Saving, Action::Saved) => self.turn(Phase::Thanks(Confirmation::Sending), Effect::Moved),
            (Phase::Promising, Action::Saved) => self.promised(Confirmation::Sending),
            (Phase::Promising, Action::Sent(DeliveryStatus::Accepted)) => self.promised(Confirmation::Arrived),
            (Phase::Promising, Action::Sent(_)) => {
                self.offer = Offer::Lost;
                self.turn(Phase::Thanks(Confirmation::Sending), Effect::None)
            }
            (Phase::Saving | Phase::Unsaved | Phase::Thanks(_), Action::Sent(fate)) => self.sent(fate),
            (Phase::Thanks(_), Action::Contact(text)) => self.note(|state| state.contact = text),
            (Phase::Thanks(_), Action::Accept) if self.offer != Offer::Made => self.accept(),
            (Phase::Thanks(_), Action::Close) => {
                // Sent is sent: whoever is asked again answers anew.
                self.forget();
                self.turn(Phase::Closed, Effect::Closed)
            }
            (Phase::Asking | Phase::Unsaved | Phase::Closed, Action::Forget) => {
                let phase = if self.phase == Phase::Closed { Phase::Closed } else { Phase::Asking };
                self.forget();
                self.turn(phase, Effect::Forgotten)
            }
            (Phase::Asking | Phase::Unsaved, Action::Close) => self.turn(Phase::Closed, Effect::Dismissed("close")),
            (Phase::Asking, Action::Later) => self.turn(Phase::Closed, Effect::Dismissed("later")),
            (Phase::Asking | Phase::Unsaved, Action::Withdraw) => self.turn(Phase::Closed, Effect::Withdrawn),
            (Phase::Thanks(_), Action::Withdraw) => {
                self.forget();
                self.turn(Phase::Closed, Effect::Closed)
            }
            (Phase::Closed, Action::Return) => self.turn(Phase::Asking, Effect::Shown),
            (Phase::Closed, Action::Ask) => {
                self.unasked = false;
                self.turn(Phase::Asking, Effect::Asked)
            }
            // What does not fit the phase changes nothing. Each action is named, so that a new one must be thought of here.
            (
                _,
                Action::Begin
                | Action::Answer(..)
                | Action::At(..)
                | Action::FillHoneypot
                | Action::Next
                | Action::Back
                | Action::Send
                | Action::Held
                | Action::TooLong
                | Action::Copy
                | Action::Copied(..)
                | Action::Close
                | Action::Later
                | Action::Ask
                | Action::Withdraw
                | Action::Return
                | Action::Saved
                | Action::Sent(..)
                | Action::Opened
                | Action::Contact(..)
                | Action::Accept
                | Action::Forget,
            ) => Effect::None,
        }
    }

    /// Whether it has appeared by itself and nothing beyond its first question has been seen: then it takes little room.
    pub fn is_first_sight(&self) -> bool {
        self.unasked && !self.is_page() && self.step == self.reached && self.before().is_none()
    }

    /// Whether the answers can still be changed.
    pub fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Asking | Phase::Unsaved)
    }

    /// What becomes of it once it is open: it may be wanted, or be closed, before its words have come.
    fn open_with(&mut self, phase: Phase, closing: Effect) -> Effect {
        self.closing = closing;
        self.turn(phase, Effect::None)
    }

    fn note(&mut self, change: impl FnOnce(&mut Self)) -> Effect {
        change(self);
        Effect::None
    }

    fn turn(&mut self, phase: Phase, effect: Effect) -> Effect {
        self.phase = phase;
        effect
    }

    fn forget(&mut self) {
        self.answers.fill(None);
        self.prefilled.fill(Prefilled::Open);
        self.begun = false;
        self.step = self.route().first().copied().unwrap_or_default();
        self.reached = self.step;
        self.contact.clear();
        self.offer = Offer::Open;
        (self.missing, self.long, self.honeypot, self.copied) = (false, false, false, None);
    }

    fn point_at(&mut self, at: usize) -> Effect {
        self.step = at;
        self.phase = Phase::Asking;
        self.missing = true;
        Effect::Moved
    }

    fn send(&mut self) -> Effect {
        let lacking = if CUSTOM_SURVEYS { self.route().into_iter().find(|at| self.lacks(*at)) } else { None };
        if let Some(at) = lacking {
            return self.point_at(at);
        }
        if CUSTOM_SURVEYS {
            self.route().into_iter().for_each(|at| self.accept_prefilled(at));
        }
        self.turn(Phase::Saving, Effect::Submit)
    }

    fn accept(&mut self) -> Effect {
        if !is_email(&self.contact) || !limits::hold(&self.contact, limits::CONTACT) {
            self.offer = Offer::Unclear;
            return Effect::None;
        }
        self.turn(Phase::Promising, Effect::FollowUp)
    }

    fn promised(&mut self, fate: Confirmation) -> Effect {
        self.offer = Offer::Made;
        self.turn(Phase::Thanks(fate), Effect::Moved)
    }

    /// Nothing is said to be saved that is not.
    fn sent(&mut self, fate: DeliveryStatus) -> Effect {
        let held = matches!(self.phase, Phase::Thanks(_));
        let phase = match (fate, held) {
            (DeliveryStatus::Accepted, _) => Phase::Thanks(Confirmation::Arrived),
            (_, false) => Phase::Unsaved,
            (DeliveryStatus::Waiting, true) => Phase::Thanks(Confirmation::Waiting),
            (DeliveryStatus::Kept, true) => Phase::Thanks(Confirmation::Kept),
            (DeliveryStatus::Refused, true) => Phase::Thanks(Confirmation::Refused),
            (DeliveryStatus::Gone, true) => Phase::Thanks(Confirmation::Sending),
        };
        let effect = if !held && fate == DeliveryStatus::Accepted { Effect::Moved } else { Effect::None };
        self.turn(phase, effect)
    }
}

fn all_open(questions: &[Question]) -> Vec<Prefilled> {
    if CUSTOM_SURVEYS { vec![Prefilled::Open; questions.len()] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Messages;
    use crate::widget::question::standard;

    fn after(actions: &[Action]) -> (State, Effect) {
        let mut state = State::new(standard(&Messages::english(), None));
        state.apply(Action::Opened);
        let effects: Vec<_> = actions.iter().map(|action| state.apply(action.clone())).collect();
        (state, effects.last().copied().unwrap_or(Effect::None))
    }

    #[track_caller]
    fn check(actions: &[Action], step: usize, phase: Phase, effect: Effect) {
        let (state, last) = after(actions);
        assert_eq!((state.step, state.phase, last), (step, phase, effect), "{actions:?}");
    }

    use Action::{Ask, Back, Close, Next, Saved, Send, Sent};

    fn four() -> Action {
        Action::Answer(Answer::Number(4))
    }

    #[test]
    fn nothing_happens_before_it_is_open() {
        let mut state = State::new(standard(&Messages::english(), None));
        assert_eq!((state.apply(four()), state.answers.len()), (Effect::None, 4));
        assert_eq!((state.apply(Action::Opened), state.phase), (Effect::Shown, Phase::Asking));
        assert_eq!(state.apply(Action::Opened), Effect::None);
    }

    #[test]
    fn steps_go_on_and_back_and_stop_at_the_ends() {
        check(&[], 0, Phase::Asking, Effect::None);
        check(&[four()], 0, Phase::Asking, Effect::Answered(0));
        check(&[four(), four()], 0, Phase::Asking, Effect::None);
        check(&[four(), Next], 1, Phase::Asking, Effect::Moved);
        check(&[Next, Next, Back], 1, Phase::Asking, Effect::Moved);
        check(&[Back], 0, Phase::Asking, Effect::None);
        check(&[Next, Next, Next, Next, Next], 3, Phase::Asking, Effect::None);
    }

    #[test]
    fn going_back_keeps_an_answer() {
        assert_eq!(after(&[four(), Next, Back]).0.at(0), Some(&Answer::Number(4)));
    }

    #[test]
    fn nothing_is_sent_before_something_is_answered() {
        check(&[Send], 0, Phase::Asking, Effect::None);
        check(&[four(), Send], 0, Phase::Saving, Effect::Submit);
        check(&[four(), Send, Send], 0, Phase::Saving, Effect::None);
    }

    #[test]
    fn the_visitor_is_told_what_became_of_the_answers() {
        use crate::delivery::DeliveryStatus::{Accepted, Gone, Kept, Refused, Waiting};
        let check = |fates: &[Action], phase, effect| check(&[&[four(), Send], fates].concat(), 0, phase, effect);
        check(&[Saved], Phase::Thanks(Confirmation::Sending), Effect::Moved);
        check(&[Saved, Sent(Accepted)], Phase::Thanks(Confirmation::Arrived), Effect::None);
        check(&[Saved, Sent(Waiting)], Phase::Thanks(Confirmation::Waiting), Effect::None);
        check(&[Saved, Sent(Waiting), Sent(Accepted)], Phase::Thanks(Confirmation::Arrived), Effect::None);
        check(&[Saved, Sent(Kept)], Phase::Thanks(Confirmation::Kept), Effect::None);
        check(&[Saved, Sent(Refused)], Phase::Thanks(Confirmation::Refused), Effect::None);
        check(&[Saved, Sent(Gone)], Phase::Thanks(Confirmation::Sending), Effect::None);
        check(&[Sent(Accepted)], Phase::Thanks(Confirmation::Arrived), Effect::Moved);
        check(&[Sent(Refused)], Phase::Unsaved, Effect::None);
        check(&[Sent(Waiting)], Phase::Unsaved, Effect::None);
        check(&[Sent(Waiting), Sent(Accepted)], Phase::Thanks(Confirmation::Arrived), Effect::Moved);
        check(&[Sent(Waiting), Send], Phase::Saving, Effect::Submit);
    }

    #[test]
    fn closing_before_send_is_a_dismissal_and_asking_again_keeps_the_answers() {
        check(&[four(), Close], 0, Phase::Closed, Effect::Dismissed("close"));
        check(&[four(), Action::Later], 0, Phase::Closed, Effect::Dismissed("later"));
        check(&[four(), Send, Saved, Close], 0, Phase::Closed, Effect::Closed);
        assert_eq!(after(&[four(), Close, Ask]).0.at(0), Some(&Answer::Number(4)));
        assert!(!after(&[four(), Send, Saved, Close, Ask]).0.is_answered());
    }

    #[test]
    fn what_is_withdrawn_is_no_dismissal_and_returns_with_its_answers() {
        check(&[four(), Action::Withdraw], 0, Phase::Closed, Effect::Withdrawn);
        check(&[four(), Next, Action::Withdraw, Action::Return], 1, Phase::Asking, Effect::Shown);
        check(&[four(), Send, Saved, Action::Withdraw], 0, Phase::Closed, Effect::Closed);
        check(&[four(), Send, Action::Withdraw], 0, Phase::Saving, Effect::None);
        check(&[Action::Return], 0, Phase::Asking, Effect::None);
    }

    #[test]
    fn what_is_closed_before_it_is_open_does_not_appear() {
        let check = |before: &[Action], phase, effect| {
            let mut state = State::new(standard(&Messages::english(), None));
            for action in before {
                assert_eq!(state.apply(action.clone()), Effect::None, "{before:?}");
            }
            assert_eq!((state.apply(Action::Opened), state.phase), (effect, phase), "{before:?}");
            assert_eq!(state.apply(Action::Opened), Effect::None, "it opens once");
        };
        let (withdraw, back) = (Action::Withdraw, Action::Return);
        check(std::slice::from_ref(&withdraw), Phase::Closed, Effect::Withdrawn);
        check(&[Close], Phase::Closed, Effect::Dismissed("close"));
        check(&[Ask, Close], Phase::Closed, Effect::Dismissed("close"));
        check(&[withdraw.clone(), back], Phase::Asking, Effect::Shown);
        check(&[withdraw.clone(), Ask], Phase::Asking, Effect::Asked);
        check(&[Close, Ask], Phase::Asking, Effect::Asked);
        check(&[Ask, withdraw], Phase::Closed, Effect::Withdrawn);
    }

    #[test]
    fn what_appears_by_itself_is_small_until_it_is_gone_through() {
        let check = |actions: &[Action], expect| assert_eq!(after(actions).0.is_first_sight(), expect, "{actions:?}");
        check(&[], true);
        check(&[four()], true);
        check(&[Next], false);
        check(&[four(), Next, Back], false);
        check(&[Close, Ask], false);
        check(&[Action::Withdraw, Action::Return], true);
        let mut called = State::new(standard(&Messages::english(), None));
        called.apply(Ask);
        called.apply(Action::Opened);
        assert!(!called.is_first_sight(), "whoever asks for it wants to see it");
    }

    #[test]
    fn the_visitor_is_told_what_became_of_a_copy() {
        let copied = |actions: &[Action]| after(actions).0.copied;
        let lost = [four(), Send, Sent(DeliveryStatus::Refused)];
        check(&[&lost[..], &[Action::Copy]].concat(), 0, Phase::Unsaved, Effect::Copy);
        for done in [true, false] {
            assert_eq!(copied(&[&lost[..], &[Action::Copy, Action::Copied(done)]].concat()), Some(done));
        }
        let changed = [Action::Copied(true), Action::Answer(Answer::Number(3))];
        assert_eq!(copied(&[&lost[..], &changed].concat()), None, "the clipboard has other answers");
        assert_eq!(copied(&[Action::Copied(true)]), None);
    }

    #[test]
    fn what_is_too_long_stays_in_the_form_until_it_is_changed() {
        let (state, _) = after(&[four(), Send, Action::TooLong]);
        assert!(state.long && state.phase == Phase::Asking && state.is_answered());
        assert!(!after(&[four(), Send, Action::TooLong, Action::Answer(Answer::Number(3))]).0.long);
        check(&[four(), Send, Action::TooLong, Send], 0, Phase::Saving, Effect::Submit);
    }

    #[test]
    fn what_is_forgotten_leaves_nothing() {
        for before in [&[four(), Next][..], &[four(), Send, Sent(DeliveryStatus::Waiting)], &[four(), Close]] {
            let (state, effect) = after(&[before, &[Action::Forget]].concat());
            assert_eq!((state.is_answered(), state.step, effect), (false, 0, Effect::Forgotten), "{before:?}");
        }
        check(&[four(), Send, Saved, Action::Forget], 0, Phase::Thanks(Confirmation::Sending), Effect::None);
    }

    #[test]
    fn what_is_said_before_the_first_question_waits_for_the_visitor() {
        let introduced = |actions: &[Action]| {
            let mut state = State::new(standard(&Messages::english(), None));
            state.introduction = true;
            state.apply(Action::Opened);
            let effects: Vec<_> = actions.iter().map(|action| state.apply(action.clone())).collect();
            (state, effects.last().copied())
        };
        for action in [four(), Action::At(1, Answer::Number(4)), Next, Back, Send] {
            let (state, effect) = introduced(std::slice::from_ref(&action));
            assert_eq!((state.is_introducing(), state.step, effect), (true, 0, Some(Effect::None)), "{action:?}");
            assert!(!state.is_answered() && state.shown().is_empty());
        }
        let (state, effect) = introduced(&[Action::Begin]);
        assert_eq!((state.is_introducing(), state.step, effect), (false, 0, Some(Effect::Moved)));
        assert_eq!((state.shown(), introduced(&[Action::Begin, Action::Begin]).1), (vec![0], Some(Effect::None)));
        assert!(introduced(&[Close, Ask]).0.is_introducing(), "nobody has begun");
        assert!(!introduced(&[Action::Begin, Close, Ask]).0.is_introducing());
        assert!(introduced(&[Action::Begin, four(), Action::Forget]).0.is_introducing(), "somebody else begins");
    }

    #[test]
    fn blank_text_is_no_answer_and_long_text_ends_at_the_limit() {
        let to_text = [Next, Next, Next];
        let written = |text: String| {
            let mut state = after(&to_text).0;
            state.apply(Action::Answer(Answer::Text(text)));
            state.at(3).cloned()
        };
        assert_eq!(written("  \n".to_owned()), None);
        assert_eq!(written("é".repeat(10_001)), Some(Answer::Text("é".repeat(10_000))));
    }
}
