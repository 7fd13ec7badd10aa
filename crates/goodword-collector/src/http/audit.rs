//! Who did what: the token of every request that needed one, for its line in the log. No route can leave it out, because
//! it is noted where the token is looked at.

use std::sync::{Arc, OnceLock};

/// Travels with a request, from the log to who lets it in and back.
#[derive(Clone, Default)]
pub(crate) struct AuditTrail(Arc<OnceLock<Entry>>);

/// The id of a token, and the survey that it was needed for.
pub(crate) struct Entry {
    pub(crate) token: String,
    pub(crate) survey: Option<String>,
}

impl AuditTrail {
    /// Notes a token, the first that is looked at.
    pub(crate) fn note(&self, token: String, survey: Option<&str>) {
        let _ = self.0.set(Entry { token, survey: survey.map(str::to_owned) });
    }

    /// What was noted.
    pub(crate) fn entry(&self) -> Option<&Entry> {
        self.0.get()
    }
}
