//! What is asked, and what was given.

use goodword_core::{Promise, limits};

use super::answer::Answer;
use super::condition::AnyOf;
use crate::features::CUSTOM_SURVEYS;
use crate::locale::{Messages, Word, fill, isolated};

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
    pub show_if: Vec<AnyOf>,
    /// It is the last one when it is answered and all of these hold; never when there are none.
    pub end_if: Vec<AnyOf>,
    /// Where the survey goes on when it is answered: the first of these that holds.
    pub jump: Vec<Jump>,
    /// Of a choice of several: how many at least, if any; 0 where that does not matter.
    pub least: usize,
    /// How many at most; 0 where that does not matter.
    pub most: usize,
}

/// A way past questions that do not concern the visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    /// The id of the later question that it leads to.
    pub to: String,
    /// It is taken when all of these hold.
    pub on: Vec<AnyOf>,
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
    pub value: Answer,
    /// What is shown.
    pub label: String,
    /// Whether it stands apart from the others.
    pub apart: bool,
    /// Whether of several it can only be chosen alone: none of these.
    pub exclusive: bool,
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
            jump: Vec::new(),
            least: 0,
            most: 0,
        }
    }

    /// Whether an answer fits what is asked for. The browser cannot keep someone from writing nonsense.
    pub fn takes(&self, answer: &Answer) -> bool {
        match (&self.kind, answer) {
            (Kind::Text { format: Format::Email, .. }, Answer::Text(text)) => is_email(text),
            (Kind::Scale { min, max, .. }, answer) => {
                matches!(answer, Answer::Number(score) if (min..=max).contains(&score))
            }
            (_, Answer::Words(words)) if CUSTOM_SURVEYS => {
                let alone = words.iter().any(|word| self.is_exclusive(word));
                if alone { words.len() == 1 } else { words.len() >= self.least && !self.is_too_many(words.len()) }
            }
            _ => true,
        }
    }

    /// Whether fewer may be chosen.
    pub fn is_too_many(&self, chosen: usize) -> bool {
        self.most > 0 && chosen > self.most
    }

    /// Whether a word is that of an option that can only be chosen alone.
    pub fn is_exclusive(&self, word: &str) -> bool {
        let Kind::Choice { options, .. } = &self.kind else { return false };
        options.iter().any(|option| option.exclusive && matches!(&option.value, Answer::Word(of) if of == word))
    }

    /// Whether a word is that of an option.
    pub fn offers(&self, word: &str) -> bool {
        let Kind::Choice { options, .. } = &self.kind else { return false };
        options.iter().any(|option| matches!(&option.value, Answer::Word(of) if of == word))
    }

    /// Whether it is answered by exactly one of a few buttons.
    pub fn is_of_one(&self) -> bool {
        match &self.kind {
            Kind::Choice { multiple, other, .. } => !multiple && !other,
            Kind::Scale { min, max, .. } => !is_written(*min, *max),
            _ => false,
        }
    }

    /// The label of a value, as a later question may repeat it.
    pub fn label_of(&self, answer: &Answer) -> String {
        let Kind::Choice { options, .. } = &self.kind else { return answer.to_text() };
        let one = |answer: &Answer| {
            let option = options.iter().find(|option| option.value == *answer);
            option.map_or_else(|| answer.to_text(), |option| option.label.clone())
        };
        match answer {
            Answer::Words(words) if CUSTOM_SURVEYS => {
                let labels: Vec<_> = words.iter().map(|word| one(&Answer::Word(word.clone()))).collect();
                labels.join(", ")
            }
            answer => one(answer),
        }
    }
}

/// Whether a scale has more scores than anyone wants to choose among: then the score is written.
pub fn is_written(min: i32, max: i32) -> bool {
    CUSTOM_SURVEYS && max - min > 10
}

/// One `@` with something before it and a host with a dot behind it; nothing that is mistyped: two dots, a comma, a dot at
/// an end.
pub fn is_email(text: &str) -> bool {
    let (mut ats, mut dots, mut before) = (0, 0, '.');
    for letter in text.trim().chars() {
        match letter {
            // A part without a letter.
            '@' | '.' if before == '@' || before == '.' => return false,
            '@' => (ats, dots) = (ats + 1, 0),
            '.' => dots += 1,
            ..=' ' | ',' | ';' | ':' | '<' | '>' | '(' | ')' | '[' | ']' | '"' | '\\' => return false,
            _ => {}
        }
        before = letter;
    }
    ats == 1 && dots > 0 && before != '.' && before != '@'
}

