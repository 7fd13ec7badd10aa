//! An owner's own survey, as `goodword-definition.js` hands it over once it has checked it: a line for the survey and one
//! for each question, their parts between separators that no text holds.

use goodword_core::limits;

use super::answer::Answer;
use super::condition::{AnyOf, Condition, Test};
use super::question::{Choice, Format, Jump, Kind, Question, Style, standard};
use crate::locale::Messages;

/// A line break in a text.
const BREAK: char = '\u{2028}';
/// Between the parts of a line.
const PART: char = '\u{1f}';
/// Between the items of a part.
const ITEM: char = '\u{1e}';
/// Inside an item.
const INSIDE: char = '\u{1d}';
/// Between conditions of which one must hold.
const OR: char = '\u{1c}';
/// Between jumps, which are items themselves.
const JUMP: char = '\u{1b}';

/// A survey of an owner's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definition {
    /// Version of the wording and the questions.
    pub version: String,
    /// The sentence of the thank-you; empty for one that fits the answers.
    pub thanks: String,
    /// Where the thank-you leads on.
    pub thanks_button: Option<ThanksButton>,
    /// What is said before the first question.
    pub introduction: Option<Introduction>,
    /// What is asked, in order.
    pub questions: Vec<Question>,
}

/// A link that looks like a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThanksButton {
    /// What stands on it.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// What is said before the first question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Its heading.
    pub title: String,
    /// What follows, or nothing.
    pub text: String,
    /// What stands on the button that begins, or nothing for our word.
    pub button: String,
}

/// Reads a definition; none where there is none. A standard question is asked as ever, in the owner's wording if there is
/// one.
pub fn read(text: &str, words: &Messages, subject: Option<&str>) -> Option<Definition> {
    let mut lines = text.split('\n').map(|line| line.replace(BREAK, "\n"));
    let head = lines.next()?;
    let mut parts = head.split(PART);
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let (version, thanks) = (next(), next());
    let thanks_button = ThanksButton { label: next(), url: next() };
    let introduction = Introduction { title: next(), text: next(), button: next() };
    let ours = standard(words, subject);
    let questions: Vec<_> = lines.filter_map(|line| question(&line, &ours)).collect();
    (!questions.is_empty()).then(|| Definition {
        version,
        thanks,
        thanks_button: Some(thanks_button).filter(|button| !button.url.is_empty()),
        introduction: Some(introduction).filter(|introduction| !introduction.title.is_empty()),
        questions,
    })
}

/// id, kind, flags, label, two numbers, two labels or the options, the conditions, and the jumps.
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
    let (show_if, end_if, jump) = (conditions(next()), conditions(next()), jumps(next()));
    let limit = |text: &str| if matches!(kind, Kind::Choice { .. }) { text.parse().unwrap_or(0) } else { 0 };
    let (least, most) = (limit(first), limit(second));
    let label = if label.is_empty() { standard.map_or(label, |question| &question.label) } else { label };
    Some(Question { required: has('r'), show_if, end_if, jump, least, most, ..Question::new(id, label, kind) })
}

fn options(text: &str) -> Vec<Choice> {
    let mut options = Vec::new();
    for item in text.split(ITEM) {
        let mut parts = item.split(INSIDE);
        let value = parts.next().unwrap_or_default();
        let label = parts.next().unwrap_or(value).to_owned();
        let exclusive = parts.next().is_some();
        options.push(Choice { value: Answer::Word(value.to_owned()), label, apart: false, exclusive });
    }
    options
}

/// What must hold whole.
fn conditions(text: &str) -> Vec<AnyOf> {
    let any = text.split(ITEM).map(|item| AnyOf(item.split(OR).filter_map(condition).collect()));
    any.filter(|any| !any.0.is_empty()).collect()
}

/// The id of the question that each leads to, and what must hold.
fn jumps(text: &str) -> Vec<Jump> {
    let jump = |text: &str| {
        let (to, on) = text.split_once(ITEM)?;
        Some(Jump { to: to.to_owned(), on: conditions(on) })
    };
    text.split(JUMP).filter_map(jump).collect()
}

