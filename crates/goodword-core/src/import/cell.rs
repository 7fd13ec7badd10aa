//! What stands in one column of one row.

use std::borrow::Cow;

use serde_json::Value;

/// What a formula would begin with: an exporter writes `'` before it.
const GUARDED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Nothing, a text, or a list of texts. Numbers and truths are texts here: a CSV knows no others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// No answer.
    #[default]
    Empty,
    /// Never without a letter that is not blank.
    Text(String),
    /// Several answers, none of them empty.
    List(Vec<String>),
}

impl Cell {
    /// A cell of a CSV, without the blank space around it and without one guard.
    pub fn of_text(text: &str) -> Self {
        let trimmed = text.trim();
        let plain = match trimmed.strip_prefix('\'') {
            Some(guarded) if guarded.starts_with(GUARDED) => guarded,
            _ => trimmed,
        };
        if plain.is_empty() { Self::Empty } else { Self::Text(plain.to_owned()) }
    }

    /// A value of JSON that is no object: lists of plain values are lists, others stay JSON.
    pub fn of_json(value: &Value) -> Self {
        match value {
            Value::Null => Self::Empty,
            Value::String(text) if text.trim().is_empty() => Self::Empty,
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(list) if list.iter().all(|item| !item.is_object() && !item.is_array()) => {
                let texts: Vec<_> = list.iter().filter_map(|item| Self::of_json(item).into_text()).collect();
                if texts.is_empty() { Self::Empty } else { Self::List(texts) }
            }
            other => Self::Text(other.to_string()),
        }
    }

    /// Whether there is no answer.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// The text, a list joined by `; `; `None` where there is nothing.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::List(list) => Some(Cow::Owned(list.join("; "))),
        }
    }

    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The whole number that a text is, `9.0` and `1e1` among them, or that a label begins with, as in `10 - Extremely likely`.
pub fn whole(text: &str) -> Option<i64> {
    let exact = text.parse::<i64>().ok().or_else(|| text.parse().ok().and_then(without_decimals));
    exact.or_else(|| labelled(text))
}

fn without_decimals(number: f64) -> Option<i64> {
    // Beyond this a float holds no longer every whole number.
    let fits = number.is_finite() && number.abs() < 9e15 && number.fract() == 0.0;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and within the range just looked at")]
    fits.then_some(number as i64)
}

/// `10 - Extremely likely`, `0 = never`, `5: always`, `1 (not at all)`: a number, blank space or a sign, and words.
fn labelled(text: &str) -> Option<i64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, label) = text.split_at_checked(digits)?;
    let sign = label.trim_start().chars().next()?;
    let words = label.chars().any(char::is_alphabetic);
    let begins = matches!(sign, '-' | '–' | '—' | '=' | ':' | '(') && !label.trim_start().starts_with(":0");
    (words && begins && digits <= 3).then(|| number.parse().ok()).flatten()
}

/// The truth that a word says, in the languages that programs write it in.
pub fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "x" | "accepted" | "ja" | "oui" | "sí" | "si" | "sim" | "wahr" | "vrai" => {
            Some(true)
        }
        "false" | "no" | "n" | "0" | "nein" | "non" | "nee" | "não" | "falsch" | "faux" | "dismissed" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_guard_is_taken_away() {
        let check = |text: &str, expect: &str| assert_eq!(Cell::of_text(text).text().as_deref().unwrap_or(""), expect);
        check("'+49 30 1", "+49 30 1");
        check("''=1", "''=1");
        check("'tis so", "'tis so");
        check("  ", "");
        check(" a ", "a");
        check("'=1+1", "=1+1");
    }

    #[test]
    fn a_whole_number_may_have_a_label() {
        let check = |text: &str, expect| assert_eq!(whole(text), expect, "{text}");
        check("9", Some(9));
        check("9.0", Some(9));
        check("1e1", Some(10));
        check("-99", Some(-99));
        check("10 - Extremely likely", Some(10));
        check("0 (Not at all likely)", Some(0));
        check("5: always", Some(5));
        check("9.5", None);
        check("NaN", None);
        check("2026-11-03", None);
        check("14:05", None);
        check("3 kind people", None);
        check("", None);
    }

    #[test]
    fn lists_of_json_are_lists() {
        let cell = |text: &str| Cell::of_json(&serde_json::from_str(text).unwrap());
        assert_eq!(cell(r#"["a",2,null]"#), Cell::List(vec!["a".to_owned(), "2".to_owned()]));
        assert_eq!(cell("[]"), Cell::Empty);
        assert_eq!(cell("9.0").text().as_deref(), Some("9.0"));
        assert_eq!(cell(r#"[{"a":1}]"#).text().as_deref(), Some(r#"[{"a":1}]"#));
    }
}
