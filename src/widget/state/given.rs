//! What was given to the questions.

use goodword_core::limits;

use super::{Effect, State};
use crate::widget::OWN;
use crate::widget::condition::values;
use crate::widget::question::{Given, Kind, Question};

impl State {
    /// The question at hand.
    pub fn question(&self) -> Option<&Question> {
        self.questions.get(self.step)
    }

    /// What was given at a place.
    pub fn at(&self, at: usize) -> Option<&Given> {
        self.given.get(at)?.as_ref()
    }

    /// What was given to the question called `id`.
    pub fn answer_to(&self, id: &str) -> Option<&Given> {
        self.at(self.questions.iter().position(|question| question.id == id)?)
    }

    /// Whether there is anything to send.
    pub fn is_answered(&self) -> bool {
        if !OWN {
            return self.given.iter().any(Option::is_some);
        }
        self.asked().into_iter().any(|at| self.at(at).is_some())
    }

    /// Whether a question cannot be left as it is.
    pub(super) fn lacks(&self, at: usize) -> bool {
        let Some(question) = self.questions.get(at).filter(|_| OWN) else { return false };
        self.at(at).map_or(question.required, |given| !question.takes(given))
    }

    pub(super) fn answer(&mut self, given: Given) -> Effect {
        let Some(Question { kind, .. }) = self.question() else { return Effect::None };
        let before = self.at(self.step);
        let given = match (kind, given) {
            (Kind::Text { max_chars, .. }, Given::Text(text)) => cut(&text, *max_chars).map(Given::Text),
            (Kind::Choice { multiple: false, .. }, Given::Text(text)) if OWN => {
                cut(&text, limits::ITEM).map(Given::Text)
            }
            (Kind::Choice { multiple: true, options, .. }, given) if OWN => {
                let offered =
                    |word: &str| options.iter().any(|option| matches!(&option.value, Given::Word(of) if of == word));
                several(before, given, offered)
            }
            // Ticked once more is not ticked.
            (Kind::Consent, given) if OWN => (before != Some(&given)).then_some(given),
            (_, given) => Some(given),
        };
        let first = before.is_none() && given.is_some();
        self.missing = false;
        self.set(given);
        if first { Effect::Answered(self.step) } else { Effect::None }
    }

    pub(super) fn set(&mut self, given: Option<Given>) {
        if let Some(place) = self.given.get_mut(self.step) {
            *place = given;
        }
    }
}

/// Several of a choice: a word comes or goes, own words take the place of own words.
fn several(before: Option<&Given>, given: Given, offered: impl Fn(&str) -> bool) -> Option<Given> {
    let mut words = values(before);
    match given {
        Given::Text(text) => {
            words.retain(|word| offered(word));
            words.extend(cut(&text, limits::ITEM));
        }
        given => {
            let word = given.to_text();
            if words.contains(&word) {
                words.retain(|other| *other != word);
            } else {
                words.push(word);
            }
        }
    }
    (!words.is_empty()).then_some(Given::Words(words))
}

/// At most so many characters of it; a blank text is no answer.
fn cut(text: &str, max_chars: usize) -> Option<String> {
    let text: String = text.chars().take(max_chars).collect();
    let blank = text.chars().all(char::is_whitespace);
    (!blank).then_some(text)
}
