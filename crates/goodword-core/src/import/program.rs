//! The survey programs whose exports are known.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Who wrote a file. In a mapping by the name in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "they are names of programs")]
pub enum Program {
    Delighted,
    Formbricks,
    #[serde(rename = "google-forms")]
    GoogleForms,
    LimeSurvey,
    PostHog,
    Qualtrics,
    SurveyJs,
    SurveyMonkey,
    Tally,
    Typeform,
}

impl Program {
    /// Every one, by name.
    pub const ALL: [Self; 10] = [
        Self::Delighted,
        Self::Formbricks,
        Self::GoogleForms,
        Self::LimeSurvey,
        Self::PostHog,
        Self::Qualtrics,
        Self::SurveyJs,
        Self::SurveyMonkey,
        Self::Tally,
        Self::Typeform,
    ];

    /// The name as its makers write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Delighted => "Delighted",
            Self::Formbricks => "Formbricks",
            Self::GoogleForms => "Google Forms",
            Self::LimeSurvey => "LimeSurvey",
            Self::PostHog => "PostHog",
            Self::Qualtrics => "Qualtrics",
            Self::SurveyJs => "SurveyJS",
            Self::SurveyMonkey => "SurveyMonkey",
            Self::Tally => "Tally",
            Self::Typeform => "Typeform",
        }
    }

    /// What responses are filed under when nobody says otherwise: the name in lower case, with hyphens.
    pub fn survey(self) -> &'static str {
        match self {
            Self::Delighted => "delighted",
            Self::Formbricks => "formbricks",
            Self::GoogleForms => "google-forms",
            Self::LimeSurvey => "limesurvey",
            Self::PostHog => "posthog",
            Self::Qualtrics => "qualtrics",
            Self::SurveyJs => "surveyjs",
            Self::SurveyMonkey => "surveymonkey",
            Self::Tally => "tally",
            Self::Typeform => "typeform",
        }
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
