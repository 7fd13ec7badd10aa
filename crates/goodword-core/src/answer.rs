//! The answers to the standard questions: four types whose constructors are the only door.

use serde::{Deserialize, Serialize};

use crate::{Problem, QuestionId, Value, limits};

/// Agreement with "We understood how you felt.", 1 (strongly disagree) to 5 (strongly agree).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Empathy(u8);

impl Empathy {
    /// Every level, lowest first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// A whole number from 1 to 5.
    pub fn new(score: i64) -> Result<Self, Problem> {
        Self::of(score).ok_or_else(|| Problem::whole("must be a whole number from 1 to 5"))
    }

    /// The same for those who need no words about it.
    pub fn of(score: i64) -> Option<Self> {
        u8::try_from(score).ok().filter(|score| (1..=5).contains(score)).map(Self)
    }

    /// The score, 1 to 5.
    pub fn score(self) -> u8 {
        self.0
    }
}

/// Likelihood to recommend, 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Recommend(u8);

impl Recommend {
    /// Every score, lowest first.
    pub const ALL: [Self; 11] =
        [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5), Self(6), Self(7), Self(8), Self(9), Self(10)];

    /// A whole number from 0 to 10.
    pub fn new(score: i64) -> Result<Self, Problem> {
        Self::of(score).ok_or_else(|| Problem::whole("must be a whole number from 0 to 10"))
    }

    /// The same for those who need no words about it.
    pub fn of(score: i64) -> Option<Self> {
        u8::try_from(score).ok().filter(|score| (0..=10).contains(score)).map(Self)
    }

    /// The score, 0 to 10.
    pub fn score(self) -> u8 {
        self.0
    }

    /// 9 or 10.
    pub fn is_promoter(self) -> bool {
        self.0 >= 9
    }

    /// 0 to 6.
    pub fn is_detractor(self) -> bool {
        self.0 <= 6
    }
}

/// What became of the promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Promise {
    /// Less than promised.
    Broken,
    /// As promised.
    Kept,
    /// More than promised.
    Exceeded,
    /// No promise was made.
    None,
}

impl Promise {
    /// Every state, in the order in which it is asked and charted.
    pub const ALL: [Self; 4] = [Self::Broken, Self::Kept, Self::Exceeded, Self::None];

    /// One of `broken`, `kept`, `exceeded`, `none`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::of(text).ok_or_else(|| Problem::whole("must be one of broken, kept, exceeded, none"))
    }

    /// The same for those who need no words about it.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|promise| promise.as_str() == text)
    }

    /// The word of the wire format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Kept => "kept",
            Self::Exceeded => "exceeded",
            Self::None => "none",
        }
    }
}

/// A visitor's own words, 1 to 10,000 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Comment(String);

impl Comment {
    /// Any text of 1 to 10,000 characters.
    pub fn new(text: String) -> Result<Self, Problem> {
        Self::of(text).ok_or_else(|| Problem::whole("must be a text of 1 to 10000 characters"))
    }

    /// The same for those who need no words about it.
    pub fn of(text: String) -> Option<Self> {
        let fits = !text.is_empty() && limits::hold(&text, limits::COMMENT);
        fits.then_some(Self(text))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The answers of one response. An absent answer was skipped or never reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answers {
    /// Did we show empathy.
    pub empathy: Option<Empathy>,
    /// Was our promise kept.
    pub promise: Option<Promise>,
    /// Would you recommend us.
    pub recommend: Option<Recommend>,
    /// Why.
    pub comment: Option<Comment>,
    /// Answers to an owner's further questions, by name.
    #[cfg_attr(feature = "schema", schemars(flatten, with = "std::collections::BTreeMap<QuestionId, Value>"))]
    pub other: Vec<(QuestionId, Value)>,
}

impl Answers {
    /// How many questions are answered.
    pub fn len(&self) -> usize {
        let standard =
            [self.empathy.is_some(), self.promise.is_some(), self.recommend.is_some(), self.comment.is_some()];
        standard.into_iter().filter(|answered| *answered).count() + self.other.len()
    }

    /// Whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
