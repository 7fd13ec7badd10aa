//! Words in comments.

use std::borrow::Cow;

use serde::Deserialize;

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

/// The words that are searched for.
pub fn words(search: &str) -> Vec<String> {
    search.split_whitespace().map(str::to_lowercase).collect()
}

/// Whether the comment of a response's line has every one of these words, in small or capital letters.
pub fn has(line: &str, words: &[String]) -> bool {
    let Ok(line) = serde_json::from_str::<CommentLine<'_>>(line) else { return false };
    let comment = line.answers.comment.unwrap_or_default().to_lowercase();
    words.iter().all(|word| comment.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_there_in_any_case() {
        let line =
            r#"{"id":"x","answers":{"recommend":9,"comment":"Quick \u0026 K\u00efnd"},"fields":{"comment":"slow"}}"#;
        let check = |search: &str, expect| assert_eq!(has(line, &words(search)), expect, "{search}");
        check("quick", true);
        check("K\u{cf}ND quick", true);
        check("&", true);
        check("quick slow", false);
        check("", true);
        assert!(!has("{}", &words("a")) && !has(r#"{"answers":{}}"#, &words("a")));
    }
}
