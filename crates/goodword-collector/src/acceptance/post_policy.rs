//! Who may post to a survey: everybody, until its owner names keys or origins, or closes it. What is set for one survey
//! says nothing about another.

use goodword_core::{Problem, Response};
use subtle::ConstantTimeEq;

use crate::config::Origin;
use crate::store::{Definitions, Settings, SettingsSnapshot};

/// Why a posted response is not taken, whatever it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAllowed {
    /// It lacks the write key.
    WriteKey,
    /// It comes from a page of an origin that the owner did not name.
    Origin,
    /// The survey takes no more.
    Closed,
    /// The survey wants to know who answers, and it is not proven.
    Identity,
}

/// All that decides whether a posted response is taken.
#[derive(Clone, Copy)]
pub(crate) struct PostPolicy<'a> {
    pub(crate) settings: &'a SettingsSnapshot,
    pub(crate) definitions: &'a Definitions,
    /// The origin of the page that sent it, where that is no page of this collector. Browsers name it with every post; a
    /// program may leave it out, or name what it likes.
    pub(crate) origin: Option<&'a str>,
}

impl PostPolicy<'_> {
    /// Fails with the reason for which the response is not taken. Whoever lacks the key learns nothing else.
    pub(super) fn check(&self, response: &Response) -> Result<(), NotAllowed> {
        let survey = response.survey.as_str();
        let Some(settings) = self.settings.get(survey) else { return Ok(()) };
        if !settings.keys.is_empty() && !holds(settings, response.key.as_deref().unwrap_or_default()) {
            return Err(NotAllowed::WriteKey);
        }
        if !self.is_allowed_origin(settings) {
            return Err(NotAllowed::Origin);
        }
        if settings.closed { Err(NotAllowed::Closed) } else { Ok(()) }
    }

    /// Whether the survey of a response takes it with a key only.
    pub(super) fn has_keys(&self, response: &Response) -> bool {
        self.settings.get(response.survey.as_str()).is_some_and(|settings| !settings.keys.is_empty())
    }

    /// What does not fit a survey that is strict: a version, or a question, that nobody has defined.
    pub(super) fn undefined(&self, response: &Response) -> Vec<Problem> {
        let (survey, version) = (response.survey.as_str(), response.survey_version.as_deref());
        let strict = self.settings.get(survey).is_some_and(|settings| settings.strict);
        if !strict || self.definitions.get(survey, version).is_some() {
            return Vec::new();
        }
        let versions = version.is_some() || self.definitions.hold(survey);
        let version =
            versions.then(|| Problem::new("survey_version", "must be a version of this survey that is defined"));
        let questions = response.answers.other.iter();
        let questions =
            questions.map(|(id, _)| Problem::new(format!("answers.{id}"), "is not a question of this survey"));
        version.into_iter().chain(questions).collect()
    }

    fn is_allowed_origin(&self, settings: &Settings) -> bool {
        let Some(origin) = self.origin else { return true };
        let allowed = |text: &String| text.parse().is_ok_and(|allowed: Origin| allowed.allows(origin));
        settings.origins.is_empty() || settings.origins.iter().any(allowed)
    }
}

fn holds(settings: &Settings, key: &str) -> bool {
    let equal = |known: &String| bool::from(known.as_bytes().ct_eq(key.as_bytes()));
    // Every key is looked at, so that the time taken does not tell which one was close.
    settings.keys.iter().fold(false, |found, known| equal(known) | found)
}