/// `?` or `.` for a question or a field, its name, the test, and the test's values.
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

    /// A line with `|` for [`PART`], `;` for [`ITEM`], `=` for [`INSIDE`], `~` for [`OR`] and `>` for [`JUMP`].
    fn line(text: &str) -> Question {
        let marks = [('|', PART), (';', ITEM), ('=', INSIDE), ('~', OR), ('>', JUMP)];
        question(
            &marks.iter().fold(text.to_owned(), |text, (mark, separator)| text.replace(*mark, &separator.to_string())),
            &standard(&Messages::english(), None),
        )
        .unwrap()
    }

    #[test]
    fn a_standard_question_keeps_its_kind_and_takes_the_owners_words() {
        let ours = standard(&Messages::english(), None);
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
            value: Answer::Word(value.to_owned()),
            label: label.to_owned(),
            apart: false,
            exclusive: false,
        };
        let options = vec![word("price", "The price"), word("speed", "Speed")];
        let choice = Kind::Choice { options, multiple: true, other: true };
        check("a|choice|mo|Why?|||price=The price;speed=Speed|", choice);
    }

    #[test]
    fn a_line_break_in_a_text_is_one() {
        let text = "3\u{1f}Thank\u{2028}you.\na\u{1f}consent\u{1f}\u{1f}May we?\u{2028}Please.";
        let found = read(text, &Messages::english(), None).unwrap();
        assert_eq!((&*found.thanks, &*found.questions[0].label), ("Thank\nyou.", "May we?\nPlease."));
    }

    #[test]
    fn flags_and_conditions_are_read() {
        let question = line("why|text|r|Why?|9||||?promise=is=broken=none;.plan=not=free;?score=max=6|?a=any;?b=none");
        assert!(question.required);
        let of = |of: &str, field, test| AnyOf(vec![Condition { of: of.to_owned(), field, test }]);
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
    fn conditions_of_which_one_must_hold_and_jumps_are_read() {
        let question =
            line("why|consent||May we?|||||?a=any~.plan=is=pro;?b=none||end;?a=max=3~?b=min=2;?c=any>far;?a=any");
        let of = |of: &str, field, test| Condition { of: of.to_owned(), field, test };
        let any = |of: &str| of_one(of, Test::Answered(true));
        let pro = of("plan", true, Test::Is(vec!["pro".to_owned()]));
        assert_eq!(
            question.show_if,
            [AnyOf(vec![of("a", false, Test::Answered(true)), pro]), of_one("b", Test::Answered(false))]
        );
        let group = AnyOf(vec![of("a", false, Test::AtMost(3)), of("b", false, Test::AtLeast(2))]);
        let jump = |to: &str, on| Jump { to: to.to_owned(), on };
        assert_eq!(
            (question.end_if, question.jump),
            (vec![], vec![jump("end", vec![group, any("c")]), jump("far", vec![any("a")])])
        );
    }

    fn of_one(of: &str, test: Test) -> AnyOf {
        AnyOf(vec![Condition { of: of.to_owned(), field: false, test }])
    }

    #[test]
    fn a_choice_has_its_limits_and_may_hold_what_is_chosen_alone() {
        let asked = line("why|choice|m|Why?|1|2|price=The price;none=None=x|");
        let Kind::Choice { options, .. } = &asked.kind else { panic!("{asked:?}") };
        let alone: Vec<_> = options.iter().map(|option| (option.label.as_str(), option.exclusive)).collect();
        assert_eq!((asked.least, asked.most, alone), (1, 2, vec![("The price", false), ("None", true)]));
        assert_eq!((line("a|scale||How?|1|7").least, line("a|text||Why?|300").least), (0, 0));
        let words = |words: &[&str]| Answer::Words(words.iter().map(|&word| word.to_owned()).collect());
        let check = |chosen: &[&str], expect| assert_eq!(asked.takes(&words(chosen)), expect, "{chosen:?}");
        check(&["price"], true);
        check(&["price", "x"], true);
        check(&["price", "x", "y"], false);
        check(&["none"], true);
        check(&["none", "price"], false);
    }

    #[test]
    fn an_introduction_and_a_button_are_read_where_there_are_any() {
        let read = |head: &str| {
            read(&[head, "\na\u{1f}consent\u{1f}\u{1f}May we?"].concat(), &Messages::english(), None).unwrap()
        };
        let found = read(&"3|Cheers.|Shop|https://shop.example/|Hello|Two minutes.|Go".replace('|', "\u{1f}"));
        let [label, url, title, text, button] =
            ["Shop", "https://shop.example/", "Hello", "Two minutes.", "Go"].map(str::to_owned);
        assert_eq!(found.thanks_button, Some(ThanksButton { label, url }));
        assert_eq!(found.introduction, Some(Introduction { title, text, button }));
        let found = read("3\u{1f}Cheers.");
        assert_eq!((found.thanks_button, found.introduction), (None, None));
    }

    #[test]
    fn a_survey_has_a_line_of_its_own_and_at_least_one_question() {
        let text = "3\u{1f}Cheers.\na\u{1f}consent\u{1f}\u{1f}May we?";
        let found = read(text, &Messages::english(), None).unwrap();
        assert_eq!((found.version.as_str(), found.thanks.as_str(), found.questions.len()), ("3", "Cheers.", 1));
        for nothing in ["", "3\u{1f}Cheers."] {
            assert_eq!(read(nothing, &Messages::english(), None), None);
        }
    }
}
