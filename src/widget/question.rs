//! What is asked, and what was given.

use goodword_core::json::digits;
use goodword_core::{Promise, limits};

use crate::locale::{Messages, fill};

/// One question as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Stable name; answers are kept under it.
    pub id: String,
    /// The wording.
    pub label: String,
    /// What kind of answer it takes.
    pub kind: Kind,
}

/// The kinds of question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One of several options, a row each.
    Choice(Vec<Choice>),
    /// A whole number on one joined row, with words at its ends.
    Scale {
        /// Lowest number.
        min: u8,
        /// Highest number.
        max: u8,
        /// What the lowest means.
        low: String,
        /// What the highest means.
        high: String,
    },
    /// Own words.
    Text {
        /// Longest text, in characters.
        max_chars: usize,
    },
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: Given,
    /// What is shown.
    pub label: String,
    /// Whether it stands apart from the others, as an answer of another kind.
    pub apart: bool,
}

/// What a visitor gave as an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A score.
    Number(u8),
    /// The value of an option.
    Word(String),
    /// Own words.
    Text(String),
}

impl Given {
    /// As it stands in a form.
    pub fn to_text(&self) -> String {
        match self {
            Self::Number(number) => digits(u64::from(*number)),
            Self::Word(text) | Self::Text(text) => text.clone(),
        }
    }
}

/// The three questions and the comment.
pub fn standard(words: &Messages, subject: &str) -> Vec<Question> {
    let mut agreement = Vec::new();
    for (label, score) in words.empathy_levels.iter().zip(1..) {
        agreement.push(option(Given::Number(score), label, false));
    }
    let mut promise = Vec::new();
    for (label, state) in words.promise_states.iter().zip(Promise::ALL) {
        promise.push(option(Given::Word(state.as_str().to_owned()), label, state == Promise::None));
    }
    let (low, high) = (words.recommend_low.to_owned(), words.recommend_high.to_owned());
    vec![
        question("empathy", words.empathy, Kind::Choice(agreement)),
        question("promise", words.promise, Kind::Choice(promise)),
        question(
            "recommend",
            &fill(words.recommend, &[("subject", subject)]),
            Kind::Scale { min: 0, max: 10, low, high },
        ),
        question("comment", words.comment, Kind::Text { max_chars: limits::COMMENT }),
    ]
}

fn question(id: &str, label: &str, kind: Kind) -> Question {
    Question { id: id.to_owned(), label: label.to_owned(), kind }
}

fn option(value: Given, label: &str, apart: bool) -> Choice {
    Choice { value, label: label.to_owned(), apart }
}
