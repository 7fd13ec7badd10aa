//! What a sentence claims, as data. The sentence is written from it, and tests hold it against the numbers.

use std::fmt;

use crate::stats::Interval;

/// A sentence, and what it claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// As it is read.
    pub text: String,
    /// What must be so if it is true.
    pub claim: Claim,
}

/// What must be so.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// Nothing of the figures: a reminder of what they cannot tell, or that something was not recorded.
    Nothing,
    /// So many there are.
    Count(u64),
    /// Too few answered for a figure: so many.
    TooFew(u64),
    /// A figure and where it may lie.
    Level(Level),
    /// Several figures beside each other.
    Levels(Vec<Level>),
    /// Figures of parts of the pile, such as a week.
    Parts(Vec<Level>),
    /// One figure lies so from another.
    Difference(Difference),
    /// Several differences: those that are shown, or that none is.
    Differences(Vec<Difference>),
    /// Which stretches of a series lie apart from the rest, and which way; none at all means that none is shown to.
    Stretches(Vec<Stretch>),
}

/// A figure and where it may lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// What it is a figure of.
    pub of: Figure,
    /// Its value.
    pub value: f64,
    /// Its range; `None` where nothing varies.
    pub range: Option<Interval>,
    /// Of how many answers.
    pub n: u64,
}

/// One figure lies so from another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// What both are figures of.
    pub of: Figure,
    /// What the first is compared with.
    pub than: Reference,
    /// The first less the second.
    pub by: f64,
    /// Which way, where the range tells.
    pub shown: Option<Direction>,
    /// Whether it is shown even to who looks again and again.
    pub at_every_look: bool,
}

/// A stretch of time that lies apart from the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its first and its last day, week or month.
    pub ends: (String, String),
    /// Which way it lies.
    pub direction: Direction,
}

/// Which way a figure lies from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Above it.
    Higher,
    /// Below it.
    Lower,
}

/// What is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// The second of two piles.
    Second,
    /// Those whose promise was kept.
    Kept,
    /// Everyone else.
    Rest,
    /// The gap between kept and exceeded, where that between broken and kept is the first.
    OtherGap,
    /// No connection at all.
    Nothing,
}

/// What a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The net promoter score.
    Nps,
    /// The mean of recommend.
    Recommend,
    /// The mean of empathy.
    Empathy,
    /// The mean of a question of the owner's own.
    Own,
    /// The median of one that is answered by numbers.
    OwnMedian,
    /// Those who gave 9 or 10.
    Promoters,
    /// Those who gave 0 to 6.
    Detractors,
    /// Those who felt understood.
    Agree,
    /// Promises kept or exceeded.
    Kept,
    /// Promises broken.
    Broken,
    /// Answers that the team promised and gave in time.
    FollowUps,
    /// The chance that one of the first pile recommends more than one of the second.
    Superiority,
    /// Recommend of those whose promise was broken less of those whose promise was kept.
    BrokenGap,
    /// Recommend of those whose promise was exceeded less of those whose promise was kept.
    ExceededGap,
    /// The gap between broken and kept less that between kept and exceeded.
    Gaps,
    /// The gap between kept and exceeded over that between broken and kept.
    GapRatio,
    /// The variation of recommend that goes with both questions.
    Both,
    /// That goes with empathy.
    ByEmpathy,
    /// That goes with the promise.
    ByPromise,
    /// Whether empathy and recommend rise together.
    Tau,
    /// Who answered of those who were shown.
    Response,
    /// Who came to the end of those who began.
    Completion,
    /// How long it took.
    Time,
}

impl Direction {
    /// Which way a difference with this range lies; `None` where none at all is among its values.
    pub fn of(range: Interval) -> Option<Self> {
        match (range.low > 0.0, range.high < 0.0) {
            (true, _) => Some(Self::Higher),
            (_, true) => Some(Self::Lower),
            _ => None,
        }
    }

    /// `higher` or `lower`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
        }
    }
}

impl Sentence {
    /// A sentence that claims this.
    pub fn new(text: impl Into<String>, claim: Claim) -> Self {
        Self { text: text.into(), claim }
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<Sentence> for String {
    fn from(sentence: Sentence) -> Self {
        sentence.text
    }
}
