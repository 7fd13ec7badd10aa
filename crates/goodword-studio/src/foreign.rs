//! Definitions of other programs, by their shape, as definitions of ours, with a list of what has no counterpart.

mod builder;
mod expression;
mod formbricks;
mod parts;
mod posthog;
mod program;
mod surveyjs;
mod typeform;
mod words;

use goodword_core::Problem;
use serde_json::Value;

pub use builder::{Imported, Note};
pub use program::Program;

/// How large a foreign definition may be, in bytes: they hold styles and translations that are not taken.
pub const BYTES: usize = 4 * 1024 * 1024;

/// Takes a definition over. What nobody knows is said, and what becomes no survey at all.
pub fn import(text: &str) -> Result<Imported, Problem> {
    if text.len() > BYTES {
        return Err(Problem::whole("must be at most 4 MB"));
    }
    let value: Value =
        serde_json::from_str(text).map_err(|error| Problem::whole(format!("is not valid JSON: {error}")))?;
    // An answer of their interfaces holds the definition in `data`.
    let survey = value.get("data").filter(|data| data.is_object()).unwrap_or(&value);
    let Some(program) = Program::of(survey) else {
        return Err(Problem::whole("is no definition of Formbricks, PostHog, SurveyJS or Typeform that is known here"));
    };
    let imported = match program {
        Program::Formbricks => formbricks::import(survey),
        Program::PostHog => posthog::import(survey),
        Program::SurveyJs => surveyjs::import(survey),
        Program::Typeform => typeform::import(survey),
    };
    if imported.definition.questions.is_empty() {
        return Err(Problem::whole(format!("holds no question of {program} that has a counterpart")));
    }
    Ok(imported)
}
