//! Words in comments.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct CommentLine<'a> {
    #[serde(borrow)]
    answers: Answers<'a>,
}

#[derive(Deserialize)]
struct Answers<'a> {
    #[serde(borrow, default)]
    comment: Option<Cow<'a, str>>,
}

/// Every answer, as it is written.
#[derive(Deserialize)]
struct AnswerLine<'a> {
    #[serde(borrow)]
    answers: BTreeMap<String, &'a RawValue>,
}

/// The words that are searched for.
pub fn words(search: &str) -> Vec<String> {
    search.split_whitespace().map(str::to_lowercase).collect()
}

/// Whether the comment of a response's line, or its answer to a question of the owner's own, is there and has every one of
/// these words, in small or capital letters.
pub fn has(line: &str, question: Option<&str>, words: &[String]) -> bool {
    let Some(text) = question.map_or_else(|| comment(line), |question| answer(line, question)) else { return false };
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word))
}

fn comment(line: &str) -> Option<Cow<'_, str>> {
    Some(serde_json::from_str::<CommentLine<'_>>(line).ok()?.answers.comment.unwrap_or_default())
}

/// A text that is not empty.
fn answer<'a>(line: &'a str, question: &str) -> Option<Cow<'a, str>> {
    let line: AnswerLine<'_> = serde_json::from_str(line).ok()?;
    let text: String = serde_json::from_str(line.answers.get(question)?.get()).ok()?;
    (!text.is_empty()).then_some(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_there_in_any_case() {
        let line =
            r#"{"id":"x","answers":{"recommend":9,"comment":"Quick \u0026 K\u00efnd"},"fields":{"comment":"slow"}}"#;
        let check = |search: &str, expect| assert_eq!(has(line, None, &words(search)), expect, "{search}");
        check("quick", true);
        check("K\u{cf}ND quick", true);
        check("&", true);
        check("quick slow", false);
        check("", true);
        assert!(!has("{}", None, &words("a")) && !has(r#"{"answers":{}}"#, None, &words("a")));
    }

    #[test]
    fn answers_to_own_questions_are_searched_alike() {
        let line =
            r#"{"id":"x","answers":{"recommend":9,"comment":"late","city":"K\u00f6ln","none":"","list":["a"],"n":4}}"#;
        let check = |question, search: &str, expect| {
            assert_eq!(has(line, Some(question), &words(search)), expect, "{question} {search}");
        };
        check("city", "", true);
        check("city", "KÖLN", true);
        check("city", "late", false);
        check("none", "", false);
        check("list", "", false);
        check("n", "", false);
        check("else", "", false);
    }
}
