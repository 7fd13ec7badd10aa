//! One difference between two definitions, and what it does to comparison.

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
