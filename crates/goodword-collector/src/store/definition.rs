//! Stored survey definitions.

use std::collections::HashMap;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use goodword_core::Survey;
use sha2::{Digest, Sha256};

/// A definition as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The survey it defines.
    pub survey: String,
    /// The version that it names, or empty.
    pub version: String,
    /// The JSON text, as the owner wrote it.
    pub body: String,
}

impl Definition {
    /// The entity tag of the text (RFC 9110 §8.8.3).
    pub fn etag(&self) -> String {
        let hash = Sha256::digest(&self.body);
        format!("\"{}\"", HEXLOWER.encode(hash.get(..16).unwrap_or_default()))
    }
}

/// Every stored definition, read once and shared: each response is checked against its own.
#[derive(Debug, Clone, Default)]
pub struct Definitions(Arc<HashMap<String, HashMap<String, Survey>>>);

impl Definitions {
    pub(super) fn new(stored: Vec<Definition>) -> Self {
        let mut surveys: HashMap<String, HashMap<String, Survey>> = HashMap::new();
        for stored in stored {
            if let Ok(survey) = Survey::parse(&stored.body) {
                surveys.entry(stored.survey).or_default().insert(stored.version, survey);
            }
        }
        Self(Arc::new(surveys))
    }

    /// The definition of that version; `None` asks for the one that names no version.
    pub fn get(&self, survey: &str, version: Option<&str>) -> Option<&Survey> {
        self.0.get(survey)?.get(version.unwrap_or_default())
    }

    /// Every version of a survey's definition.
    pub fn versions(&self, survey: &str) -> impl Iterator<Item = &Survey> {
        self.0.get(survey).into_iter().flat_map(HashMap::values)
    }

    /// True when the survey has a definition, of any version.
    pub fn hold(&self, survey: &str) -> bool {
        self.0.contains_key(survey)
    }
}
