//! What is asked, and what was given.

use goodword_core::json::digits;
use goodword_core::{Promise, limits};

use super::OWN;
use super::condition::Condition;
use crate::locale::{Messages, Word, fill};

/// One question as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Stable name; answers are kept under it.
    pub id: String,
    /// The wording. `{answers.ID}` and `{fields.NAME}` are filled in when it is shown.
    pub label: String,
    /// What takes the answer.
    pub kind: Kind,
    /// Whether the survey goes on only with an answer.
    pub required: bool,
    /// It is asked when all of these hold.
    pub show_if: Vec<Condition>,
    /// It is the last one when it is answered and all of these hold; never when there are none.
    pub end_if: Vec<Condition>,
}

/// What takes the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One or several of a few.
    Choice {
        /// What is offered.
        options: Vec<Choice>,
        /// Whether several may be chosen.
        multiple: bool,
        /// Whether own words are taken too.
        other: bool,
    },
    /// A row of numbers, ends labelled only.
    Scale {
        /// Lowest score.
        min: i32,
        /// Highest score.
        max: i32,
        /// How a score looks.
        style: Style,
        /// What the lowest means.
        low: String,
        /// What the highest means.
        high: String,
    },
    /// Own words.
    Text {
        /// Longest text, in characters.
        max_chars: usize,
        /// What kind of words.
        format: Format,
    },
    /// A box to tick.
    Consent,
}

/// How the scores of a scale look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As numbers.
    Numbers,
    /// As stars: the lowest is one.
    Stars,
    /// As faces, from sad to glad.
    Faces,
}

/// What kind of words are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Several lines.
    Long,
    /// One line.
    Short,
    /// An email address.
    Email,
}

/// One of a few answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is kept.
    pub value: Given,
    /// What is shown.
    pub label: String,
    /// Whether it stands apart from the others.
    pub apart: bool,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
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

impl Given {
    /// The answer as text, for a form control or the clipboard.
    pub fn to_text(&self) -> String {
        match self {
            Self::Number(number) => number_text(*number),
            Self::Word(text) | Self::Text(text) => text.clone(),
            Self::Words(words) if OWN => words.join(", "),
            Self::Words(_) | Self::Yes => "true".to_owned(),
        }
    }
}

/// A whole number in digits.
pub fn number_text(number: i32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    [sign, &digits(u64::from(number.unsigned_abs()))].concat()
}

impl Question {
    /// A question that everyone is asked and nobody has to answer.
    pub fn new(id: &str, label: &str, kind: Kind) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            kind,
            required: false,
            show_if: Vec::new(),
            end_if: Vec::new(),
        }
    }

    /// Whether an answer fits what is asked for. The browser cannot keep someone from writing nonsense.
    pub fn takes(&self, given: &Given) -> bool {
        match (&self.kind, given) {
            (Kind::Text { format: Format::Email, .. }, Given::Text(text)) => is_email(text),
            _ => true,
        }
    }

    /// The label of a value, as a later question may repeat it.
    pub fn label_of(&self, given: &Given) -> String {
        let Kind::Choice { options, .. } = &self.kind else { return given.to_text() };
        let one = |given: &Given| {
            let option = options.iter().find(|option| option.value == *given);
            option.map_or_else(|| given.to_text(), |option| option.label.clone())
        };
        match given {
            Given::Words(words) => {
                let labels: Vec<_> = words.iter().map(|word| one(&Given::Word(word.clone()))).collect();
                labels.join(", ")
            }
            given => one(given),
        }
    }
}

/// Something before an `@`, and a host with a dot behind it.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.trim().rsplit_once('@') else { return false };
    let dotted = host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty());
    dotted && !name.is_empty() && !text.trim().contains(char::is_whitespace)
}

/// The three questions and the comment. Empathy is a choice of five because each of its levels has a label.
pub fn standard(words: &Messages, subject: &str) -> Vec<Question> {
    let mut agreement = Vec::new();
    for (score, at) in (1..=5).zip(0..) {
        agreement.push(option(Given::Number(score), words.nth(Word::Empathy1, at), false));
    }
    let mut promise = Vec::new();
    for (at, state) in Promise::ALL.iter().enumerate() {
        let value = Given::Word(state.as_str().to_owned());
        promise.push(option(value, words.nth(Word::PromiseBroken, at), *state == Promise::None));
    }
    let few = |options| Kind::Choice { options, multiple: false, other: false };
    let [low, high] = [Word::RecommendLow, Word::RecommendHigh].map(|word| words.get(word).to_owned());
    vec![
        Question::new("empathy", words.get(Word::Empathy), few(agreement)),
        Question::new("promise", words.get(Word::Promise), few(promise)),
        Question::new(
            "recommend",
            &fill(words.get(Word::Recommend), &[("subject", subject)]),
            Kind::Scale { min: 0, max: 10, style: Style::Numbers, low, high },
        ),
        Question::new(
            "comment",
            words.get(Word::Comment),
            Kind::Text { max_chars: limits::COMMENT, format: Format::Long },
        ),
    ]
}

fn option(value: Given, label: &str, apart: bool) -> Choice {
    Choice { value, label: label.to_owned(), apart }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_has_a_name_and_a_host() {
        let check = |text: &str, expect: bool| assert_eq!(is_email(text), expect, "{text}");
        check("a@b.example", true);
        check(" a+b@mail.b.example ", true);
        for text in ["", "a", "a@b", "@b.example", "a@.example", "a@b.", "a b@c.example", "a@b .example"] {
            check(text, false);
        }
    }

    #[test]
    fn numbers_have_their_sign() {
        assert_eq!([-3, 0, 11].map(number_text), ["-3", "0", "11"]);
    }

    #[test]
    fn a_value_is_repeated_by_its_label() {
        let question = &standard(&Messages::english(), "us")[1];
        assert_eq!(question.label_of(&Given::Word("kept".to_owned())), "Yes, as promised");
        assert_eq!(question.label_of(&Given::Words(vec!["kept".to_owned(), "x".to_owned()])), "Yes, as promised, x");
    }
}
