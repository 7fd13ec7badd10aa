//! What is built in a sitting: a definition, what is not offered yet, the snippet's settings, and values to try it with.

use std::collections::{BTreeMap, BTreeSet};

use goodword_core::Problem;
use serde::Serialize;
use serde_json::Value;

use crate::definition::Definition;
use crate::fields::Fields;

/// The state of a sitting. It is kept in the browser as JSON and read back as it was.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Draft {
    /// Everything that is said, languages that are not offered among it.
    pub survey: Definition,
    /// Languages that visitors are not offered yet.
    pub held_back: BTreeSet<String>,
    /// The snippet's settings by their names as attributes, hidden fields as `field-NAME`.
    pub settings: BTreeMap<String, String>,
    /// Values of hidden fields that the preview is tried with.
    pub try_fields: BTreeMap<String, String>,
}

impl Draft {
    /// A sitting that begins with a definition.
    pub fn of(survey: Definition) -> Self {
        Self { survey, ..Self::default() }
    }

    /// What visitors get: the definition without the languages that are held back.
    pub fn definition(&self) -> Definition {
        let mut survey = self.survey.clone();
        survey.locales.retain(|language, _| !self.held_back.contains(language));
        survey
    }

    /// As it is kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was kept.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let value =
            serde_json::from_str(text).map_err(|error| Problem::whole(format!("is not valid JSON: {error}")))?;
        let mut fields = Fields::of(value, "")?;
        let survey = Definition::read(fields.take("survey").unwrap_or_default())?;
        let held_back = texts(fields.take("held_back"));
        let (settings, try_fields) = (pairs(fields.take("settings")), pairs(fields.take("try_fields")));
        Ok(Self { survey, held_back, settings, try_fields })
    }
}

fn texts(value: Option<Value>) -> BTreeSet<String> {
    value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
}

fn pairs(value: Option<Value>) -> BTreeMap<String, String> {
    value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
}
