//! A definition that is made from another program's, question by question.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use super::program::Program;
use super::words::Texts;
use crate::condition::{Clause, Condition, Test};
use crate::definition::Definition;
use crate::ids::slug;
use crate::question::{Answer, Choice, Jump, Kind, Question, Scale, Style, Text};
use crate::text::TextPlace;
use crate::wording::{Introduction, Wording};

/// Something that was not taken over, or not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about, as its program calls it.
    pub about: String,
    /// What became of it.
    pub says: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.about, self.says)
    }
}

/// What was taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Whose it was.
    pub program: Program,
    /// The same as a definition of ours.
    pub definition: Definition,
    /// What has no counterpart.
    pub notes: Vec<Note>,
}

/// A question that comes in.
#[derive(Debug, Clone)]
pub(super) struct Incoming {
    /// What its program calls it where others name it.
    pub foreign: String,
    pub label: Texts,
    pub required: bool,
    pub kind: IncomingKind,
}

#[derive(Debug, Clone)]
pub(super) enum IncomingKind {
    /// From 0 to 10, whether somebody would recommend.
    Recommend {
        low: Texts,
        high: Texts,
    },
    Scale {
        min: i64,
        max: i64,
        style: Option<Style>,
        low: Texts,
        high: Texts,
    },
    /// Values with what they are called.
    Choice {
        options: Vec<(String, Texts)>,
        choice: Choice,
    },
    Text(Text),
    Consent,
}

/// An empty choice, to be filled with options.
pub(super) fn choice(multiple: bool, other: bool, shuffle: bool) -> Choice {
    Choice { options: Vec::new(), multiple, other, shuffle, least: None, most: None }
}

#[derive(Debug, Default)]
pub(super) struct Builder {
    definition: Definition,
    /// Our ids by theirs.
    ids: BTreeMap<String, String>,
    /// What their choices keep, by question and by how their conditions name it.
    values: BTreeMap<(String, String), String>,
    notes: Vec<Note>,
}

impl Builder {
    pub(super) fn note(&mut self, about: &str, says: impl Into<String>) {
        let about = if about.is_empty() { "a question" } else { about };
        self.notes.push(Note { about: about.to_owned(), says: says.into() });
    }

    /// The survey is called so, as far as that is a name.
    pub(super) fn name(&mut self, name: &str) {
        self.definition.id = Some(slug(name)).filter(|name| !name.is_empty());
    }

    pub(super) fn thanks(&mut self, texts: &Texts) {
        self.say(TextPlace::Thanks, texts);
    }

    pub(super) fn introduction(&mut self, title: &Texts, text: &Texts, button: &Texts) {
        if !title.is_empty() {
            self.definition.introduction = Some(Introduction::default());
            self.say(TextPlace::IntroductionTitle, title);
            self.say(TextPlace::IntroductionText, text);
            self.say(TextPlace::IntroductionButton, button);
        }
    }

    pub(super) fn segment(&mut self, name: &str) {
        if goodword_core::name::is_name(name) {
            self.definition.segments.push(name.to_owned());
        } else {
            self.note(name, "is no name that a hidden field can have here");
        }
    }

    /// A text in every language that it is there in; what is too long is cut.
    fn say(&mut self, place: TextPlace, texts: &Texts) {
        let limit = place.limit();
        let cut = |text: &str| text.chars().take(limit).collect::<String>();
        if texts.others.values().chain([&texts.first]).any(|text| text.chars().count() > limit) {
            self.note(&texts.first.chars().take(40).collect::<String>(), format!("is cut to {limit} characters"));
        }
        self.definition.set_text(None, place, &cut(&texts.first));
        for (language, text) in &texts.others {
            self.definition.locales.entry(language.clone()).or_insert_with(|| Rc::new(Wording::default()));
            self.definition.set_text(Some(language), place, &cut(text));
        }
    }

