//! What is wrong with a piece of input, told to the person who can mend it.

use std::fmt;

/// What every `type` of a problem of our collector begins with (RFC 9457): a widget that reads it knows that the refusal
/// comes from a collector that looked at the response, not from something in between.
pub const PREFIX: &str = "urn:goodword:problem:";

/// One rule that one field breaks. It never repeats the input itself.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// Dotted path of the field, such as `answers.recommend`; empty for the whole body.
    pub field: String,
    /// The rule it breaks, such as `must be a whole number from 0 to 10`.
    pub rule: String,
}

impl Problem {
    /// A problem of `field` with `rule`.
    pub fn new(field: impl Into<String>, rule: impl Into<String>) -> Self {
        Self { field: field.into(), rule: rule.into() }
    }

    /// A problem of the whole body.
    pub fn whole(rule: impl Into<String>) -> Self {
        Self::new("", rule)
    }

    /// The same problem seen from one level further out.
    #[must_use]
    pub fn within(mut self, parent: &str) -> Self {
        self.field = match self.field.as_str() {
            "" => parent.to_owned(),
            field => [parent, ".", field].concat(),
        };
        self
    }

    /// `answers.recommend: must be a whole number from 0 to 10`.
    pub fn to_text(&self) -> String {
        match self.field.as_str() {
            "" => self.rule.clone(),
            field => [field, ": ", &self.rule].concat(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl std::error::Error for Problem {}
