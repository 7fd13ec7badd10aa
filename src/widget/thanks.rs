//! What the thank-you says: it fits what was answered, and a broken promise gets an apology, not a cheer.

use super::answer::Answer;
use super::state::State;
use crate::locale::{Messages, Word};

/// How a visitor feels, as far as the answers tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// A promise was broken.
    LetDown,
    /// Not understood, or would not recommend.
    Unhappy,
    /// A promise was kept, and nothing else was wrong.
    Kept,
    /// More was done than promised, and nothing was wrong.
    Exceeded,
    /// Anything else.
    Neutral,
}

impl Mood {
    /// What the answers tell.
    pub fn of(state: &State) -> Self {
        let word = |id| match state.answer_to(id) {
            Some(Answer::Word(word)) => word.as_str(),
            _ => "",
        };
        let at_most = |id, most| matches!(state.answer_to(id), Some(Answer::Number(score)) if *score <= most);
        match word("promise") {
            "broken" => Self::LetDown,
            _ if at_most("empathy", 2) || at_most("recommend", 6) => Self::Unhappy,
            "kept" => Self::Kept,
            "exceeded" => Self::Exceeded,
            _ => Self::Neutral,
        }
    }

    /// What answers the person.
    pub fn heading(self) -> Word {
        match self {
            Self::LetDown => Word::SorryPromise,
            Self::Unhappy => Word::Sorry,
            Self::Kept | Self::Exceeded | Self::Neutral => Word::Thanks,
        }
    }

    /// A sentence below it. Nothing is said below an apology.
    pub fn sentence(self, words: &Messages) -> &str {
        match self {
            Self::LetDown | Self::Unhappy => "",
            Self::Kept => words.get(Word::KeptWord),
            Self::Exceeded => words.get(Word::ExceededWord),
            Self::Neutral => words.get(Word::Helps),
        }
    }
}

/// Within what time the owner answers: which of two texts says so, its place and its number. From three days on it is said in
/// days, and never shorter than it was set.
pub fn within(hours: u32, [in_hours, in_days]: [Word; 2]) -> (Word, &'static str, u32) {
    if hours < 72 { (in_hours, "hours", hours) } else { (in_days, "days", hours.div_ceil(24)) }
}

/// The prompt of the comment: it asks about what the visitor just said.
pub fn prompt<'a>(state: &State, words: &'a Messages) -> &'a str {
    match (Mood::of(state), state.answer_to("recommend")) {
        (Mood::LetDown, _) => words.get(Word::CommentBroken),
        (_, Some(Answer::Number(..=6))) => words.get(Word::CommentLow),
        (mood, Some(Answer::Number(9..))) if mood != Mood::Unhappy => words.get(Word::CommentHigh),
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
        let mut state = State::new(standard(&words, None));
        let promise = Some(promise).filter(|word| !word.is_empty());
        state.answers = vec![
            empathy.map(Answer::Number),
            promise.map(|word| Answer::Word(word.to_owned())),
            recommend.map(Answer::Number),
            None,
        ];
        assert_eq!((Mood::of(&state), prompt(&state, &words)), (mood, words.get(comment)));
    }

    #[test]
    fn a_time_of_three_days_and_more_is_said_in_days() {
        let check = |hours, expect: (&str, u32)| {
            let (word, place, number) = within(hours, [Word::Promised, Word::PromisedDays]);
            assert_eq!((place, number), expect, "{hours}");
            let text = Messages::english().get(word).to_owned();
            assert!(text.contains(&format!("{{{place}}}")), "{text}");
        };
        for (hours, expect) in [(1, ("hours", 1)), (71, ("hours", 71)), (72, ("days", 3)), (73, ("days", 4))] {
            check(hours, expect);
        }
        check(168, ("days", 7));
        check(8784, ("days", 366));
    }

    #[test]
    fn the_words_fit_the_answers() {
        let (main, low, high) = (Word::Comment, Word::CommentLow, Word::CommentHigh);
        check(None, "", None, Mood::Neutral, main);
        check(Some(5), "broken", Some(10), Mood::LetDown, Word::CommentBroken);
        check(Some(5), "kept", Some(10), Mood::Kept, high);
        check(Some(5), "exceeded", Some(7), Mood::Exceeded, main);
        check(Some(2), "kept", Some(9), Mood::Unhappy, main);
        check(None, "kept", Some(6), Mood::Unhappy, low);
        check(Some(4), "none", Some(8), Mood::Neutral, main);
    }
}