    /// One question more; behind the hundredth there is no room.
    pub(super) fn add(&mut self, incoming: Incoming) {
        if self.definition.questions.len() >= crate::apply::QUESTIONS {
            return self.note(&incoming.foreign, "is behind the hundredth question");
        }
        if let IncomingKind::Choice { options, .. } = &incoming.kind
            && options.iter().all(|(_, label)| label.is_empty())
        {
            return self.note(&incoming.foreign, "is left out: it offers nothing");
        }
        let at = self.definition.questions.len();
        let is_first = self.definition.question("recommend").is_none();
        let id = match &incoming.kind {
            IncomingKind::Recommend { .. } if is_first => "recommend".to_owned(),
            _ => self.own_id(&incoming),
        };
        self.ids.insert(incoming.foreign.clone(), id.clone());
        let label = if incoming.label.is_empty() {
            self.note(&incoming.foreign, "has no wording: its name stands there");
            let name = Texts::plain(&incoming.foreign);
            if name.is_empty() { Texts::plain(&format!("Question {}", at + 1)) } else { name }
        } else {
            incoming.label
        };
        let kind = self.kind(&incoming.foreign, incoming.kind, &id);
        let texts = kind.texts;
        let question = Question { id, kind: kind.kind, required: incoming.required, ..Question::standard("") };
        self.definition.questions.push(Rc::new(question));
        self.say(TextPlace::Label(at), &label);
        for (place, text) in texts {
            self.say(place(at), &text);
        }
    }

    fn own_id(&self, incoming: &Incoming) -> String {
        let is_short = |name: &&str| name.len() <= 24 && goodword_core::name::is_name(name);
        let named = Some(incoming.foreign.as_str()).filter(is_short).map(str::to_owned);
        let id = named.unwrap_or_else(|| slug(&incoming.label.first));
        self.definition.free_id(&if crate::standard::is(&id) { id + "_own" } else { id })
    }

    fn kind(&mut self, foreign: &str, kind: IncomingKind, id: &str) -> Known {
        match kind {
            IncomingKind::Recommend { low, high } if id == "recommend" => {
                if !low.is_empty() || !high.is_empty() {
                    self.note(foreign, "the words at the ends are Goodword's own");
                }
                Known { kind: None, texts: Vec::new() }
            }
            IncomingKind::Recommend { low, high } => {
                self.note(foreign, "a second question from 0 to 10 is a scale of its own");
                Known::scale(Scale { min: 0, max: 10, style: None, low: None, high: None }, low, high)
            }
            IncomingKind::Scale { min, max, style, low, high } => {
                Known::scale(self.scale(foreign, min, max, style), low, high)
            }
            IncomingKind::Choice { options, choice } => self.choice(foreign, options, choice),
            IncomingKind::Text(text) => Known { kind: Some(Kind::Text(text)), texts: Vec::new() },
            IncomingKind::Consent => Known { kind: Some(Kind::Consent), texts: Vec::new() },
        }
    }

    /// A scale that cannot be had here is said to be another one.
    fn scale(&mut self, foreign: &str, min: i64, max: i64, style: Option<Style>) -> Scale {
        let width = max.saturating_sub(min);
        let fits = (1..=100).contains(&width) && min.unsigned_abs() <= 1_000_000 && max.unsigned_abs() <= 1_000_000;
        if !fits {
            self.note(foreign, format!("is a scale from 1 to 5: one from {min} to {max} cannot be had here"));
            return Scale { min: 1, max: 5, style: None, low: None, high: None };
        }
        let style = style.filter(|style| match style {
            Style::Faces => width <= 4,
            Style::Stars => width <= 9,
            Style::Numbers => true,
        });
        Scale { min, max, style, low: None, high: None }
    }

    fn choice(&mut self, foreign: &str, options: Vec<(String, Texts)>, mut choice: Choice) -> Known {
        let mut texts: Vec<(Place, Texts)> = Vec::new();
        for (named, label) in options {
            // Their exports hold what people read, so that is what is kept, unless a value was given.
            let value: String = label.first.chars().take(200).collect();
            let value = crate::ids::free(&value, |value| choice.options.iter().any(|option| option.value == value));
            if value.is_empty() || choice.options.len() >= 100 {
                self.note(foreign, format!("option {named} is left out"));
                continue;
            }
            self.values.insert((foreign.to_owned(), named), value.clone());
            let option = choice.options.len();
            choice.options.push(Answer::new(&value));
            texts.push((Box::new(move |at| TextPlace::Option(at, option)), label));
        }
        Known { kind: Some(Kind::Choice(choice)), texts }
    }

    /// What a condition of theirs calls an option, as it is kept here.
    pub(super) fn value(&self, foreign: &str, named: &str) -> String {
        let known = self.values.get(&(foreign.to_owned(), named.to_owned()));
        known.cloned().unwrap_or_else(|| named.to_owned())
    }

    /// The id of a question of theirs.
    pub(super) fn id(&self, foreign: &str) -> Option<String> {
        self.ids.get(foreign).cloned()
    }

