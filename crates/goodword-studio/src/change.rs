//! What has changed since a definition was published, and whether figures before and after can still be compared.

mod difference;
mod questions;

pub use difference::{Change, Effect, What};

use crate::definition::Definition;
use crate::text::TextPlace;

impl Definition {
    /// What has changed since `published`, top to bottom.
    pub fn changes(&self, published: &Self) -> Vec<Change> {
        let mut changes = questions::changes(published, self);
        let around = |what, before: Option<&str>, after: Option<&str>| {
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            (before != after).then(|| Change { question: None, what, before: text(before), after: text(after) })
        };
        for place in AROUND {
            changes.extend(around(What::Around, published.text(None, place), self.text(None, place)));
        }
        changes.extend(self.languages(published));
        let settings = |one: &Self| one.settings();
        let (before, after) = (settings(published), settings(self));
        for ((name, before), (_, after)) in before.into_iter().zip(after).filter(|(before, after)| before != after) {
            let said = |value: String| if value.is_empty() { value } else { format!("{name}: {value}") };
            changes.push(Change { question: None, what: What::Setting, before: said(before), after: said(after) });
        }
        changes
    }

    fn languages(&self, published: &Self) -> Vec<Change> {
        let change = |before: &str, after: &str| Change {
            question: None,
            what: What::Language,
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let gone = published.locales.keys().filter(|language| !self.locales.contains_key(*language));
        let new = self.locales.keys().filter(|language| !published.locales.contains_key(*language));
        let mut changes: Vec<_> = gone.map(|language| change(language, "")).collect();
        changes.extend(new.map(|language| change("", language)));
        for (language, wording) in &self.locales {
            let Some(before) = published.locales.get(language) else { continue };
            let around =
                AROUND.iter().any(|place| published.text(Some(language), *place) != self.text(Some(language), *place));
            if around || before.texts != wording.texts {
                changes.push(Change { what: What::Around, ..change(language, language) });
            }
        }
        changes
    }

    /// What is said beside the questions, by name.
    fn settings(&self) -> Vec<(&'static str, String)> {
        let number = |number: &Option<serde_json::Number>| number.as_ref().map(ToString::to_string).unwrap_or_default();
        let follow_up = match &self.follow_up {
            None => String::new(),
            Some(crate::definition::FollowUp::Hours(hours)) => hours.to_string(),
            Some(crate::definition::FollowUp::Word(word)) => word.clone(),
        };
        vec![
            ("trigger", self.trigger.clone().unwrap_or_default()),
            ("sample", number(&self.frequency.sample)),
            ("cooldown", number(&self.frequency.cooldown)),
            ("follow_up", follow_up),
            ("theme", self.theme.clone().unwrap_or_default()),
            ("segments", self.segments.join(", ")),
        ]
    }

    /// The version that this is published as: the next one where something begins one, where a wording means something new
    /// (`new_meaning`), or where nothing has a version yet; another one that its owner wrote stays.
    pub fn version_behind(&self, published: Option<&Self>, new_meaning: bool) -> Option<String> {
        let Some(published) = published else { return self.version.clone().or_else(|| Some("1".to_owned())) };
        if self.version != published.version {
            return self.version.clone();
        }
        let changes = self.changes(published);
        let begins = |change: &Change| match change.what.effect() {
            Effect::Begins => true,
            Effect::Judged => new_meaning,
            Effect::Keeps => false,
        };
        if changes.iter().any(begins) { Some(next(published.version.as_deref())) } else { self.version.clone() }
    }
}

/// What stands around the questions.
const AROUND: [TextPlace; 6] = [
    TextPlace::IntroductionTitle,
    TextPlace::IntroductionText,
    TextPlace::IntroductionButton,
    TextPlace::Thanks,
    TextPlace::ThanksLabel,
    TextPlace::ThanksUrl,
];

/// The version behind another: its last number and one, or `2` where there is none.
fn next(version: Option<&str>) -> String {
    let Some(version) = version.filter(|version| !version.is_empty()) else { return "2".to_owned() };
    let digits = version.len() - version.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let (name, number) = version.split_at(version.len() - digits);
    match number.parse::<u64>() {
        Ok(number) => format!("{name}{}", number.saturating_add(1)),
        // No number, or one that is no count of versions. The limit is 64 characters.
        Err(_) => format!("{}-2", version.chars().take(62).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_followed_by_the_next() {
        let check = |version: Option<&str>, expect: &str| assert_eq!(next(version), expect);
        check(None, "2");
        check(Some("3"), "4");
        check(Some("v1.9"), "v1.10");
        check(Some("autumn"), "autumn-2");
        check(Some("autumn-2"), "autumn-3");
        check(Some(&"9".repeat(64)), &format!("{}-2", "9".repeat(62)));
    }
}
