//! What was given to the questions.

use goodword_core::limits;

use super::{Effect, State};
use crate::features::CUSTOM_SURVEYS;
use crate::widget::answer::Answer;
use crate::widget::condition::values;
use crate::widget::question::{Kind, Question};

impl State {
    /// The question at hand.
    pub fn question(&self) -> Option<&Question> {
        self.questions.get(self.step)
    }

    /// What is chosen at a place: by the visitor, or beforehand by the owner.
    pub fn at(&self, at: usize) -> Option<&Answer> {
        let own = self.own(at);
        if CUSTOM_SURVEYS { own.or_else(|| self.prefilled_at(at)) } else { own }
    }

    /// What the visitor has given at a place, or gone on with.
    pub fn own(&self, at: usize) -> Option<&Answer> {
        self.answers.get(at)?.as_ref()
    }

    /// What was given to the question called `id`. It counts for nothing where that is not asked any more.
    pub fn answer_to(&self, id: &str) -> Option<&Answer> {
        let at = self.place_of(id)?;
        if CUSTOM_SURVEYS && !self.route().contains(&at) {
            return None;
        }
        self.at(at)
    }

    /// Whether there is anything to send.
    pub fn is_answered(&self) -> bool {
        if !CUSTOM_SURVEYS {
            return self.answers.iter().any(Option::is_some);
        }
        self.route().into_iter().any(|at| self.at(at).is_some())
    }

    /// Whether a question cannot be left as it is.
    pub(super) fn lacks(&self, at: usize) -> bool {
        let Some(question) = self.questions.get(at).filter(|_| CUSTOM_SURVEYS) else { return false };
        self.at(at).map_or(question.required, |answer| !question.takes(answer))
    }

    /// Whether the visitor is told that this question cannot be left as it is: of a page of questions, each that cannot.
    pub fn is_pointed_at(&self, at: usize) -> bool {
        CUSTOM_SURVEYS && self.missing && (at == self.step || self.is_page()) && self.lacks(at)
    }

    pub(super) fn answer(&mut self, answer: Answer) -> Effect {
        let Some(question) = self.question() else { return Effect::None };
        let before = self.at(self.step);
        let answer = match (&question.kind, answer) {
            (Kind::Text { max_chars, .. }, Answer::Text(text)) => cut(&text, *max_chars).map(Answer::Text),
            (Kind::Choice { multiple: false, .. }, Answer::Text(text)) if CUSTOM_SURVEYS => {
                cut(&text, limits::ITEM).map(Answer::Text)
            }
            (Kind::Choice { multiple: true, .. }, answer) if CUSTOM_SURVEYS => several(before, answer, question),
            // A score that is written is one once it can be.
            (Kind::Scale { .. }, Answer::Text(text)) if CUSTOM_SURVEYS => {
                let number = text.trim().parse().map(Answer::Number);
                cut(&text, limits::ITEM).map(|text| number.unwrap_or(Answer::Text(text)))
            }
            // Ticked once more is not ticked.
            (Kind::Consent, answer) if CUSTOM_SURVEYS => (before != Some(&answer)).then_some(answer),
            (_, answer) => Some(answer),
        };
        let first = self.own(self.step).is_none() && answer.is_some();
        // On a page of questions each says so until it is put right.
        (self.missing, self.long, self.copied) = (self.missing && self.is_page(), false, None);
        self.set(answer);
        if first { Effect::Answered(self.step) } else { Effect::None }
    }

    pub(super) fn set(&mut self, answer: Option<Answer>) {
        if let Some(place) = self.answers.get_mut(self.step) {
            *place = answer;
        }
        if CUSTOM_SURVEYS {
            self.settle(self.step);
        }
    }
}

