//! What responses can be set apart by.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::record::{Detail, DetailKind};
use crate::{FieldName, Problem, Record};

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
    /// The order of the three scored questions.
    Order,
    /// A hidden field of the owner's.
    Field(FieldName),
}

impl Segment {
    /// `device`, `locale`, `page`, `survey_version`, `order` or `fields.` and a name.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match text {
            "device" => Ok(Self::Device),
            "locale" => Ok(Self::Locale),
            "page" => Ok(Self::Page),
            "survey_version" => Ok(Self::SurveyVersion),
            "order" => Ok(Self::Order),
            _ => text.strip_prefix("fields.").and_then(|name| FieldName::parse(name).ok()).map(Self::Field).ok_or_else(
                || Problem::whole("must be device, locale, page, survey_version, order or fields. and a name"),
            ),
        }
    }

    /// Whether this detail of a record says its value; the order is said by none.
    pub(crate) fn is_of(&self, detail: &Detail<'_>) -> bool {
        match (self, detail.kind) {
            (Self::Device, DetailKind::Device)
            | (Self::Locale, DetailKind::Locale)
            | (Self::SurveyVersion, DetailKind::Version)
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

    /// What a record says about it. `None` when it says nothing.
    pub fn of(&self, record: &Record) -> Option<String> {
        match self {
            Self::Order => record.order.map(|order| order.to_string()),
            _ => record.details.iter().find_map(|detail| self.value(&detail)).map(str::to_owned),
        }
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Device => f.write_str("device"),
            Self::Locale => f.write_str("locale"),
            Self::Page => f.write_str("page"),
            Self::SurveyVersion => f.write_str("survey_version"),
            Self::Order => f.write_str("order"),
            Self::Field(name) => write!(f, "fields.{name}"),
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
