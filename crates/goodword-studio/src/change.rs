//! What has changed since a definition was published, and whether figures before and after can still be compared.

mod questions;

use crate::definition::Definition;
use crate::text::TextPlace;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the question that it is about; none for what stands around them.
    pub question: Option<String>,
    /// What is different.
    pub what: What,
    /// As it was, in words; empty for what was not there.
    pub before: String,
    /// As it is.
    pub after: String,
}

/// What can be different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A question is new.
    Added,
    /// A question is gone.
    Removed,
    /// Questions are asked, or options stand, in another order.
    Order,
    /// A wording, in the first language or in another.
    Wording(Option<String>),
    /// What an option is called, in the first language or in another.
    OptionLabel(Option<String>),
    /// What the ends of a scale mean, in the first language or in another.
    Ends(Option<String>),
    /// What kind of answer is taken.
    Kind,
    /// From and to of a scale.
    Range,
    /// How scores look.
    Style,
    /// What is offered.
    Options,
    /// How many may be chosen, whether own words are taken, how long a text may be, in which order options stand.
    Rules,
    /// Who is asked.
    Asked,
    /// Whether an answer is insisted on.
    Required,
    /// Words before the first question or behind the last, or ours.
    Around,
    /// A language is offered, or is not any more.
    Language,
    /// When and how often it is asked, how it looks, what the results set apart.
    Setting,
}

/// What a change does to comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Answers before and after are of one measure.
    Keeps,
    /// They are if it is a correction; whoever wrote it knows.
    Judged,
    /// They are not: a new version begins.
    Begins,
}

impl What {
    /// What it does to comparison.
    pub fn effect(&self) -> Effect {
        match self {
            Self::Wording(_) | Self::OptionLabel(_) => Effect::Judged,
            Self::Ends(_) | Self::Kind | Self::Range | Self::Style | Self::Options | Self::Rules | Self::Asked => {
                Effect::Begins
            }
            Self::Added
            | Self::Removed
            | Self::Order
            | Self::Required
            | Self::Around
            | Self::Language
            | Self::Setting => Effect::Keeps,
        }
    }

    /// Why, in one sentence.
    pub fn why(&self) -> &'static str {
        match self {
            Self::Added => "Earlier answers have none; its figures begin today.",
            Self::Removed => "Its earlier answers stay, and no new ones come.",
            Self::Order => "The measure is the same; what comes first can still weigh a little more.",
            Self::Wording(_) | Self::OptionLabel(_) => "A correction keeps the comparison; a new meaning does not.",
            Self::Ends(_) => {
                "People choose other numbers under other words, so answers before and after are not the same measure."
            }
            Self::Kind => "Answers of another kind cannot be put beside the earlier ones.",
            Self::Range => "A score means something else on another scale.",
            Self::Style => "People choose other scores when they look different.",
            Self::Options => "People choose differently among other options.",
            Self::Rules => "Other answers are possible than before.",
            Self::Asked => "Other people are asked than before.",
            Self::Required => "The measure stays; who used to skip it answers now, or the other way round.",
            Self::Around => "Words around the questions.",
            Self::Language => "Each language asks the same.",
            Self::Setting => "It changes who comes to be asked, and not what.",
        }
    }
}

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
