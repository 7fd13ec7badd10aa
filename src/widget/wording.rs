//! The wording of a question: an owner's with what was given before put in its places, and the comment's by the answers.

use super::question::Question;
use super::state::State;
use super::thanks;
use crate::features::CUSTOM_SURVEYS;
use crate::locale::{Messages, Word};

/// What a question says now.
pub fn label(state: &State, words: &Messages, question: &Question) -> String {
    if question.id == "comment" && (!CUSTOM_SURVEYS || question.label == words.get(Word::Comment)) {
        return thanks::prompt(state, words).to_owned();
    }
    if !CUSTOM_SURVEYS || !question.label.contains('{') {
        return question.label.clone();
    }
    // What a visitor or an address brings makes no link.
    fill(&question.label, |place| value(state, place).replace("](", "] ("))
}

fn value(state: &State, place: &str) -> String {
    match place.split_once('.') {
        Some(("answers", id)) => {
            let found = state.questions.iter().find(|question| question.id == id);
            found.and_then(|question| Some(question.label_of(state.answer_to(id)?))).unwrap_or_default()
        }
        Some((_, name)) => {
            let found = state.fields.iter().find(|(field, _)| field == name);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        }
        None => String::new(),
    }
}

/// `text` with `{answers.ID}` and `{fields.NAME}` replaced by what `find` knows under `answers.ID` and `fields.NAME`: for want
/// of that by what stands behind a `|`, or by nothing. Other braces stay as they are.
fn fill(text: &str, find: impl Fn(&str) -> String) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((place, behind)) = after.split_once('}').filter(|(place, _)| is_place(place)) else {
            filled.push('{');
            rest = after;
            continue;
        };
        let (name, otherwise) = place.split_once('|').unwrap_or((place, ""));
        let value = find(name.trim_ascii());
        filled.push_str(if value.is_empty() { otherwise } else { &value });
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

fn is_place(text: &str) -> bool {
    text.starts_with("answers.") || text.starts_with("fields.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let find = |name: &str| match name {
            "fields.name" => "Ann".to_owned(),
            "answers.why" => "{fields.name}".to_owned(),
            _ => String::new(),
        };
        assert_eq!(fill(text, find), expect, "{text}");
    }

    #[test]
    fn places_are_filled_and_what_is_not_known_is_empty() {
        check("How easy was it, {fields.name}?", "How easy was it, Ann?");
        check("How easy was it, {fields.name|friend}?", "How easy was it, Ann?");
        check("How easy was it, {fields.nick|friend}?", "How easy was it, friend?");
        check("{fields.nick}{answers.effort} Why?", " Why?");
        check("You said {answers.why}", "You said {fields.name}");
        check("{fields.nick|}!", "!");
    }

    #[test]
    fn other_braces_stay() {
        for text in ["", "no place", "{hello}", "{", "}{", "{fields.name", "{{", "a {b} c"] {
            check(text, text);
        }
        check("{ {fields.name} }", "{ Ann }");
    }
}
