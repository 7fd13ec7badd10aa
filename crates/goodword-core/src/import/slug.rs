//! A column's name → a name of ours.

use crate::name::is_name;

/// The longest name that is made, in bytes: there is room for a number behind it.
const LONGEST: usize = 40;

/// Letters and digits in lower case, joined by `_`; without the number that some programs put before a question. `None`
/// when nothing is left.
pub fn slug(text: &str) -> Option<String> {
    let words =
        text.trim_start_matches(|character: char| character.is_ascii_digit()).trim_start_matches(['.', ')', ' ']);
    let mut slug = String::new();
    for word in
        words.to_lowercase().split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    {
        let more = slug.len() + word.len() + 1;
        if more > LONGEST && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('_');
        }
        slug.extend(word.chars().take(LONGEST));
    }
    is_name(&slug).then_some(slug)
}

/// The part of a path behind its last dot, where the whole is one: `data.said` is `said`.
pub fn last_part(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((_, last)) if !path.contains(' ') && !last.is_empty() => last,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_words() {
        let check = |text: &str, expect: Option<&str>| assert_eq!(slug(text).as_deref(), expect, "{text}");
        check("1. Would you recommend us?", Some("would_you_recommend_us"));
        check("plan", Some("plan"));
        check("What was it about? - Speed", Some("what_was_it_about_speed"));
        check(
            "Does everything that you had hoped for still work today?",
            Some("does_everything_that_you_had_hoped_for"),
        );
        check(&"x".repeat(99), Some(&"x".repeat(40)));
        check("満足度", None);
        check("2026", None);
        assert_eq!([last_part("data.said"), last_part("1. Why?"), last_part("a. b.")], ["said", "1. Why?", "a. b."]);
    }
}