    fn change(&mut self, foreign: &str, change: impl FnOnce(&mut Question)) {
        let at = self.id(foreign).and_then(|id| self.definition.question(&id).map(|(at, _)| at));
        if let Some(question) = at.and_then(|at| self.definition.question_mut(at)) {
            change(question);
        }
    }

    pub(super) fn show_if(&mut self, foreign: &str, clauses: Vec<Clause>) {
        self.change(foreign, |question| question.show_if.extend(clauses));
    }

    pub(super) fn end_if(&mut self, foreign: &str, clauses: Vec<Clause>) {
        self.change(foreign, |question| question.end_if = clauses);
    }

    /// A way on, which can only be forward; to the next question there is none needed.
    pub(super) fn jump(&mut self, foreign: &str, on: Vec<Clause>, to: &str) {
        let place = |builder: &Self, foreign: &str| {
            let id = builder.id(foreign)?;
            Some((builder.definition.question(&id)?.0, id))
        };
        match (place(self, foreign), place(self, to)) {
            (Some((from, id)), Some((target, to))) if target > from => {
                // One after the other, the first that holds is taken: one to the next question can be what stops others.
                let on = if on.is_empty() { vec![Clause::One(Condition::on(&id, Test::Answered(true)))] } else { on };
                self.change(foreign, |question| question.jump.push(Jump { on, to, extra: serde_json::Map::new() }));
            }
            (Some(_), Some(_)) => {
                self.note(foreign, "its way back to an earlier question is left out: here it only goes forward");
            }
            (Some(_), None) => self.note(foreign, format!("its way to {to} is left out: that is not here")),
            (None, _) => {}
        }
    }

    /// The last question becomes the comment, where it takes words as a comment does.
    pub(super) fn finish(mut self, program: Program) -> Imported {
        let last = self.definition.questions.len().wrapping_sub(1);
        let plain = Some(Kind::Text(Text::default()));
        let is_comment = self.definition.questions.get(last).is_some_and(|question| question.kind == plain);
        if is_comment {
            self.become_comment(last);
        }
        self.leave_out_what_cannot_be();
        Imported { program, definition: self.definition, notes: self.notes }
    }

    /// Conditions on what is asked later, or with numbers that no answer has, are left out and said.
    fn leave_out_what_cannot_be(&mut self) {
        let problems = self.definition.problems();
        for at in 0..self.definition.questions.len() {
            let Some(question) = self.definition.question_mut(at) else { continue };
            let path = |part: &str| format!("questions[{at}].{part}");
            let is_wrong = |part: &str| problems.iter().any(|problem| problem.field.starts_with(&path(part)));
            let mut left_out = Vec::new();
            if is_wrong("show_if") {
                question.show_if.clear();
                left_out.push("when it is shown");
            }
            if is_wrong("end_if") {
                question.end_if.clear();
                left_out.push("when it ends the survey");
            }
            if is_wrong("jump") {
                question.jump.clear();
                left_out.push("where it leads");
            }
            let about = question.label().to_owned();
            for part in left_out {
                self.note(&about, format!("{part} is left out: it cannot be said here"));
            }
        }
    }

    fn become_comment(&mut self, at: usize) {
        let Some(question) = self.definition.question_mut(at) else { return };
        let from = std::mem::replace(&mut question.id, "comment".to_owned());
        question.kind = None;
        for wording in self.definition.locales.values_mut().filter(|wording| wording.questions.contains_key(&from)) {
            let wording = Rc::make_mut(wording);
            if let Some(words) = wording.questions.remove(&from) {
                wording.questions.insert("comment".to_owned(), words);
            }
        }
        for question in &mut self.definition.questions {
            let jumps = Rc::make_mut(question).jump.iter_mut().filter(|jump| jump.to == from);
            jumps.for_each(|jump| "comment".clone_into(&mut jump.to));
        }
        let own_end = self.definition.question_mut(at).map(|question| std::mem::take(&mut question.end_if));
        if own_end.is_some_and(|clauses| !clauses.is_empty()) {
            self.note(&from, "it is the last question: where it ended does not matter");
        }
    }
}

/// Where a text of a question stands, once its place is known.
type Place = Box<dyn Fn(usize) -> TextPlace>;

/// What takes the answer, and what is said of it.
struct Known {
    kind: Option<Kind>,
    texts: Vec<(Place, Texts)>,
}

impl Known {
    fn scale(scale: Scale, low: Texts, high: Texts) -> Self {
        let texts: Vec<(Place, Texts)> = vec![(Box::new(TextPlace::Low), low), (Box::new(TextPlace::High), high)];
        Self { kind: Some(Kind::Scale(scale)), texts }
    }
}
