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

/// A name as it is filled in: where it and the words may run against each other it is isolated, so that a mark of its own,
/// as in “Yahoo!”, stays beside it.
pub fn isolated(words: &Messages, name: &str) -> String {
    let runs_left =
        |letter| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if words.get(Word::Dir) == "rtl" || name.chars().any(runs_left) {
        ["\u{2068}", name, "\u{2069}"].concat()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(tag: &str) -> Vec<(String, String)> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/locale/tables/{tag}.json"));
        let text = std::fs::read_to_string(path).unwrap();
        let lines = text.lines().filter_map(|line| line.trim().trim_end_matches(',').split_once(": "));
        lines.map(|(key, text)| (serde_json::from_str(key).unwrap(), serde_json::from_str(text).unwrap())).collect()
    }

    fn words(tag: &str) -> Messages {
        let texts: Vec<_> = table(tag).into_iter().map(|(_, text)| text).collect();
        Messages::read(&texts.join("\n"))
    }

    #[test]
    fn places_are_filled_by_name() {
        assert_eq!(fill("Question {n} of {total}", &[("n", "2"), ("total", "4")]), "Question 2 of 4");
        assert_eq!(fill("{n}", &[("n", "{n}")]), "{n}");
        assert_eq!(fill("none", &[]), "none");
    }

    #[test]
    fn english_is_its_table() {
        let table = table("en");
        assert!(ENGLISH.split('\n').eq(table.iter().map(|(_, value)| value)), "english.rs and en.json");
        assert_eq!(table.len(), Word::COUNT);
        let of = |key: &str| table.iter().find(|(name, _)| name == key).unwrap().1.clone();
        let words = Messages::english();
        assert_eq!((words.get(Word::Lang), words.get(Word::Preview)), ("en", &*of("preview")));
        assert_eq!((words.nth(Word::Empathy1, 4), words.nth(Word::Face1, 2)), (&*of("empathy_5"), &*of("face_3")));
    }

    #[test]
    fn a_name_is_isolated_where_directions_meet() {
        let check =
            |tag: &str, name: &str, expect: &str| assert_eq!(isolated(&words(tag), name), expect, "{tag}, {name}");
        for tag in ["en", "tr", "ja"] {
            check(tag, "Yahoo!", "Yahoo!");
            check(tag, "Æther Łódź Ελλάς 楽天", "Æther Łódź Ελλάς 楽天");
        }
        for tag in ["ar", "he"] {
            check(tag, "Yahoo!", "\u{2068}Yahoo!\u{2069}");
            check(tag, "shop.example:8787", "\u{2068}shop.example:8787\u{2069}");
        }
        for name in ["נועם!", "شركة!", "Mira نور", "\u{fb1d}", "\u{fefc}"] {
            check("en", name, &format!("\u{2068}{name}\u{2069}"));
        }
    }

    #[test]
    fn the_form_fits_the_category() {
        let words = Messages::english();
        assert!(words.form(Word::Promised, "one").ends_with("{hours}\u{a0}hour."));
        assert!(words.form(Word::Promised, "few").ends_with("{hours}\u{a0}hours."));
    }
}
