//! Where responses are kept: each once by (tenant, survey, id), acknowledged only after it is on disk.
//!
//! [`Store`] is a handle on an [`Engine`], with what does not depend on which one that is.

mod backpressure;
mod cache;
mod changes;
mod database_url;
mod definition;
mod engine;
mod erase;
mod error;
mod follow_up;
mod known_surveys;
mod limits;
mod opening;
mod page;
mod postgres;
mod readiness;
mod revision;
mod row;
mod settings;
mod sqlite;
mod survey_count;
mod tally_turns;
mod tenant;
mod upsert;

use std::sync::Arc;
use std::time::{Duration, Instant};

use goodword_core::rollup::Fold;
use goodword_core::{ResponseId, Segment, Tally, Zone};

use self::cache::Cache;
use self::known_surveys::KnownSurveys;
use self::readiness::Readiness;
use self::tally_turns::TallyTurns;
use crate::clock;
use crate::token::{Session, Token};
pub use backpressure::Backpressure;
pub use database_url::DatabaseUrl;
pub use definition::{Definition, Definitions};
pub use engine::{Engine, Hash};
pub use erase::{BodyMatcher, Subject, Tombstone};
pub use error::Error;
pub use follow_up::{ANSWERED, FollowUpFilter, FollowUpRow, OPEN};
pub use known_surveys::PublicSurveys;
pub use limits::Limits;
pub use page::{Page, ResponseFilter};
pub use revision::SurveyRevision;
pub use row::{Outcome, ResponseRow, Rows};
pub use settings::{Settings, SettingsSnapshot};
pub use sqlite::{BackupReport, backup, check_integrity};
pub use survey_count::SurveyCount;

/// A tally is made within that time, or given up.
const TALLY: Duration = Duration::from_secs(30);
/// So many surveys are listed at a time.
const SURVEYS: usize = 1_000;
/// So many responses are erased in one transaction.
const ERASED: usize = 256;
const DAY: i64 = 24 * 60 * 60 * 1000;
/// A browser keeps what it could not deliver for 30 days: so long a copy of a removed response may come.
const LATE: i64 = 60 * DAY;

/// A handle on the stored responses. Clones share the database.
///
/// Whatever writes returns only once it is on disk. What an [`Error`] says about what was stored stands with its variant.
#[derive(Clone)]
pub struct Store {
    engine: Arc<dyn Engine>,
    cache: Arc<Cache>,
    known: Arc<KnownSurveys>,
    turns: Arc<TallyTurns>,
    readiness: Arc<Readiness>,
}

impl Store {
    /// About so many responses are removed at a time for their age.
    pub const SWEPT: u64 = 10_000;

    fn new(engine: Arc<dyn Engine>, cache: Cache, readiness: Readiness) -> Self {
        let cache = Arc::new(cache);
        cache::watch(&cache, &engine);
        Self { engine, cache, known: Arc::default(), turns: Arc::default(), readiness: Arc::new(readiness) }
    }

    /// The engine itself, for what needs nothing else.
    pub fn engine(&self) -> &dyn Engine {
        &*self.engine
    }

    /// Stores all of `rows` or, on an error, none; one outcome for each row, in their order. Refused at once with
    /// [`Error::Busy`] when as many writes wait as may.
    pub async fn put(&self, rows: Rows) -> Result<Vec<Outcome>, Error> {
        self.readiness.watch(self.engine.put(rows, Backpressure::Reject)).await
    }

    /// As [`Store::put`], but waits for room.
    pub async fn put_or_wait(&self, rows: Rows) -> Result<Vec<Outcome>, Error> {
        self.readiness.watch(self.engine.put(rows, Backpressure::Wait)).await
    }

    /// The next responses that `filter` asks for; an empty page is the end.
    pub async fn page(&self, filter: ResponseFilter) -> Result<Page, Error> {
        self.engine.page(filter).await
    }

    /// The position of a response in its survey's order of first storage, 1 or more; `None` where it is not stored.
    pub async fn position(&self, survey: String, id: ResponseId) -> Result<Option<i64>, Error> {
        self.engine.position(survey, id).await
    }

