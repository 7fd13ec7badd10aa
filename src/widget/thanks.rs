//! The sentence of the thank-you: it fits what was answered, and a broken promise gets an apology, not a cheer.

use super::question::Given;
use super::state::State;
use crate::locale::{Messages, Word};

/// How a visitor feels, as far as the answers tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// A promise was broken.
    LetDown,
    /// Not understood, or would not recommend.
    Unhappy,
    /// A promise was kept or exceeded, and nothing else was wrong.
    Kept,
    /// Anything else.
    Neutral,
}

impl Mood {
    /// What the answers tell.
    pub fn of(state: &State) -> Self {
        let word = |id| match state.answer_to(id) {
            Some(Given::Word(word)) => word.as_str(),
            _ => "",
        };
        let at_most = |id, most| matches!(state.answer_to(id), Some(Given::Number(score)) if *score <= most);
        match word("promise") {
            "broken" => Self::LetDown,
            _ if at_most("empathy", 2) || at_most("recommend", 6) => Self::Unhappy,
            "kept" | "exceeded" => Self::Kept,
            _ => Self::Neutral,
        }
    }

    /// Its sentence.
    pub fn sentence(self, words: &Messages) -> &str {
        match self {
            Self::LetDown => words.get(Word::SorryPromise),
            Self::Unhappy => words.get(Word::Sorry),
            Self::Kept => words.get(Word::KeptWord),
            Self::Neutral => words.get(Word::Helps),
        }
    }
}

/// The prompt of the comment: it asks about what the visitor just said.
pub fn prompt<'a>(state: &State, words: &'a Messages) -> &'a str {
    match (Mood::of(state), state.answer_to("recommend")) {
        (Mood::LetDown, _) => words.get(Word::CommentBroken),
        (_, Some(Given::Number(..=6))) => words.get(Word::CommentLow),
        (_, Some(Given::Number(9..))) => words.get(Word::CommentHigh),
        _ => words.get(Word::Comment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::question::standard;

    #[track_caller]
    fn check(empathy: Option<i32>, promise: &str, recommend: Option<i32>, mood: Mood, comment: Word) {
        let words = Messages::english();
        let mut state = State::new(standard(&words, "us"));
        let promise = Some(promise).filter(|word| !word.is_empty());
        state.given = vec![
            empathy.map(Given::Number),
            promise.map(|word| Given::Word(word.to_owned())),
            recommend.map(Given::Number),
            None,
        ];
        assert_eq!((Mood::of(&state), prompt(&state, &words)), (mood, words.get(comment)));
    }

    #[test]
    fn the_words_fit_the_answers() {
        let (main, low, high) = (Word::Comment, Word::CommentLow, Word::CommentHigh);
        check(None, "", None, Mood::Neutral, main);
        check(Some(5), "broken", Some(10), Mood::LetDown, Word::CommentBroken);
        check(Some(5), "kept", Some(10), Mood::Kept, high);
        check(Some(5), "exceeded", Some(7), Mood::Kept, main);
        check(Some(2), "kept", Some(9), Mood::Unhappy, high);
        check(None, "kept", Some(6), Mood::Unhappy, low);
        check(Some(4), "none", Some(8), Mood::Neutral, main);
    }
}
