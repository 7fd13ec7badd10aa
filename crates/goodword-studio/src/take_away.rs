//! What an owner takes away: a snippet for each place, the line for a content security policy, the link and its code.

mod escape;
mod link;
mod policy;
mod snippet;

use std::collections::BTreeMap;

use crate::draft::Draft;

pub use link::{code, link};
pub use policy::policy;
pub use snippet::{TARGETS, Target, snippet};

/// What a snippet names: the script and its hash, and the settings that it has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Embed {
    /// The address of `goodword.js`.
    pub script: String,
    /// Its hash, where the address is one that never changes.
    pub integrity: Option<String>,
    /// By their names as attributes, hidden fields as `field-NAME`; what is empty is unsaid.
    pub settings: BTreeMap<String, String>,
}

/// What stands first in a snippet; the rest follows by name.
const FIRST: [&str; 3] = ["endpoint", "survey", "config"];

impl Embed {
    /// What a draft says, for files and a collector at `site`, such as `https://shop.example/feedback/`; empty is the page's
    /// own site. What the draft's settings say goes before.
    pub fn of(draft: &Draft, site: &str, integrity: Option<String>) -> Self {
        let site = if site.is_empty() { "/" } else { site };
        let site = format!("{}/", site.trim_end_matches('/'));
        let survey = draft.survey.id.clone().unwrap_or_default();
        let mut settings = BTreeMap::from([("endpoint".to_owned(), format!("{site}v1/responses"))]);
        if !survey.is_empty() {
            settings.insert("config".to_owned(), format!("{site}v1/surveys/{survey}"));
            settings.insert("survey".to_owned(), survey);
        }
        settings.extend(draft.settings.iter().map(|(name, value)| (name.clone(), value.clone())));
        // A preview is the studio's; an open root is for tests.
        settings.retain(|name, value| !value.is_empty() && name != "preview" && name != "shadow");
        Self { script: format!("{site}goodword.js"), integrity, settings }
    }

    /// The settings in the order in which they are written, without hidden fields.
    fn written(&self) -> Vec<(&str, &str)> {
        let first = FIRST.iter().filter_map(|name| self.settings.get_key_value(*name));
        let rest =
            self.settings.iter().filter(|(name, _)| !FIRST.contains(&name.as_str()) && !name.starts_with("field-"));
        first.chain(rest).map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// Hidden fields by their names.
    fn fields(&self) -> Vec<(&str, &str)> {
        self.settings.iter().filter_map(|(name, value)| Some((name.strip_prefix("field-")?, value.as_str()))).collect()
    }

    /// What a setting holds.
    fn setting(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(String::as_str)
    }
}