/// Several of a choice: a word comes or goes, own words take the place of own words, and what can only be chosen alone that
/// of all others.
fn several(before: Option<&Answer>, answer: Answer, question: &Question) -> Option<Answer> {
    let mut words = values(before);
    let added = match answer {
        Answer::Text(text) => {
            words.retain(|word| question.offers(word));
            cut(&text, limits::ITEM)
        }
        answer => {
            let (word, many) = (answer.to_text(), words.len());
            words.retain(|other| *other != word);
            (words.len() == many).then_some(word)
        }
    };
    if let Some(word) = added {
        let alone = question.is_exclusive(&word);
        words.retain(|other| !alone && *other != word && !question.is_exclusive(other));
        words.push(word);
    }
    (!words.is_empty()).then_some(Answer::Words(words))
}

/// At most so many characters of it; a blank text is no answer.
fn cut(text: &str, max_chars: usize) -> Option<String> {
    let text: String = text.chars().take(max_chars).collect();
    let blank = text.chars().all(char::is_whitespace);
    (!blank).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Phase};
    use super::*;
    use crate::widget::question::{Format, Style};

    fn scale(id: &str, max: i32) -> Question {
        let kind = Kind::Scale { min: 0, max, style: Style::Numbers, low: String::new(), high: String::new() };
        Question { required: true, ..Question::new(id, "How much?", kind) }
    }

    fn asking(questions: Vec<Question>, page: bool) -> State {
        let mut state = State::new(questions);
        state.page = page;
        state.apply(Action::Opened);
        state
    }

    #[test]
    fn a_score_that_is_written_is_one_once_it_can_be() {
        let check = |written: &str, expect: Option<Answer>, lacks: bool| {
            let mut state = asking(vec![scale("share", 100)], false);
            state.apply(Action::Answer(Answer::Text(written.to_owned())));
            assert_eq!((state.at(0), state.lacks(0)), (expect.as_ref(), lacks), "{written}");
        };
        check("50", Some(Answer::Number(50)), false);
        check(" 100 ", Some(Answer::Number(100)), false);
        check("101", Some(Answer::Number(101)), true);
        check("-1", Some(Answer::Number(-1)), true);
        check("4.5", Some(Answer::Text("4.5".to_owned())), true);
        check("", None, true);
    }

    #[test]
    fn a_page_of_questions_says_all_that_is_wrong_until_it_is_put_right() {
        let mail = Question::new("mail", "Where?", Kind::Text { max_chars: 300, format: Format::Email });
        let mut state = asking(vec![scale("a", 5), mail, scale("b", 5), scale("c", 5)], true);
        let pointed = |state: &State| (0..4).filter(|at| state.is_pointed_at(*at)).collect::<Vec<_>>();
        state.apply(Action::At(1, Answer::Text("nobody".to_owned())));
        state.apply(Action::At(2, Answer::Number(3)));
        assert!(pointed(&state).is_empty(), "nothing is said before Send");
        state.apply(Action::Send);
        assert_eq!((pointed(&state), state.step, state.phase), (vec![0, 1, 3], 0, Phase::Asking));
        state.apply(Action::At(3, Answer::Number(5)));
        assert_eq!(pointed(&state), [0, 1]);
        state.apply(Action::At(1, Answer::Text("nobody@b.example".to_owned())));
        state.apply(Action::At(0, Answer::Number(0)));
        assert!(pointed(&state).is_empty());
        state.apply(Action::Send);
        assert_eq!(state.phase, Phase::Saving);
    }

    #[test]
    fn a_step_says_what_is_wrong_until_something_else_is_given() {
        let mut state = asking(vec![scale("share", 100), scale("b", 5)], false);
        state.apply(Action::Answer(Answer::Number(700)));
        state.apply(Action::Next);
        assert!(state.is_pointed_at(0) && !state.is_pointed_at(1));
        state.apply(Action::Answer(Answer::Number(800)));
        assert!(!state.is_pointed_at(0));
    }

    #[test]
    fn whoever_is_asked_otherwise_begins_anew() {
        let mut state = asking(vec![scale("a", 5), scale("b", 5)], false);
        state.apply(Action::Answer(Answer::Number(1)));
        state.apply(Action::Next);
        state.ask(vec![scale("c", 5)]);
        assert_eq!((state.answers.clone(), state.step, state.reached), (vec![None], 0, 0));
        assert_eq!(state.phase, Phase::Asking);
    }
}