    /// The revision of a survey's responses, without reading one of them; of an unknown survey, the default.
    pub async fn revision(&self, survey: String) -> Result<SurveyRevision, Error> {
        self.engine.revision(survey).await
    }

    /// Every survey that has responses or a definition, by name.
    pub async fn surveys(&self) -> Result<Vec<SurveyCount>, Error> {
        let mut surveys = self.surveys_behind(String::new(), SURVEYS).await?;
        while let Some(last) = surveys.last().map(|last| last.id.clone()) {
            let more = self.surveys_behind(last, SURVEYS).await?;
            if more.is_empty() {
                break;
            }
            surveys.extend(more);
        }
        Ok(surveys)
    }

    /// At most so many surveys that have responses or a definition and stand behind the name `after`, by name.
    pub async fn surveys_behind(&self, after: String, most: usize) -> Result<Vec<SurveyCount>, Error> {
        self.engine.surveys(after, most).await
    }

    /// That survey, if it has responses or a definition.
    pub async fn survey(&self, name: &str) -> Result<Option<SurveyCount>, Error> {
        let SurveyRevision { responses, .. } = self.engine.revision(name.to_owned()).await?;
        let known = responses > 0 || self.definitions().hold(name);
        Ok(known.then(|| SurveyCount { id: name.to_owned(), responses }))
    }

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

    /// Whether a write was refused a moment ago because somebody else held a lock in the database.
    pub fn is_locked(&self) -> bool {
        self.readiness.is_locked()
    }

    /// The names of the surveys in which a response of that id is stored.
    pub async fn holders(&self, id: ResponseId) -> Result<Vec<String>, Error> {
        self.engine.holders(id).await
    }

    /// Counts of a survey's responses, from what is counted as they are stored: no response is read. One at a time is made
    /// of a survey; [`Error::Busy`] is one that was not finished within half a minute.
    pub async fn tally(&self, survey: String, by: Option<&Segment>, zone: &Zone) -> Result<Tally, Error> {
        let deadline = Instant::now() + TALLY;
        let _turn = self.turns.take(&survey, deadline).await?;
        let (segment, fold) = (by.map(ToString::to_string).unwrap_or_default(), Box::new(Fold::new(zone, by)));
        let fold = self.engine.fold(survey.clone(), segment, fold, deadline).await?;
        Ok(fold.finish(&survey))
    }

    /// The latest definition of `survey`; `None` where it has none.
    pub async fn definition(&self, survey: String) -> Result<Option<Definition>, Error> {
        self.engine.definition(survey).await
    }

    /// Stores a definition as the latest of its survey; true when its version had none before.
    pub async fn put_definition(&self, definition: Definition) -> Result<bool, Error> {
        let first = self.engine.put_definition(definition, None, clock::now_ms()).await?;
        self.cache.read(&*self.engine).await?;
        Ok(first.unwrap_or_default())
    }

    /// As [`Store::put_definition`], if the latest definition of the survey still is the one that is `known`; `None` where
    /// it is another.
    pub async fn change_definition(&self, definition: Definition, known: Definition) -> Result<Option<bool>, Error> {
        let first = self.engine.put_definition(definition, Some(known), clock::now_ms()).await?;
        self.cache.read(&*self.engine).await?;
        Ok(first)
    }

    /// Every stored definition. Another process's are seen within seconds.
    pub fn definitions(&self) -> Definitions {
        self.cache.definitions()
    }

    /// Every survey's settings. Another process's are seen within seconds.
    pub fn settings(&self) -> SettingsSnapshot {
        self.cache.settings()
    }

    /// Replaces the settings of `survey`.
    pub async fn put_settings(&self, survey: String, settings: Settings) -> Result<(), Error> {
        self.engine.put_settings(survey, settings, None).await?;
        self.cache.read(&*self.engine).await
    }

    /// The settings of a survey as they are stored now; the default where it has none.
    pub async fn stored_settings(&self, survey: &str) -> Result<Settings, Error> {
        let all = self.engine.settings().await?;
        Ok(all.into_iter().find(|(name, _)| name == survey).map(|(_, settings)| settings).unwrap_or_default())
    }

