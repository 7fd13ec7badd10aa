//! Which surveys the public may begin: a name costs nothing to make up, and each is kept for good.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::engine::Engine;
use super::{Error, SurveyRevision};

/// So many names are kept at hand; then they are forgotten, and looked up again.
const NAMES: usize = 10_000;
/// After there were too many, they are not counted anew for so long.
const FULL: Duration = Duration::from_secs(30);

/// Which surveys the public may post to. A survey is known when it has a definition, settings, or has had responses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PublicSurveys {
    /// Every one, until the public has begun a thousand of them; then the known ones.
    #[default]
    UntilMany,
    /// Every one.
    Any,
    /// The known ones.
    Known,
}

impl PublicSurveys {
    /// So many surveys the public may begin where nobody has said anything about it.
    pub const MOST: usize = 1_000;
}

impl FromStr for PublicSurveys {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "any" => Ok(Self::Any),
            "known" => Ok(Self::Known),
            _ => Err("must be any or known"),
        }
    }
}

impl fmt::Display for PublicSurveys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UntilMany => write!(f, "any, until the public has begun {} of them; then known", Self::MOST),
            Self::Any => f.write_str("any"),
            Self::Known => f.write_str("known"),
        }
    }
}

/// Who only wants to know how many there are hears what was counted so lately.
const COUNTED: Duration = Duration::from_secs(5);

/// The names that were looked up, and whether there were too many.
#[derive(Default)]
pub(super) struct KnownSurveys {
    names: Mutex<HashSet<String>>,
    full: Mutex<Option<Instant>>,
    /// How many the public has begun; held while they are counted, so that one at a time does.
    begun: tokio::sync::Mutex<Option<(Instant, usize)>>,
}

impl KnownSurveys {
    /// Whether the public may post to a survey that has neither a definition nor settings.
    pub(super) async fn admits(&self, engine: &dyn Engine, survey: &str, public: PublicSurveys) -> Result<bool, Error> {
        if self.has(survey) {
            return Ok(true);
        }
        if engine.revision(survey.to_owned()).await? != SurveyRevision::default() {
            self.keep(survey);
            return Ok(true);
        }
        Ok(public == PublicSurveys::UntilMany && !self.is_full(engine).await?)
    }

    /// How many surveys the public has begun, up to [`PublicSurveys::MOST`].
    pub(super) async fn begun(&self, engine: &dyn Engine) -> Result<usize, Error> {
        let mut begun = self.begun.lock().await;
        if let Some((at, count)) = *begun
            && at.elapsed() < COUNTED
        {
            return Ok(count);
        }
        let count = engine.begun_surveys(PublicSurveys::MOST).await?;
        *begun = Some((Instant::now(), count));
        Ok(count)
    }

    async fn is_full(&self, engine: &dyn Engine) -> Result<bool, Error> {
        let seen = *self.full.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.is_some_and(|seen| seen.elapsed() < FULL) {
            return Ok(true);
        }
        let full = engine.begun_surveys(PublicSurveys::MOST).await? >= PublicSurveys::MOST;
        if full {
            tracing::warn!(
                "the public has begun {} surveys: further names are refused; see --surveys",
                PublicSurveys::MOST
            );
        }
        *self.full.lock().unwrap_or_else(PoisonError::into_inner) = full.then(Instant::now);
        Ok(full)
    }

    fn has(&self, survey: &str) -> bool {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).contains(survey)
    }

    fn keep(&self, survey: &str) {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= NAMES {
            names.clear();
        }
        names.insert(survey.to_owned());
    }
}