/// The three questions and the comment. Empathy is a choice of five because each of its levels has a label. `subject` is whom
/// the owner names to be recommended.
pub fn standard(words: &Messages, subject: Option<&str>) -> Vec<Question> {
    let mut agreement = Vec::new();
    for (score, at) in (1..=5).zip(0..) {
        agreement.push(option(Answer::Number(score), words.nth(Word::Empathy1, at), false));
    }
    let mut promise = Vec::new();
    for (at, state) in Promise::ALL.iter().enumerate() {
        let value = Answer::Word(state.as_str().to_owned());
        promise.push(option(value, words.nth(Word::PromiseBroken, at), *state == Promise::None));
    }
    // A name and “us” stand in different cases in many languages: each has a sentence of its own.
    let recommend = match subject {
        Some(name) => fill(words.get(Word::Recommend), &[("subject", &isolated(words, name))]),
        None => words.get(Word::RecommendUs).to_owned(),
    };
    let few = |options| Kind::Choice { options, multiple: false, other: false };
    let [low, high] = [Word::RecommendLow, Word::RecommendHigh].map(|word| words.get(word).to_owned());
    vec![
        Question::new("empathy", words.get(Word::Empathy), few(agreement)),
        Question::new("promise", words.get(Word::Promise), few(promise)),
        Question::new("recommend", &recommend, Kind::Scale { min: 0, max: 10, style: Style::Numbers, low, high }),
        Question::new(
            "comment",
            words.get(Word::Comment),
            Kind::Text { max_chars: limits::COMMENT, format: Format::Long },
        ),
    ]
}

fn option(value: Answer, label: &str, apart: bool) -> Choice {
    Choice { value, label: label.to_owned(), apart, exclusive: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_has_a_name_and_a_host() {
        let check = |text: &str, expect: bool| assert_eq!(is_email(text), expect, "{text}");
        check("a@b.example", true);
        check(" a+b@mail.b.example ", true);
        check("m.o'neill_%2@b-c.example", true);
        check("müller@büro.example", true);
        for text in ["", "a", "a@b", "@b.example", "a@.example", "a@b.", "a b@c.example", "a@b .example"] {
            check(text, false);
        }
        // Mistyped, as people do.
        for text in ["a@@b.example", "a@b@c.example", "a@b..example", "a..c@b.example", "a@b,example", "a@b.example,"] {
            check(text, false);
        }
        for text in ["a@b.example.", ".a@b.example", "a.@b.example", "a@b.example;c@d.example", "<a@b.example>"] {
            check(text, false);
        }
    }

    #[test]
    fn a_scale_takes_its_scores_and_a_long_one_is_written() {
        let check = |min: i32, max: i32, answer: Answer, takes: bool, written: bool| {
            let style = Style::Numbers;
            let question =
                Question::new("q", "Q?", Kind::Scale { min, max, style, low: String::new(), high: String::new() });
            assert_eq!((question.takes(&answer), is_written(min, max)), (takes, written), "{min} to {max}: {answer:?}");
            assert_eq!(question.is_of_one(), !written, "{min} to {max}");
        };
        check(0, 10, Answer::Number(10), true, false);
        check(0, 10, Answer::Number(11), false, false);
        check(1, 12, Answer::Number(12), true, true);
        check(-50, 50, Answer::Number(-50), true, true);
        check(0, 100, Answer::Text("4.5".to_owned()), false, true);
    }

    #[test]
    fn whoever_is_named_is_recommended_and_else_we_are() {
        let check = |subject, expect: &str| {
            let asked = &standard(&Messages::english(), subject)[2].label;
            assert_eq!(*asked, format!("How likely is it that you would recommend {expect} to a friend or colleague?"));
        };
        check(None, "us");
        check(Some("Mira"), "Mira");
        check(Some("نور"), "\u{2068}نور\u{2069}");
    }

    #[test]
    fn a_value_is_repeated_by_its_label() {
        let question = &standard(&Messages::english(), None)[1];
        assert_eq!(question.label_of(&Answer::Word("kept".to_owned())), "Yes, as promised");
        assert_eq!(question.label_of(&Answer::Words(vec!["kept".to_owned(), "x".to_owned()])), "Yes, as promised, x");
    }
}
