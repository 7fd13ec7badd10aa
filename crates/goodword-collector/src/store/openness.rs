//! Whether a store takes what comes: of which surveys, and at this moment.

use super::{Error, PublicSurveys, Store};
use crate::clock;

impl Store {
    /// Whether the public may post to a survey, by what is known of it: whoever may begin surveys may make up names.
    pub async fn admits(&self, survey: &str, public: PublicSurveys) -> Result<bool, Error> {
        let configured = self.settings().get(survey).is_some() || self.definitions().hold(survey);
        if configured || public == PublicSurveys::Any {
            Ok(true)
        } else {
            self.known.admits(&*self.engine, survey, public).await
        }
    }

    /// How many surveys the public has begun, up to [`PublicSurveys::MOST`]: they have responses, and neither a definition
    /// nor settings.
    pub async fn begun_surveys(&self) -> Result<usize, Error> {
        self.engine.begun_surveys(PublicSurveys::MOST).await
    }

    /// The same as of a few seconds ago, for who asks often.
    pub async fn surveys_begun_lately(&self) -> Result<usize, Error> {
        self.known.begun(&*self.engine).await
    }

    /// Fails where the next response would not be stored: by what became of the last ones, by how long one has waited, and
    /// otherwise by storing something that nobody keeps. That is done once a second at most, however often this is asked.
    pub async fn ready(&self) -> Result<(), Error> {
        self.readiness.check(self.engine.probe(clock::now_ms())).await
    }

    /// Whether a write was refused a moment ago because somebody else held a lock in the database.
    pub fn is_locked(&self) -> bool {
        self.readiness.is_locked()
    }
}
