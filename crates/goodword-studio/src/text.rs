//! The texts of a definition by where they stand, in the first language and in others.

use crate::definition::Definition;
use crate::question::{Answer, Kind, Question};
use crate::wording::{Introduction, ThanksButton, Words};

/// Where a text stands. Questions and options are named by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextPlace {
    /// The heading of the introduction.
    IntroductionTitle,
    /// What follows it.
    IntroductionText,
    /// The button that begins.
    IntroductionButton,
    /// The wording of a question.
    Label(usize),
    /// What the lowest score means.
    Low(usize),
    /// What the highest means.
    High(usize),
    /// What an option is called.
    Option(usize, usize),
    /// The sentence of the thank-you.
    Thanks,
    /// What stands on the button that leads on.
    ThanksLabel,
    /// Where it leads.
    ThanksUrl,
}

impl TextPlace {
    /// How many characters a text may have there.
    pub fn limit(self) -> usize {
        match self {
            Self::IntroductionText | Self::Label(_) | Self::Thanks => 1000,
            Self::ThanksUrl => 2000,
            _ => 200,
        }
    }

    /// The question that it belongs to.
    pub fn question(self) -> Option<usize> {
        match self {
            Self::Label(at) | Self::Low(at) | Self::High(at) | Self::Option(at, _) => Some(at),
            _ => None,
        }
    }
}

impl Definition {
    /// Every place where a text stands, top to bottom, in the first language.
    pub fn places(&self) -> Vec<TextPlace> {
        let mut places = vec![TextPlace::IntroductionTitle, TextPlace::IntroductionText, TextPlace::IntroductionButton];
        for (at, question) in self.questions.iter().enumerate() {
            places.push(TextPlace::Label(at));
            match &question.kind {
                Some(Kind::Scale(_)) => places.extend([TextPlace::Low(at), TextPlace::High(at)]),
                Some(Kind::Choice(choice)) => {
                    places.extend((0..choice.options.len()).map(|option| TextPlace::Option(at, option)));
                }
                _ => {}
            }
        }
        places.extend([TextPlace::Thanks, TextPlace::ThanksLabel, TextPlace::ThanksUrl]);
        places.retain(|place| self.text(None, *place).is_some());
        places
    }

    /// A text as it is said in a language; none where that language says nothing of its own. `None` is the first language.
    pub fn text(&self, language: Option<&str>, place: TextPlace) -> Option<&str> {
        match language {
            None => self.first(place),
            Some(language) => self.other(language, place),
        }
    }

    fn first(&self, place: TextPlace) -> Option<&str> {
        let question = place.question().and_then(|at| self.questions.get(at));
        let scale = question.and_then(|question| match &question.kind {
            Some(Kind::Scale(scale)) => Some(scale),
            _ => None,
        });
        let (introduction, button) = (self.introduction.as_ref(), self.thanks_button.as_ref());
        match place {
            TextPlace::IntroductionTitle => introduction.map(|introduction| introduction.title.as_str()),
            TextPlace::IntroductionText => introduction?.text.as_deref(),
            TextPlace::IntroductionButton => introduction?.button.as_deref(),
            TextPlace::Label(_) => question?.label.as_deref(),
            TextPlace::Low(_) => scale?.low.as_deref(),
            TextPlace::High(_) => scale?.high.as_deref(),
            TextPlace::Option(_, option) => question?.option(option).map(Answer::label),
            TextPlace::Thanks => self.thanks.as_deref(),
            TextPlace::ThanksLabel => button.map(|button| button.label.as_str()),
            TextPlace::ThanksUrl => button.map(|button| button.url.as_str()),
        }
    }

    fn other(&self, language: &str, place: TextPlace) -> Option<&str> {
        let wording = self.locales.get(language)?;
        let question = place.question().and_then(|at| self.questions.get(at));
        let words = question.and_then(|question| wording.questions.get(&question.id));
        if let TextPlace::Option(_, option) = place {
            return words?.options.get(&question?.option(option)?.value).map(String::as_str);
        }
        let name = place.name();
        let part = match place {
            TextPlace::Thanks => return wording.thanks.as_deref(),
            TextPlace::ThanksLabel | TextPlace::ThanksUrl => &wording.thanks_button,
            TextPlace::Label(_) | TextPlace::Low(_) | TextPlace::High(_) => &words?.part,
            _ => &wording.introduction,
        };
        part.texts.get(name).map(String::as_str)
    }

    /// Says something else there; an empty text is none.
    pub fn set_text(&mut self, language: Option<&str>, place: TextPlace, text: &str) {
        match language {
            None => self.set_first(place, text),
            Some(language) => self.set_other(language, place, text),
        }
    }

