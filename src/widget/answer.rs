//! What a visitor answered to a question.

use goodword_core::json::digits;

use crate::features::CUSTOM_SURVEYS;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A score.
    Number(i32),
    /// One of a few words.
    Word(String),
    /// Several of a few words.
    Words(Vec<String>),
    /// Own words.
    Text(String),
    /// Consent.
    Yes,
}

impl Answer {
    /// The answer as text, for a form control or the clipboard.
    pub fn to_text(&self) -> String {
        match self {
            Self::Number(number) => number_text(*number),
            Self::Word(text) | Self::Text(text) => text.clone(),
            Self::Words(words) if CUSTOM_SURVEYS => words.join(", "),
            Self::Words(_) | Self::Yes => "true".to_owned(),
        }
    }
}

/// A whole number in digits.
pub fn number_text(number: i32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    [sign, &digits(u64::from(number.unsigned_abs()))].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_their_sign() {
        assert_eq!([-3, 0, 11].map(number_text), ["-3", "0", "11"]);
    }
}
