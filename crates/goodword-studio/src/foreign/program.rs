//! The programs whose definitions are known here.

use std::fmt;

use serde_json::Value;

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

impl Program {
    /// Whose it is, by the names of its parts.
    pub(super) fn of(survey: &Value) -> Option<Self> {
        let list = |name: &str| survey.get(name).and_then(Value::as_array);
        let first = |name: &str| list(name).and_then(|items| items.first());
        let holds = |item: Option<&Value>, name: &str| item.is_some_and(|item| item.get(name).is_some());
        if holds(first("blocks"), "elements") || holds(first("questions"), "headline") {
            return Some(Self::Formbricks);
        }
        if holds(first("questions"), "question") && holds(first("questions"), "type") {
            return Some(Self::PostHog);
        }
        if holds(first("pages"), "elements") || holds(first("elements"), "type") {
            return Some(Self::SurveyJs);
        }
        (holds(first("fields"), "type") && holds(first("fields"), "title")).then_some(Self::Typeform)
    }
}