    /// Replaces the settings of `survey` if they still are what they are `known` to be; true when it did.
    pub async fn change_settings(&self, survey: String, settings: Settings, known: Settings) -> Result<bool, Error> {
        let put = self.engine.put_settings(survey, settings, Some(known)).await?;
        self.cache.read(&*self.engine).await?;
        Ok(put)
    }

    /// Visitors who left a contact to be answered, the one due first first.
    pub async fn follow_ups(&self, filter: FollowUpFilter) -> Result<Vec<FollowUpRow>, Error> {
        let bodies = self.engine.follow_ups(filter).await?;
        Ok(bodies.iter().filter_map(|body| FollowUpRow::of(body)).collect())
    }

    /// Sets the state of a response's follow-up, [`OPEN`] or [`ANSWERED`]; false where it has none.
    pub async fn set_follow_up(&self, survey: String, id: ResponseId, state: &str) -> Result<bool, Error> {
        self.engine.set_follow_up(survey, id, state.to_owned(), clock::now_ms()).await
    }

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
            ids.extend(matching.filter_map(|body| Some(goodword_core::Response::parse(body).ok()?.id)));
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

    /// The token of that hash; `None` where there is none, or it is revoked or expired.
    pub async fn token(&self, hash: Hash) -> Result<Option<Token>, Error> {
        self.engine.live_token(hash, clock::now_ms()).await
    }

    /// Every token there ever was, revoked and expired ones included, oldest first.
    pub async fn tokens(&self) -> Result<Vec<Token>, Error> {
        self.engine.tokens().await
    }

    /// Stores a token.
    pub async fn put_token(&self, token: Token) -> Result<(), Error> {
        self.engine.put_token(token).await
    }

    /// Stores a token that may administer, unless there ever was one; true when it was stored.
    pub async fn put_first_admin(&self, token: Token) -> Result<bool, Error> {
        self.engine.put_first_admin(token).await
    }

    /// Revokes a token from now on; false where it was revoked already, or is none.
    pub async fn revoke(&self, hash: Hash) -> Result<bool, Error> {
        self.engine.revoke_token(hash, clock::now_ms()).await
    }

    /// Notes that a token was used: at most once a minute, by and by, and not at all when much is to be written.
    pub fn touch(&self, hash: Hash) {
        let now_ms = clock::now_ms();
        if self.cache.touches(hash, now_ms) {
            let engine = Arc::clone(&self.engine);
            tokio::spawn(async move { engine.touch_token(hash, now_ms).await });
        }
    }

    /// Stores a session of a token, which ends at `expires_ms`, in Unix milliseconds.
    pub async fn put_session(&self, hash: Hash, token: Hash, expires_ms: i64) -> Result<(), Error> {
        self.engine.put_session(hash, token, expires_ms).await
    }

    /// The token of a session; `None` where there is none, or either is over.
    pub async fn session(&self, hash: Hash) -> Result<Option<Token>, Error> {
        self.engine.live_session(hash, clock::now_ms()).await
    }

    /// Ends a session; false where there was none.
    pub async fn end_session(&self, hash: Hash) -> Result<bool, Error> {
        self.engine.end_session(hash).await
    }

    /// Every session that is not over, the one that ends first first.
    pub async fn sessions(&self) -> Result<Vec<Session>, Error> {
        self.engine.sessions(clock::now_ms()).await
    }

    /// Fails where the next response would not be stored: by what became of the last ones, by how long one has waited, and
    /// otherwise by storing something that nobody keeps. That is done once a second at most, however often this is asked.
    pub async fn ready(&self) -> Result<(), Error> {
        self.readiness.check(self.engine.probe(clock::now_ms())).await
    }

    /// The number of groups of writes that were committed since the store was opened.
    pub fn commits(&self) -> u64 {
        self.engine.commits()
    }

    /// The number of writes that wait.
    pub fn waiting(&self) -> usize {
        self.engine.waiting()
    }

    /// Waits until the store stops by itself; the cause, or `None` where it was closed.
    pub async fn stopped(&self) -> Option<Error> {
        self.engine.stopped().await
    }

    /// Takes no more writes and commits what waits.
    pub async fn close(&self) {
        self.engine.close().await;
    }
}
