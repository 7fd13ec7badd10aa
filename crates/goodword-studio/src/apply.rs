//! What an edit does to a draft.

use std::rc::Rc;

use crate::condition::{Clause, Given, Subject, Test};
use crate::definition::Definition;
use crate::draft::Draft;
use crate::edit::{Edit, KindName};
use crate::question::{Answer, Choice, Kind, Question, Scale, Text};
use crate::standard;
use crate::wording::Wording;

/// How many questions a definition may hold.
pub const QUESTIONS: usize = 100;

impl Draft {
    /// Does one thing.
    pub fn apply(&mut self, edit: &Edit) {
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let survey = &mut self.survey;
        match edit {
            Edit::Replace(other) => self.clone_from(other),
            Edit::Name(name) => survey.id = some(name),
            Edit::Version(version) => survey.version = some(version),
            Edit::Write(language, place, text) => survey.set_text(language.as_deref(), *place, text),
            Edit::OurWords(language, name, text) => our_words(survey, language, name, text),
            Edit::Segments(segments) => survey.segments.clone_from(segments),
            Edit::Trigger(trigger) => survey.trigger = some(trigger),
            Edit::Sample(sample) => survey.frequency.sample.clone_from(sample),
            Edit::Cooldown(days) => survey.frequency.cooldown.clone_from(days),
            Edit::FollowUp(hours) => survey.follow_up.clone_from(hours),
            Edit::Theme(theme) => survey.theme = some(theme),
            Edit::Setting(name, value) => put(&mut self.settings, name, value),
            Edit::TryField(name, value) => put(&mut self.try_fields, name, value),
            Edit::AddLanguage(language) => self.add_language(language),
            Edit::RemoveLanguage(language) => {
                survey.locales.remove(language);
                self.held_back.remove(language);
            }
            Edit::OfferLanguage(language, offered) => self.offer(language, *offered),
            Edit::Insert(at, question) => survey.insert(*at, Question::clone(question)),
            Edit::Remove(at) => survey.remove(*at),
            Edit::Move(from, to) => moved(&mut survey.questions, *from, *to),
            Edit::Duplicate(at) => survey.duplicate(*at),
            Edit::QuestionId(at, id) => survey.rename_question(*at, id),
            _ => survey.change_question(edit),
        }
    }

    fn add_language(&mut self, language: &str) {
        let is_new = !language.is_empty() && !self.survey.locales.contains_key(language);
        if is_new {
            self.survey.locales.insert(language.to_owned(), Rc::new(Wording::default()));
            self.held_back.insert(language.to_owned());
        }
    }

    fn offer(&mut self, language: &str, offered: bool) {
        if offered {
            self.held_back.remove(language);
        } else if self.survey.locales.contains_key(language) {
            self.held_back.insert(language.to_owned());
        }
    }
}

fn put(map: &mut std::collections::BTreeMap<String, String>, name: &str, value: &str) {
    if value.is_empty() { drop(map.remove(name)) } else { drop(map.insert(name.to_owned(), value.to_owned())) }
}

fn our_words(survey: &mut Definition, language: &str, name: &str, text: &str) {
    if let Some(wording) = survey.wording_mut(language) {
        put(&mut wording.texts, name, text);
    }
}

/// An item at another place of its list.
fn moved<T>(items: &mut Vec<T>, from: usize, to: usize) {
    if from < items.len() && to < items.len() {
        let item = items.remove(from);
        items.insert(to, item);
    }
}

impl Definition {
    fn insert(&mut self, at: usize, mut question: Question) {
        let is_taken = self.ids().any(|id| id == question.id);
        if self.questions.len() >= QUESTIONS || (question.kind.is_none() && (is_taken || !standard::is(&question.id))) {
            return;
        }
        if question.kind.is_some() {
            let wanted = if standard::is(&question.id) { [&question.id, "_own"].concat() } else { question.id };
            question.id = self.free_id(&wanted);
        }
        self.questions.insert(at.min(self.questions.len()), Rc::new(question));
    }

    /// Its words in other languages go with it: nobody would read them.
    fn remove(&mut self, at: usize) {
        if at >= self.questions.len() {
            return;
        }
        let question = self.questions.remove(at);
        if self.ids().any(|id| id == question.id) {
            return;
        }
        for wording in self.locales.values_mut().filter(|wording| wording.questions.contains_key(&question.id)) {
            Rc::make_mut(wording).questions.remove(&question.id);
        }
    }

