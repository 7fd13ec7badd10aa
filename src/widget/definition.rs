//! An owner's own survey, as `goodword-definition.js` hands it over once it has checked it: a line for the survey and one
//! for each question, their parts between separators that no text holds.

use goodword_core::limits;

use super::condition::{Condition, Test};
use super::question::{Choice, Format, Given, Kind, Question, Style, standard};
use crate::locale::Messages;

/// Between the parts of a line.
const PART: char = '\u{1f}';
/// Between the items of a part.
const ITEM: char = '\u{1e}';
/// Inside an item.
const INSIDE: char = '\u{1d}';

/// A survey of an owner's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definition {
    /// Version of the wording and the questions.
    pub version: String,
    /// The sentence of the thank-you; empty for one that fits the answers.
    pub thanks: String,
    /// What is asked, in order.
    pub questions: Vec<Question>,
}

/// Reads a definition; none where there is none. A standard question is asked as ever, in the owner's wording if there is
/// one.
pub fn read(text: &str, words: &Messages, subject: &str) -> Option<Definition> {
    let mut lines = text.split('\n');
    let mut parts = lines.next()?.split(PART);
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let (version, thanks) = (next(), next());
    let ours = standard(words, subject);
    let questions: Vec<_> = lines.filter_map(|line| question(line, &ours)).collect();
    (!questions.is_empty()).then_some(Definition { version, thanks, questions })
}

/// id, kind, flags, label, two numbers, two labels or the options, and the conditions.
fn question(line: &str, ours: &[Question]) -> Option<Question> {
    let mut parts = line.split(PART);
    let mut next = || parts.next().unwrap_or_default();
    let (id, kind, flags, label) = (next(), next(), next(), next());
    let (first, second, low, high) = (next(), next(), next(), next());
    let has = |flag| flags.contains(flag);
    let standard = ours.iter().find(|question| question.id == id);
    let kind = match kind {
        "standard" => standard?.kind.clone(),
        "scale" => Kind::Scale {
            min: first.parse().ok()?,
            max: second.parse().ok()?,
            style: if has('s') {
                Style::Stars
            } else if has('f') {
                Style::Faces
            } else {
                Style::Numbers
            },
            low: low.to_owned(),
            high: high.to_owned(),
        },
        "choice" => Kind::Choice { options: options(low), multiple: has('m'), other: has('o') },
        "text" => Kind::Text {
            max_chars: first.parse().unwrap_or(limits::COMMENT),
            format: if has('e') {
                Format::Email
            } else if has('h') {
                Format::Short
            } else {
                Format::Long
            },
        },
        _ => Kind::Consent,
    };
    let (show_if, end_if) = (conditions(next()), conditions(next()));
    let label = if label.is_empty() { standard.map_or(label, |question| &question.label) } else { label };
    Some(Question { required: has('r'), show_if, end_if, ..Question::new(id, label, kind) })
}

fn options(text: &str) -> Vec<Choice> {
    let mut options = Vec::new();
    for item in text.split(ITEM) {
        let (value, label) = item.split_once(INSIDE).unwrap_or((item, item));
        options.push(Choice { value: Given::Word(value.to_owned()), label: label.to_owned(), apart: false });
    }
    options
}

/// `?` or `.` for a question or a field, its name, the test, and the test's values.
fn conditions(text: &str) -> Vec<Condition> {
    text.split(ITEM).filter_map(condition).collect()
}

fn condition(item: &str) -> Option<Condition> {
    let mut parts = item.split(INSIDE);
    let (of, test) = (parts.next()?, parts.next()?);
    let values: Vec<String> = parts.map(str::to_owned).collect();
    let number = || values.first()?.parse().ok();
    let test = match test {
        "is" => Test::Is(values),
        "not" => Test::Not(values),
        "min" => Test::AtLeast(number()?),
        "max" => Test::AtMost(number()?),
        test => Test::Answered(test == "any"),
    };
    Some(Condition { of: of.get(1..)?.to_owned(), field: of.starts_with('.'), test })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line with `|` for [`PART`], `;` for [`ITEM`] and `=` for [`INSIDE`].
    fn line(text: &str) -> Question {
        question(
            &text.replace('|', "\u{1f}").replace(';', "\u{1e}").replace('=', "\u{1d}"),
            &standard(&Messages::english(), "us"),
        )
        .unwrap()
    }

    #[test]
    fn a_standard_question_keeps_its_kind_and_takes_the_owners_words() {
        let ours = standard(&Messages::english(), "us");
        assert_eq!(line("promise|standard"), ours[1]);
        let asked = line("promise|standard|r|Did the parcel come?");
        assert_eq!((asked.label.as_str(), asked.required, &asked.kind), ("Did the parcel come?", true, &ours[1].kind));
    }

    #[test]
    fn every_kind_is_read() {
        let scale = |min, max, style| Kind::Scale { min, max, style, low: "Hard".to_owned(), high: "Easy".to_owned() };
        let check = |text: &str, expect: Kind| assert_eq!(line(text).kind, expect, "{text}");
        check("a|scale||How?|1|7|Hard|Easy", scale(1, 7, Style::Numbers));
        check("a|scale|s|How?|1|5|Hard|Easy", scale(1, 5, Style::Stars));
        check("a|scale|f|How?|-2|2|Hard|Easy", scale(-2, 2, Style::Faces));
        check("a|text||Why?|300", Kind::Text { max_chars: 300, format: Format::Long });
        check("a|text|e|Where?|300", Kind::Text { max_chars: 300, format: Format::Email });
        check("a|text|h|Who?|80", Kind::Text { max_chars: 80, format: Format::Short });
        check("a|consent|r|May we?", Kind::Consent);
        let word = |value: &str, label: &str| Choice {
            value: Given::Word(value.to_owned()),
            label: label.to_owned(),
            apart: false,
        };
        let options = vec![word("price", "The price"), word("speed", "Speed")];
        let choice = Kind::Choice { options, multiple: true, other: true };
        check("a|choice|mo|Why?|||price=The price;speed=Speed|", choice);
    }

    #[test]
    fn flags_and_conditions_are_read() {
        let question = line("why|text|r|Why?|9||||?promise=is=broken=none;.plan=not=free;?score=max=6|?a=any;?b=none");
        assert!(question.required);
        let of = |of: &str, field, test| Condition { of: of.to_owned(), field, test };
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        assert_eq!(
            question.show_if,
            [
                of("promise", false, Test::Is(words(&["broken", "none"]))),
                of("plan", true, Test::Not(words(&["free"]))),
                of("score", false, Test::AtMost(6))
            ]
        );
        assert_eq!(question.end_if, [of("a", false, Test::Answered(true)), of("b", false, Test::Answered(false))]);
    }

    #[test]
    fn a_survey_has_a_line_of_its_own_and_at_least_one_question() {
        let text = "3\u{1f}Cheers.\na\u{1f}consent\u{1f}\u{1f}May we?";
        let found = read(text, &Messages::english(), "us").unwrap();
        assert_eq!((found.version.as_str(), found.thanks.as_str(), found.questions.len()), ("3", "Cheers.", 1));
        for nothing in ["", "3\u{1f}Cheers."] {
            assert_eq!(read(nothing, &Messages::english(), "us"), None);
        }
    }
}
