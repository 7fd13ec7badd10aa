//! The sentence of the thank-you: it fits what was answered, and a broken promise gets an apology, not a cheer.

use super::question::Given;
use super::state::State;
use crate::locale::Messages;

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
            Self::LetDown => words.sorry_promise,
            Self::Unhappy => words.sorry,
            Self::Kept => words.kept_word,
            Self::Neutral => words.helps,
        }
    }
}

/// The prompt of the comment: it asks about what the visitor just said.
pub fn prompt<'a>(state: &State, words: &'a Messages) -> &'a str {
    match (Mood::of(state), state.answer_to("recommend")) {
        (Mood::LetDown, _) => words.comment_broken,
        (_, Some(Given::Number(0..=6))) => words.comment_low,
        (_, Some(Given::Number(9..))) => words.comment_high,
        _ => words.comment,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::ENGLISH;
    use crate::widget::question::standard;

    #[track_caller]
    fn check(empathy: Option<u8>, promise: &str, recommend: Option<u8>, mood: Mood, comment: &str) {
        let mut state = State::new(standard(&ENGLISH, "us"));
        let promise = Some(promise).filter(|word| !word.is_empty());
        state.given = vec![
            empathy.map(Given::Number),
            promise.map(|word| Given::Word(word.to_owned())),
            recommend.map(Given::Number),
            None,
        ];
        assert_eq!((Mood::of(&state), prompt(&state, &ENGLISH)), (mood, comment));
    }

    #[test]
    fn the_words_fit_the_answers() {
        let (main, low, high) = (ENGLISH.comment, ENGLISH.comment_low, ENGLISH.comment_high);
        check(None, "", None, Mood::Neutral, main);
        check(Some(5), "broken", Some(10), Mood::LetDown, ENGLISH.comment_broken);
        check(Some(5), "kept", Some(10), Mood::Kept, high);
        check(Some(5), "exceeded", Some(7), Mood::Kept, main);
        check(Some(2), "kept", Some(9), Mood::Unhappy, high);
        check(None, "kept", Some(6), Mood::Unhappy, low);
        check(Some(4), "none", Some(8), Mood::Neutral, main);
    }
}
