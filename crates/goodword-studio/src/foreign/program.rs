//! The programs whose definitions are known.

use std::fmt;

/// Whose definition it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// <https://formbricks.com>
    Formbricks,
    /// <https://posthog.com>
    PostHog,
    /// <https://surveyjs.io>
    SurveyJs,
    /// <https://www.typeform.com>
    Typeform,
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Formbricks => "Formbricks",
            Self::PostHog => "PostHog",
            Self::SurveyJs => "SurveyJS",
            Self::Typeform => "Typeform",
        })
    }
}
