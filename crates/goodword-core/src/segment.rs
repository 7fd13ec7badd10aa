//! What responses can be set apart by.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::record::{Detail, DetailKind};
use crate::{FieldName, Problem, QuestionId, Record};

/// What stands for a text that is too long to be one of some options.
pub const OWN_WORDS: &str = "(own words)";

/// The questions whose answers are no segments.
const STANDARD: [&str; 4] = ["empathy", "promise", "recommend", "comment"];

/// One way to set responses apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
    /// `context.device`.
    Device,
    /// `context.locale`.
    Locale,
    /// `context.url` without query and fragment.
    Page,
    /// The version of the survey's definition.
    SurveyVersion,
    /// Why it is doubtful.
    Quality,
    /// What is known of who answers.
    Identity,
    /// The order of the three scored questions.
    Order,
    /// A hidden field of the owner's.
    Field(FieldName),
    /// The answer to a question of the owner's own; each of several that were chosen.
    Question(QuestionId),
}

impl Segment {
    /// `device`, `locale`, `page`, `survey_version`, `quality`, `identity`, `order`, or `fields.` or `answers.` and a name. Standard answers are none:
    /// filters have options for them.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match text {
            "device" => Ok(Self::Device),
            "locale" => Ok(Self::Locale),
            "page" => Ok(Self::Page),
            "survey_version" => Ok(Self::SurveyVersion),
            "quality" => Ok(Self::Quality),
            "identity" => Ok(Self::Identity),
            "order" => Ok(Self::Order),
            _ => Self::named(text).ok_or_else(|| {
                Problem::whole(
                    "must be device, locale, page, survey_version, quality, identity, order, fields. and a name, or answers. and the name of a question of your own",
                )
            }),
        }
    }

    fn named(text: &str) -> Option<Self> {
        let (kind, name) = text.split_once('.')?;
        match kind {
            "fields" => FieldName::of(name).map(Self::Field),
            "answers" => QuestionId::of(name).filter(|name| !STANDARD.contains(&name.as_str())).map(Self::Question),
            _ => None,
        }
    }

    /// Whether this detail of a record says its value; the order is said by none.
    pub(crate) fn is_of(&self, detail: &Detail<'_>) -> bool {
        match (self, detail.kind) {
            (Self::Device, DetailKind::Device)
            | (Self::Locale, DetailKind::Locale)
            | (Self::SurveyVersion, DetailKind::Version)
            | (Self::Quality, DetailKind::Quality)
            | (Self::Identity, DetailKind::Identity)
            | (Self::Page, DetailKind::Url) => true,
            (Self::Field(name), DetailKind::Field) => name.as_str() == detail.name,
            _ => false,
        }
    }

    /// What a detail says about it. `None` when it says nothing.
    pub(crate) fn value<'a>(&self, detail: &Detail<'a>) -> Option<&'a str> {
        match self {
            Self::Page if self.is_of(detail) => {
                let end = memchr::memchr2(b'?', b'#', detail.value.as_bytes()).unwrap_or(detail.value.len());
                detail.value.get(..end)
            }
            _ => self.is_of(detail).then_some(detail.value),
        }
    }

    /// What a record says about it: nothing, one value, or several different ones that were chosen of a question's options.
    pub fn of(&self, record: &Record) -> Vec<String> {
        match self {
            Self::Order => record.order.map(|order| order.to_string()).into_iter().collect(),
            Self::Question(name) => {
                let answers = record.details.iter().filter(|detail| detail.kind >= DetailKind::Whole);
                answers
                    .filter(|answer| answer.name == name.as_str())
                    .flat_map(|answer| answer_values(&answer))
                    .collect()
            }
            _ => record.details.iter().find_map(|detail| self.value(&detail)).map(str::to_owned).into_iter().collect(),
        }
    }
}

/// What an answer says, as the values of a segment.
pub(crate) fn answer_values(answer: &Detail<'_>) -> Vec<String> {
    match answer.kind {
        DetailKind::Words => vec![OWN_WORDS.to_owned()],
        DetailKind::Number => {
            let number = answer.value.parse::<f64>().ok().filter(|number| number.is_finite());
            vec![number.map_or_else(|| answer.value.to_owned(), |number| number.to_string())]
        }
        DetailKind::List => {
            let mut several: Vec<String> = serde_json::from_str(answer.value).unwrap_or_default();
            several.sort_unstable();
            several.dedup();
            several
        }
        kind if kind >= DetailKind::Whole => vec![answer.value.to_owned()],
        _ => Vec::new(),
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Device => f.write_str("device"),
            Self::Locale => f.write_str("locale"),
            Self::Page => f.write_str("page"),
            Self::SurveyVersion => f.write_str("survey_version"),
            Self::Quality => f.write_str("quality"),
            Self::Identity => f.write_str("identity"),
            Self::Order => f.write_str("order"),
            Self::Field(name) => write!(f, "fields.{name}"),
            Self::Question(name) => write!(f, "answers.{name}"),
        }
    }
}

impl Serialize for Segment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Segment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