    fn set_first(&mut self, place: TextPlace, text: &str) {
        let some = || Some(text.to_owned()).filter(|text| !text.is_empty());
        match place {
            TextPlace::Thanks => self.thanks = some(),
            TextPlace::ThanksLabel | TextPlace::ThanksUrl => self.set_button(place, text),
            TextPlace::IntroductionTitle | TextPlace::IntroductionText | TextPlace::IntroductionButton => {
                self.set_introduction(place, text);
            }
            TextPlace::Label(at) | TextPlace::Low(at) | TextPlace::High(at) | TextPlace::Option(at, _) => {
                if let Some(question) = self.question_mut(at) {
                    question.set_text(place, text);
                }
            }
        }
    }

    fn set_introduction(&mut self, place: TextPlace, text: &str) {
        let some = || Some(text.to_owned()).filter(|text| !text.is_empty());
        let mut introduction: Introduction = self.introduction.take().unwrap_or_default();
        match place {
            TextPlace::IntroductionTitle => text.clone_into(&mut introduction.title),
            TextPlace::IntroductionText => introduction.text = some(),
            _ => introduction.button = some(),
        }
        self.introduction = Some(introduction).filter(|introduction| !introduction.is_empty());
    }

    fn set_button(&mut self, place: TextPlace, text: &str) {
        let mut button: ThanksButton = self.thanks_button.take().unwrap_or_default();
        let part = if place == TextPlace::ThanksLabel { &mut button.label } else { &mut button.url };
        text.clone_into(part);
        self.thanks_button = Some(button).filter(|button| !button.is_empty());
    }

    fn set_other(&mut self, language: &str, place: TextPlace, text: &str) {
        let question = place.question().and_then(|at| self.questions.get(at));
        let id = question.map(|question| question.id.clone()).unwrap_or_default();
        let value = match (question, place) {
            (Some(question), TextPlace::Option(_, option)) => {
                question.option(option).map(|option| option.value.clone())
            }
            _ => None,
        };
        let is_gone = place.question().is_some() && id.is_empty();
        let Some(wording) = self.wording_mut(language).filter(|_| !is_gone) else { return };
        let name = place.name();
        match place {
            TextPlace::Thanks => wording.thanks = Some(text.to_owned()).filter(|text| !text.is_empty()),
            TextPlace::ThanksLabel | TextPlace::ThanksUrl => put(&mut wording.thanks_button.texts, name, text),
            TextPlace::IntroductionTitle | TextPlace::IntroductionText | TextPlace::IntroductionButton => {
                put(&mut wording.introduction.texts, name, text);
            }
            _ => {
                let words = wording.questions.entry(id.clone()).or_default();
                words.set(name, value.as_deref(), place, text);
                if words.is_empty() {
                    wording.questions.remove(&id);
                }
            }
        }
    }
}

fn put(texts: &mut std::collections::BTreeMap<String, String>, name: &str, text: &str) {
    if text.is_empty() { drop(texts.remove(name)) } else { drop(texts.insert(name.to_owned(), text.to_owned())) }
}

impl TextPlace {
    /// What a text is called in its object.
    fn name(self) -> &'static str {
        match self {
            Self::IntroductionTitle => "title",
            Self::IntroductionText => "text",
            Self::IntroductionButton => "button",
            Self::Low(_) => "low",
            Self::High(_) => "high",
            Self::Label(_) | Self::Option(..) | Self::ThanksLabel => "label",
            Self::Thanks => "thanks",
            Self::ThanksUrl => "url",
        }
    }
}

impl Words {
    fn set(&mut self, name: &str, option: Option<&str>, place: TextPlace, text: &str) {
        match (place, option) {
            (TextPlace::Option(..), Some(value)) => put(&mut self.options, value, text),
            (TextPlace::Option(..), None) => {}
            _ => put(&mut self.part.texts, name, text),
        }
    }
}

impl Question {
    /// One of its options.
    pub fn option(&self, at: usize) -> Option<&Answer> {
        match &self.kind {
            Some(Kind::Choice(choice)) => choice.options.get(at),
            _ => None,
        }
    }

    /// A question of ours without a wording says what we say; an option without a label is called by its value.
    fn set_text(&mut self, place: TextPlace, text: &str) {
        let some = || Some(text.to_owned()).filter(|text| !text.is_empty());
        match (place, &mut self.kind) {
            (TextPlace::Label(_), None) => self.label = some(),
            (TextPlace::Label(_), Some(_)) => self.label = Some(text.to_owned()),
            (TextPlace::Low(_), Some(Kind::Scale(scale))) => scale.low = some(),
            (TextPlace::High(_), Some(Kind::Scale(scale))) => scale.high = some(),
            (TextPlace::Option(_, option), Some(Kind::Choice(choice))) => {
                if let Some(option) = choice.options.get_mut(option) {
                    option.label = some().filter(|label| *label != option.value);
                }
            }
            _ => {}
        }
    }
}
