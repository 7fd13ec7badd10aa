//! Where a visitor stands in the survey: every change is an action, and what must happen outside is an effect.

use super::outbox;
use super::question::{Given, Kind, Question};

/// What the visitor, or the outside, did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Gave or changed the answer to the question shown.
    Answer(Given),
    /// Went on.
    Next,
    /// Went on without an answer.
    Skip,
    /// Went back.
    Back,
    /// Pressed Send, or Retry after a failure.
    Send,
    /// Pressed Copy.
    Copy,
    /// Closed the survey.
    Close,
    /// Asked again, by the site owner's code.
    Ask,
    /// The outbox holds the response durably.
    Saved,
    /// The sender tried.
    Sent(outbox::Fate),
    /// What an earlier page left was looked for.
    Opened,
}

/// What must happen outside after an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Another step is shown: its heading takes the focus.
    Moved,
    /// The question at this place got its first answer.
    Answered(usize),
    /// The answers are final: freeze, save and send them.
    Submit,
    /// The answers go to the clipboard.
    Copy,
    /// The survey is there to be seen.
    Shown,
    /// The visitor closed the survey before sending it.
    Dismissed,
    /// The visitor closed the survey after sending it.
    Closed,
}

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Nothing yet: what an earlier page left is being looked for.
    Opening,
    /// A question.
    Asking,
    /// The last question, while the outbox writes.
    Saving,
    /// The last question, and that the answers could be neither saved nor sent.
    Unsaved,
    /// The thank-you, and what became of the answers.
    Thanks(Fate),
    /// Nothing.
    Closed,
}

/// What became of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Held durably; on its way.
    Sending,
    /// Held durably; sent when the connection is back.
    Waiting,
    /// Held durably; the endpoint does not take it as things are.
    Kept,
    /// Accepted by the endpoint.
    Arrived,
}

/// The whole state of one survey on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// What is asked.
    pub questions: Vec<Question>,
    /// What was given, a place for each question.
    pub given: Vec<Option<Given>>,
    /// The question shown.
    pub step: usize,
    /// The furthest question shown so far.
    pub reached: usize,
    /// What is shown.
    pub phase: Phase,
}

impl State {
    /// The first question of a survey.
    pub fn new(questions: Vec<Question>) -> Self {
        let given = vec![None; questions.len()];
        Self { questions, given, step: 0, reached: 0, phase: Phase::Opening }
    }

    /// Takes an action. One that does not fit the phase changes nothing.
    pub fn apply(&mut self, action: Action) -> Effect {
        match (self.phase, action) {
            (Phase::Opening, Action::Opened) => self.turn(Phase::Asking, Effect::Shown),
            (Phase::Asking | Phase::Unsaved, Action::Answer(given)) => self.answer(given),
            (Phase::Asking, Action::Skip) => {
                self.set(None);
                self.go(self.step + 1)
            }
            (Phase::Asking, Action::Next) => self.go(self.step + 1),
            (Phase::Asking | Phase::Unsaved, Action::Back) => {
                self.phase = Phase::Asking;
                self.go(self.step.wrapping_sub(1))
            }
            (Phase::Asking | Phase::Unsaved, Action::Send) if self.is_answered() => {
                self.turn(Phase::Saving, Effect::Submit)
            }
            (Phase::Unsaved, Action::Copy) => Effect::Copy,
            (Phase::Saving, Action::Saved) => self.turn(Phase::Thanks(Fate::Sending), Effect::Moved),
            (Phase::Saving | Phase::Unsaved | Phase::Thanks(_), Action::Sent(fate)) => self.sent(fate),
            (Phase::Thanks(_), Action::Close) => {
                // Sent is sent: whoever is asked again answers anew.
                self.given.fill(None);
                (self.step, self.reached) = (0, 0);
                self.turn(Phase::Closed, Effect::Closed)
            }
            (Phase::Asking | Phase::Unsaved, Action::Close) => self.turn(Phase::Closed, Effect::Dismissed),
            (Phase::Closed, Action::Ask) => self.turn(Phase::Asking, Effect::None),
            _ => Effect::None,
        }
    }

    /// The question shown.
    pub fn question(&self) -> Option<&Question> {
        self.questions.get(self.step)
    }

    /// The answer to the question shown.
    pub fn current(&self) -> Option<&Given> {
        self.given.get(self.step)?.as_ref()
    }

    /// What was given to the question `id`.
    pub fn answer_to(&self, id: &str) -> Option<&Given> {
        let at = self.questions.iter().position(|question| question.id == id)?;
        self.given.get(at)?.as_ref()
    }

    /// Whether at least one question is answered.
    pub fn is_answered(&self) -> bool {
        self.given.iter().any(Option::is_some)
    }

    /// Whether the question shown is the last.
    pub fn is_last(&self) -> bool {
        self.step + 1 >= self.questions.len()
    }

    fn turn(&mut self, phase: Phase, effect: Effect) -> Effect {
        self.phase = phase;
        effect
    }

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

    fn go(&mut self, step: usize) -> Effect {
        if step >= self.questions.len() {
            return Effect::None;
        }
        self.step = step;
        self.reached = self.reached.max(step);
        Effect::Moved
    }

    fn answer(&mut self, given: Given) -> Effect {
        let Some(Question { kind, .. }) = self.question() else { return Effect::None };
        let given = match (kind, given) {
            (Kind::Text { max_chars }, Given::Text(text)) => cut(&text, *max_chars),
            (_, given) => Some(given),
        };
        let first = self.current().is_none() && given.is_some();
        self.set(given);
        if first { Effect::Answered(self.step) } else { Effect::None }
    }

    fn set(&mut self, given: Option<Given>) {
        if let Some(place) = self.given.get_mut(self.step) {
            *place = given;
        }
    }
}

/// Nothing but blanks is no answer; what is longer than the limit ends there.
fn cut(text: &str, max_chars: usize) -> Option<Given> {
    let text: String = text.chars().take(max_chars).collect();
    let blank = text.chars().all(char::is_whitespace);
    (!blank).then_some(Given::Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::ENGLISH;
    use crate::widget::question::standard;

    fn after(actions: &[Action]) -> (State, Effect) {
        let mut state = State::new(standard(&ENGLISH, "us"));
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
        let mut state = State::new(standard(&ENGLISH, "us"));
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
        assert_eq!(after(&[four(), Next, Back]).0.current(), Some(&Given::Number(4)));
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
        check(&[four(), Close], 0, Phase::Closed, Effect::Dismissed);
        check(&[four(), Send, Saved, Close], 0, Phase::Closed, Effect::Closed);
        assert_eq!(after(&[four(), Close, Ask]).0.current(), Some(&Given::Number(4)));
        assert!(!after(&[four(), Send, Saved, Close, Ask]).0.is_answered());
    }

    #[test]
    fn blank_text_is_no_answer_and_long_text_ends_at_the_limit() {
        let to_text = [Skip, Skip, Skip];
        let given = |text: String| {
            let mut state = after(&to_text).0;
            state.apply(Answer(Given::Text(text)));
            state.current().cloned()
        };
        assert_eq!(given("  \n".to_owned()), None);
        assert_eq!(given("é".repeat(10_001)), Some(Given::Text("é".repeat(10_000))));
    }
}
