//! How much of a survey is said in another language.

use crate::definition::Definition;
use crate::draft::Draft;
use crate::text::TextPlace;

/// How far a language has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// How many texts it says.
    pub said: usize,
    /// How many there are to be said. What Goodword says itself is not among them: that is there in 27 languages.
    pub total: usize,
    /// Those that are still missing, top to bottom.
    pub missing: Vec<TextPlace>,
}

impl Progress {
    /// Whether visitors can be offered it.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

impl Definition {
    /// How far a language has come. An address need not be another one.
    pub fn progress(&self, language: &str) -> Progress {
        let says =
            |language: Option<&str>, place| self.text(language, place).is_some_and(|text| !text.trim().is_empty());
        let places: Vec<_> = self.places().into_iter().filter(|place| *place != TextPlace::ThanksUrl).collect();
        let wanted: Vec<_> = places.into_iter().filter(|place| says(None, *place)).collect();
        let total = wanted.len();
        let missing: Vec<_> = wanted.into_iter().filter(|place| !says(Some(language), *place)).collect();
        Progress { said: total - missing.len(), total, missing }
    }
}

impl Draft {
    /// Languages that visitors are offered though something is missing: it is said in the first language then.
    pub fn incomplete(&self) -> impl Iterator<Item = &str> {
        let offered = self.survey.locales.keys().filter(|language| !self.held_back.contains(*language));
        offered.map(String::as_str).filter(|language| !self.survey.progress(language).is_complete())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goodword_says_itself_need_not_be_translated() {
        let definition = Definition::parse(
            r#"{"questions":[{"id":"recommend"},{"id":"comment","label":"Why?"},
            {"id":"why","kind":"choice","label":"What was it?","options":["price",{"value":"speed","label":"Speed"}]}],
            "thanks_button":{"label":"Back","url":"https://shop.example/"},
            "locales":{"de":{"questions":{"why":{"label":"Was war es?","options":{"price":"Der Preis"}},"comment":{"label":" "}}}}}"#,
        )
        .unwrap();
        let progress = definition.progress("de");
        assert_eq!((progress.said, progress.total, progress.is_complete()), (2, 5, false));
        assert_eq!(progress.missing, [TextPlace::Label(1), TextPlace::Option(2, 1), TextPlace::ThanksLabel]);
        assert_eq!(definition.progress("fr").said, 0);
        let draft = Draft::of(definition);
        assert_eq!(draft.incomplete().collect::<Vec<_>>(), ["de"]);
    }
}
