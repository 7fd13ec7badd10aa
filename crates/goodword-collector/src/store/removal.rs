//! How responses leave: erased by id or person, or removed for their age.

use goodword_core::{Response, ResponseId};

use super::erase::{BodyMatcher, Subject, Tombstone};
use super::{Error, ResponseFilter, Store};
use crate::clock;

/// So many responses are erased in one transaction.
const ERASED: usize = 256;
const DAY: i64 = 24 * 60 * 60 * 1000;
/// A browser keeps what it could not deliver for 30 days: so long a copy of a removed response may come.
const LATE: i64 = 60 * DAY;

impl Store {
    /// About so many responses are removed at a time for their age.
    pub const SWEPT: u64 = 10_000;

    /// Erases a response; false where it is not stored. A late copy is refused from now on.
    pub async fn erase_response(&self, survey: String, id: ResponseId) -> Result<bool, Error> {
        let now_ms = clock::now_ms();
        let tombstone = Tombstone { made_ms: now_ms, until_ms: None };
        let erased = self.engine.erase(survey, vec![id], BodyMatcher::any(), tombstone).await?;
        self.engine.tidy(now_ms).await?;
        Ok(erased > 0)
    }

    /// Erases every stored response of a person, in one survey or in all (`None`); the number of them.
    pub async fn erase(&self, subject: Subject, survey: Option<String>) -> Result<u64, Error> {
        let (now_ms, matcher) = (clock::now_ms(), BodyMatcher::of(subject));
        let surveys = self.named_or_all(survey).await?;
        let (tombstone, mut erased) = (Tombstone { made_ms: now_ms, until_ms: None }, 0);
        for survey in surveys {
            for ids in self.matching(&survey, &matcher).await?.chunks(ERASED) {
                erased += self.engine.erase(survey.clone(), ids.to_vec(), matcher.clone(), tombstone).await?;
            }
        }
        self.engine.tidy(now_ms).await?;
        Ok(erased)
    }

    /// How many stored responses are a person's, in one survey or in all (`None`).
    pub async fn count(&self, subject: Subject, survey: Option<String>) -> Result<u64, Error> {
        let (matcher, mut found) = (BodyMatcher::of(subject), 0);
        for survey in self.named_or_all(survey).await? {
            found += u64::try_from(self.matching(&survey, &matcher).await?.len()).unwrap_or(u64::MAX);
        }
        Ok(found)
    }

    /// The surveys in which a person's responses may stand.
    pub(crate) async fn named_or_all(&self, survey: Option<String>) -> Result<Vec<String>, Error> {
        match survey {
            Some(survey) => Ok(vec![survey]),
            None => Ok(self.surveys().await?.into_iter().map(|survey| survey.id).collect()),
        }
    }

    async fn matching(&self, survey: &str, matcher: &BodyMatcher) -> Result<Vec<ResponseId>, Error> {
        let (mut filter, mut ids) = (ResponseFilter::all(survey), Vec::new());
        loop {
            let page = self.engine.page(filter.clone()).await?;
            if page.bodies.is_empty() {
                return Ok(ids);
            }
            filter.after = page.last;
            let matching = page.bodies.iter().filter(|body| matcher.fits(body));
            ids.extend(matching.filter_map(|body| Some(Response::parse(body).ok()?.id)));
        }
    }

    /// True while somebody who reads the database keeps what was erased in its log on disk.
    pub fn is_erasure_pending(&self) -> bool {
        self.engine.is_erasure_pending()
    }

    /// When the newest response arrived of the surveys that do not keep theirs for good, in Unix milliseconds; `None` where
    /// there is none.
    pub async fn newest_that_goes(&self) -> Result<Option<i64>, Error> {
        let mut newest = None;
        for (survey, _) in self.settings().retentions() {
            newest = newest.max(self.engine.newest_ms(survey.clone()).await?);
        }
        Ok(newest)
    }

    /// Removes what is older than its survey keeps it, by the clock of this machine; the number of responses, which is
    /// [`Store::SWEPT`] or a little more where some may be left.
    pub async fn sweep(&self) -> Result<u64, Error> {
        let (now_ms, settings, mut swept) = (clock::now_ms(), self.settings(), 0);
        for (survey, days) in settings.retentions() {
            let before_ms = now_ms.saturating_sub(i64::from(days).saturating_mul(DAY));
            let tombstone = Tombstone { made_ms: now_ms, until_ms: Some(now_ms.saturating_add(LATE)) };
            loop {
                let ids = self.engine.expired(survey.clone(), before_ms).await?;
                if ids.is_empty() || swept >= Self::SWEPT {
                    break;
                }
                // One that was replaced a moment ago is as new as what replaced it.
                let erased =
                    self.engine.erase(survey.clone(), ids, BodyMatcher::received_before(before_ms), tombstone).await?;
                if erased == 0 {
                    break;
                }
                swept += erased;
            }
        }
        self.engine.tidy(now_ms).await?;
        Ok(swept)
    }
}
