//! What can be done to a draft, one flat list.

use serde_json::Number;

use crate::condition::Clause;
use crate::definition::FollowUp;
use crate::draft::Draft;
use crate::question::{Format, Jump, Question, Style};
use crate::text::TextPlace;

/// One thing that is done. Questions and options are named by their places; what names nothing changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Another draft takes its place: a template, a file that was opened.
    Replace(Box<Draft>),
    /// The survey's name; empty is none.
    Name(String),
    /// The version; empty is none.
    Version(String),
    /// A text says something else, in a language (`None`: the first).
    Write(Option<String>, TextPlace, String),
    /// One of our own words says something else in a language; empty is ours again.
    OurWords(String, String, String),
    /// Hidden fields that the results offer as segments.
    Segments(Vec<String>),
    /// When a survey that floats is asked; empty is unsaid.
    Trigger(String),
    /// Of how many page views one is asked.
    Sample(Option<Number>),
    /// For how many days a visitor who was asked is left in peace.
    Cooldown(Option<Number>),
    /// Within how many hours whoever was let down is answered.
    FollowUp(Option<FollowUp>),
    /// `auto`, `light`, `dark`; empty is unsaid.
    Theme(String),
    /// A setting of the snippet, by its name; empty is unsaid.
    Setting(String, String),
    /// A value of a hidden field to try the survey with; empty is none.
    TryField(String, String),

    /// A language begins; nobody is offered it yet.
    AddLanguage(String),
    /// A language goes, with all its words.
    RemoveLanguage(String),
    /// Whether visitors are offered a language.
    OfferLanguage(String, bool),

    /// A question comes in at a place. Its id is another one where that is taken; one of ours is asked once.
    Insert(usize, Box<Question>),
    /// A question goes. What others say of it stays, and is named as a problem.
    Remove(usize),
    /// A question goes to another place.
    Move(usize, usize),
    /// The same once more, behind it.
    Duplicate(usize),
    /// Another id, for a question of the owner's own; whatever names it follows.
    QuestionId(usize, String),
    /// Another kind, for a question of the owner's own.
    Kind(usize, KindName),
    /// Whether the survey goes on only with an answer.
    Require(usize, bool),
    /// Asked only when all of these hold.
    ShowIf(usize, Vec<Clause>),
    /// The last question when all of these hold.
    EndIf(usize, Vec<Clause>),
    /// Where the survey goes on.
    Jump(usize, Vec<Jump>),

    /// From and to of a scale.
    Range(usize, i64, i64),
    /// How its scores look.
    Style(usize, Option<Style>),
    /// What field takes a text.
    Format(usize, Option<Format>),
    /// How many characters it takes.
    MaxChars(usize, Option<i64>),
    /// Whether several may be chosen.
    Multiple(usize, bool),
    /// Whether own words are taken too.
    Other(usize, bool),
    /// Whether the order is drawn anew.
    Shuffle(usize, bool),
    /// How many at least.
    Least(usize, Option<i64>),
    /// How many at most.
    Most(usize, Option<i64>),

    /// Options from the lines of a text.
    PasteOptions(usize, String),
    /// An option goes.
    RemoveOption(usize, usize),
    /// An option goes to another place.
    MoveOption(usize, usize, usize),
    /// What is kept of an option; conditions and other languages follow.
    OptionValue(usize, usize, String),
    /// Whether an option is chosen alone.
    Exclusive(usize, usize, bool),
    /// Whether an option keeps its place.
    Pinned(usize, usize, bool),
}

/// The kinds of question by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindName {
    /// A whole number.
    Scale,
    /// One of some options, or several.
    Choice,
    /// Own words.
    Text,
    /// A box to tick.
    Consent,
}

/// What is being typed at: edits of one place that follow each other are undone together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typing {
    /// A text of a definition.
    Text(Option<String>, TextPlace),
    /// One of our own words.
    OurWords(String, String),
    /// A field of the settings, or of the survey itself.
    Field(&'static str, String),
    /// A field of a question, by what it is and where.
    Question(&'static str, usize, usize),
}

impl Edit {
    /// What is typed at; none for what is done at once.
    pub fn typing(&self) -> Option<Typing> {
        Some(match self {
            Self::Write(language, place, _) => Typing::Text(language.clone(), *place),
            Self::OurWords(language, name, _) => Typing::OurWords(language.clone(), name.clone()),
            Self::Name(_) => Typing::Field("name", String::new()),
            Self::Version(_) => Typing::Field("version", String::new()),
            Self::Trigger(_) => Typing::Field("trigger", String::new()),
            Self::Setting(name, _) => Typing::Field("setting", name.clone()),
            Self::TryField(name, _) => Typing::Field("try", name.clone()),
            Self::QuestionId(at, _) => Typing::Question("id", *at, 0),
            Self::Range(at, ..) => Typing::Question("range", *at, 0),
            Self::MaxChars(at, _) => Typing::Question("max_chars", *at, 0),
            Self::OptionValue(at, option, _) => Typing::Question("value", *at, *option),
            _ => return None,
        })
    }
}
