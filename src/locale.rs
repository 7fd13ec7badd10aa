//! The words the widget shows, a table per language: plain JSON in `locale/tables`, fetched apart, and English, which is
//! always there.

mod english;
mod word;

use std::borrow::Cow;

pub use english::ENGLISH;
pub use word::Word;

/// Every text of the widget in one language, a line each. `{…}` marks a place that is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages(Cow<'static, str>);

impl Messages {
    /// The values of a table, a line each.
    pub fn read(table: &str) -> Self {
        Self(Cow::Owned(table.to_owned()))
    }

    /// English.
    pub fn english() -> Self {
        Self(Cow::Borrowed(ENGLISH))
    }

    /// A text.
    pub fn get(&self, word: Word) -> &str {
        self.nth(word, 0)
    }

    /// One of the texts that follow each other from `first` on. Looked for at every use: there are few, and a list of them
    /// would cost a guest more.
    #[inline(never)]
    pub fn nth(&self, first: Word, at: usize) -> &str {
        self.0.split('\n').nth(first as usize + at).unwrap_or_default()
    }

    /// The form of a text for a CLDR plural category; its last form, `other`, where the language has none for that.
    pub fn form(&self, word: Word, category: &str) -> &str {
        let mut text = "";
        for form in self.get(word).split('|') {
            let (name, form) = form.split_once('=').unwrap_or(("", form));
            text = form;
            if name == category {
                break;
            }
        }
        text
    }
}

/// `text` with each `{name}` replaced by its value.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut inside = false;
    for part in text.split(['{', '}']) {
        let value = values.iter().find(|(name, _)| inside && *name == part);
        filled.push_str(value.map_or(part, |(_, value)| value));
        inside = !inside;
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_name() {
        assert_eq!(fill("Question {n} of {total}", &[("n", "2"), ("total", "4")]), "Question 2 of 4");
        assert_eq!(fill("{n}", &[("n", "{n}")]), "{n}");
        assert_eq!(fill("none", &[]), "none");
    }

    #[test]
    fn english_is_its_table() {
        let table: Vec<(String, String)> = include_str!("locale/tables/en.json")
            .lines()
            .filter_map(|line| line.trim().trim_end_matches(',').split_once(": "))
            .map(|(key, value)| (serde_json::from_str(key).unwrap(), serde_json::from_str(value).unwrap()))
            .collect();
        assert!(ENGLISH.split('\n').eq(table.iter().map(|(_, value)| value)), "english.rs and en.json");
        assert_eq!(table.len(), Word::COUNT);
        let of = |key: &str| table.iter().find(|(name, _)| name == key).unwrap().1.clone();
        let words = Messages::english();
        assert_eq!((words.get(Word::Lang), words.get(Word::Preview)), ("en", &*of("preview")));
        assert_eq!((words.nth(Word::Empathy1, 4), words.nth(Word::Face1, 2)), (&*of("empathy_5"), &*of("face_3")));
    }

    #[test]
    fn the_form_fits_the_category() {
        let words = Messages::english();
        assert!(words.form(Word::Promised, "one").ends_with("{hours} hour."));
        assert!(words.form(Word::Promised, "few").ends_with("{hours} hours."));
    }
}