    /// One of ours becomes one of the owner's own: the same id cannot be asked twice.
    fn duplicate(&mut self, at: usize) {
        let Some(question) = self.questions.get(at).filter(|_| self.questions.len() < QUESTIONS) else { return };
        let (kind, label) = (question.kind(), question.label().to_owned());
        let id = self.free_id(&question.id);
        let mut copy = Question { id: id.clone(), kind, label: Some(label), ..(**question).clone() };
        if question.kind.is_none() {
            copy.extra.clear();
        }
        let from = question.id.clone();
        self.questions.insert(at + 1, Rc::new(copy));
        for wording in self.locales.values_mut() {
            if let Some(words) = wording.questions.get(&from).cloned() {
                Rc::make_mut(wording).questions.insert(id.clone(), words);
            }
        }
    }

    fn rename_question(&mut self, at: usize, id: &str) {
        let Some(question) = self.questions.get(at).filter(|question| question.kind.is_some()) else { return };
        let from = question.id.clone();
        if standard::is(id) || from == id {
            return;
        }
        let is_shared = self.ids().filter(|other| *other == from).count() > 1;
        if let Some(question) = self.question_mut(at) {
            id.clone_into(&mut question.id);
        }
        // Where two have one id, nobody knows which of them the others mean.
        if !is_shared && !from.is_empty() {
            self.follow_question(&from, id);
        }
    }

    /// What names a question names it by its new id.
    fn follow_question(&mut self, from: &str, to: &str) {
        let (old, new) = (format!("{{answers.{from}"), format!("{{answers.{to}"));
        for question in &mut self.questions {
            let question = Rc::make_mut(question);
            for condition in clauses(question).flat_map(Clause::conditions_mut) {
                if condition.subject == Subject::Question(from.to_owned()) {
                    condition.subject = Subject::Question(to.to_owned());
                }
            }
            question.jump.iter_mut().filter(|jump| jump.to == from).for_each(|jump| to.clone_into(&mut jump.to));
            if let Some(label) = &mut question.label {
                *label = filled_in(label, &old, &new);
            }
        }
        for wording in self.locales.values_mut() {
            let wording = Rc::make_mut(wording);
            if let Some(words) = wording.questions.remove(from) {
                wording.questions.insert(to.to_owned(), words);
            }
            for label in wording.questions.values_mut().filter_map(|words| words.part.texts.get_mut("label")) {
                *label = filled_in(label, &old, &new);
            }
        }
    }

    /// What concerns one question alone.
    fn change_question(&mut self, edit: &Edit) {
        if let Edit::OptionValue(at, option, value) = edit {
            return self.set_option_value(*at, *option, value);
        }
        let Some(at) = question_of(edit) else { return };
        let Some(question) = self.question_mut(at) else { return };
        match edit {
            Edit::Require(_, required) => question.required = *required,
            Edit::ShowIf(_, clauses) => question.show_if.clone_from(clauses),
            Edit::EndIf(_, clauses) => question.end_if.clone_from(clauses),
            Edit::Jump(_, jumps) => question.jump.clone_from(jumps),
            Edit::Kind(_, kind) => question.turn_into(*kind),
            _ => match &mut question.kind {
                Some(Kind::Scale(scale)) => scale.change(edit),
                Some(Kind::Choice(choice)) => choice.change(edit),
                Some(Kind::Text(text)) => text.change(edit),
                _ => {}
            },
        }
    }

    /// What was kept under the old value is another answer: conditions and words follow, answers do not.
    fn set_option_value(&mut self, at: usize, option: usize, value: &str) {
        let Some(question) = self.question_mut(at) else { return };
        let id = question.id.clone();
        let Some(Kind::Choice(choice)) = &mut question.kind else { return };
        let Some(option) = choice.options.get_mut(option) else { return };
        let from = std::mem::replace(&mut option.value, value.to_owned());
        option.label = option.label.take().filter(|label| label != value);
        for question in &mut self.questions {
            let conditions = clauses(Rc::make_mut(question)).flat_map(Clause::conditions_mut);
            for condition in conditions.filter(|condition| condition.subject == Subject::Question(id.clone())) {
                let (Test::Is(given) | Test::Not(given)) = &mut condition.test else { continue };
                given
                    .iter_mut()
                    .filter(|given| given.to_text() == from)
                    .for_each(|given| *given = Given::Text(value.to_owned()));
            }
        }
        for words in self.locales.values_mut().filter_map(|wording| Rc::make_mut(wording).questions.get_mut(&id)) {
            if let Some(label) = words.options.remove(&from) {
                words.options.insert(value.to_owned(), label);
            }
        }
    }
}

