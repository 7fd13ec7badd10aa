//! What an owner decides about one survey.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The smallest group is at least and at most so large: of two, each knows what the other said.
pub const MIN_GROUPS: (u32, u32) = (3, 1_000);

/// The settings of one survey. The default takes responses from every origin and keeps them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The public write keys, one of which a response must carry; none asks for none.
    pub keys: Vec<String>,
    /// The origins whose pages may post; none allows all that the collector allows.
    pub origins: Vec<String>,
    /// Responses are removed so many days after they were received, 1 to 36,500; `None` keeps them.
    pub retention_days: Option<u32>,
    /// True when it takes no more responses.
    pub closed: bool,
    /// True when it takes only responses to versions and questions that are defined.
    pub strict: bool,
    /// Who may answer, as far as that is asked.
    pub identity: Identity,
    /// True when an answer is refused of which it is not proven who gave it.
    pub require_identity: bool,
    /// What the owner's back end signs with, where `identity` is `signed`; two while one takes the place of the other.
    pub signing_secrets: Vec<String>,
    /// Who else is told of this survey.
    pub webhooks: Vec<SurveyWebhook>,
    /// Nothing is told of fewer people than that, 3 to 1,000; `None` tells of each response.
    pub min_group: Option<u32>,
    /// What sets the groups apart, as a [`goodword_core::Segment`] is written; `None` tells of all together.
    pub group_by: Option<String>,
}

/// An address that is told of one survey.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SurveyWebhook {
    /// What it is called among those of its survey.
    pub name: String,
    /// Where messages are posted to.
    pub url: String,
    /// `whsec_…`, or several while one takes the other's place.
    pub secrets: Vec<String>,
    /// The names of events; none are those that need a person.
    pub events: Vec<String>,
    /// `standard`, or `text` for a chat.
    pub format: Option<String>,
    /// Whether 302 or 303 says that it arrived.
    pub accept_redirect: bool,
}

/// Who answers a survey.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Identity {
    /// Whoever comes.
    #[default]
    Open,
    /// Whoever holds an invitation, once.
    Invited,
    /// Whoever the owner's back end vouches for.
    Signed,
}

impl Identity {
    /// As it is written in settings, and in responses of which it is proven.
    pub fn level(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invited => "invited",
            Self::Signed => "signed",
        }
    }
}

impl Settings {
    pub(crate) fn to_json(&self) -> String {
        let mut body = serde_json::to_value(self).unwrap_or_default();
        let later = [
            ("strict", !self.strict),
            ("identity", self.identity == Identity::Open),
            ("require_identity", !self.require_identity),
            ("signing_secrets", self.signing_secrets.is_empty()),
            ("webhooks", self.webhooks.is_empty()),
            ("min_group", self.min_group.is_none()),
            ("group_by", self.group_by.is_none()),
        ];
        // A collector of yesterday beside this one does not know them, and would close the survey.
        for (name, _) in later.into_iter().filter(|(_, is_default)| *is_default) {
            body.as_object_mut().map(|object| object.remove(name));
        }
        body.to_string()
    }

    /// Settings that a newer version wrote and this one does not know close the survey rather than open it, and tell
    /// rather too little.
    pub(crate) fn read(body: &str) -> Self {
        serde_json::from_str(body).unwrap_or(Self { closed: true, min_group: Some(MIN_GROUPS.1), ..Self::default() })
    }
}

/// Every survey's settings, read once and shared: each response is checked against its own.
#[derive(Debug, Clone, Default)]
pub struct SettingsSnapshot(Arc<HashMap<String, Settings>>);

impl SettingsSnapshot {
    pub(crate) fn new(stored: Vec<(String, Settings)>) -> Self {
        Self(Arc::new(stored.into_iter().collect()))
    }

    /// The settings of a survey; `None` where nobody has set any.
    pub fn get(&self, survey: &str) -> Option<&Settings> {
        self.0.get(survey)
    }

    /// Who is told of which survey.
    pub fn webhooks(&self) -> impl Iterator<Item = (&String, &SurveyWebhook)> {
        self.0.iter().flat_map(|(survey, settings)| settings.webhooks.iter().map(move |of| (survey, of)))
    }

    /// The surveys whose responses do not stay, and for how many days they do.
    pub(super) fn retentions(&self) -> impl Iterator<Item = (&String, u32)> {
        self.0.iter().filter_map(|(survey, settings)| Some((survey, settings.retention_days?)))
    }
}