/// A text whose places for an answer name another question.
fn filled_in(label: &str, old: &str, new: &str) -> String {
    ["}", "|"].iter().fold(label.to_owned(), |label, end| label.replace(&[old, *end].concat(), &[new, *end].concat()))
}

/// Everything that must hold somewhere in a question.
fn clauses(question: &mut Question) -> impl Iterator<Item = &mut Clause> {
    let jumps = question.jump.iter_mut().flat_map(|jump| &mut jump.on);
    question.show_if.iter_mut().chain(&mut question.end_if).chain(jumps)
}

#[rustfmt::skip]
fn question_of(edit: &Edit) -> Option<usize> {
    match edit {
        Edit::Kind(at, _) | Edit::Require(at, _) | Edit::ShowIf(at, _) | Edit::EndIf(at, _) | Edit::Jump(at, _)
        | Edit::Range(at, ..) | Edit::Style(at, _) | Edit::Format(at, _) | Edit::MaxChars(at, _)
        | Edit::Multiple(at, _) | Edit::Other(at, _) | Edit::Shuffle(at, _) | Edit::Least(at, _) | Edit::Most(at, _)
        | Edit::PasteOptions(at, _) | Edit::RemoveOption(at, _) | Edit::MoveOption(at, ..)
        | Edit::Exclusive(at, ..) | Edit::Pinned(at, ..) => Some(*at),
        _ => None,
    }
}

impl Question {
    fn turn_into(&mut self, kind: KindName) {
        let Some(before) = self.kind.take() else { return };
        self.kind = Some(match (kind, before) {
            (KindName::Scale, kind @ Kind::Scale(_))
            | (KindName::Choice, kind @ Kind::Choice(_))
            | (KindName::Text, kind @ Kind::Text(_)) => kind,
            (KindName::Scale, _) => Kind::Scale(Scale { min: 1, max: 5, style: None, low: None, high: None }),
            (KindName::Choice, before) => Kind::Choice(Choice::instead_of(&before)),
            (KindName::Text, _) => Kind::Text(Text::default()),
            (KindName::Consent, _) => Kind::Consent,
        });
    }
}

impl Choice {
    /// The scores of a scale become options, so that nothing typed is lost; anything else begins with two.
    fn instead_of(before: &Kind) -> Self {
        let options = match before {
            Kind::Scale(scale) if scale.max.saturating_sub(scale.min) < 11 => {
                (scale.min..=scale.max).map(|score| Answer::new(&score.to_string())).collect()
            }
            _ => vec![Answer::new("Yes"), Answer::new("No")],
        };
        Self { options, multiple: false, other: false, shuffle: false, least: None, most: None }
    }

    fn change(&mut self, edit: &Edit) {
        match edit {
            Edit::Multiple(_, multiple) => {
                self.multiple = *multiple;
                if !multiple {
                    (self.least, self.most) = (None, None);
                }
            }
            Edit::Other(_, other) => self.other = *other,
            Edit::Shuffle(_, shuffle) => self.shuffle = *shuffle,
            Edit::Least(_, least) => self.least = *least,
            Edit::Most(_, most) => self.most = *most,
            Edit::PasteOptions(_, text) => self.paste(text),
            Edit::RemoveOption(_, option) if *option < self.options.len() => drop(self.options.remove(*option)),
            Edit::MoveOption(_, from, to) => moved(&mut self.options, *from, *to),
            Edit::Exclusive(_, option, exclusive) => {
                self.options.get_mut(*option).into_iter().for_each(|option| option.exclusive = *exclusive);
            }
            Edit::Pinned(_, option, pinned) => {
                self.options.get_mut(*option).into_iter().for_each(|option| option.pinned = *pinned);
            }
            _ => {}
        }
    }
}

impl Scale {
    fn change(&mut self, edit: &Edit) {
        match edit {
            Edit::Range(_, min, max) => (self.min, self.max) = (*min, *max),
            Edit::Style(_, style) => self.style = *style,
            _ => {}
        }
    }
}

impl Text {
    fn change(&mut self, edit: &Edit) {
        match edit {
            Edit::Format(_, format) => self.format = *format,
            Edit::MaxChars(_, most) => self.max_chars = *most,
            _ => {}
        }
    }
}
