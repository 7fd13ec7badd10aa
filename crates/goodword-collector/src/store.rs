//! Where responses are kept: each once by (tenant, survey, id), acknowledged only after it is on disk.
//!
//! [`Store`] is a handle on an [`Engine`], with what does not depend on which one that is.

mod access;
mod attention;
mod backpressure;
mod cache;
mod changes;
mod database_url;
mod definition;
mod engine;
mod erase;
mod error;
mod event;
mod follow_up;
mod group_rule;
mod groups;
mod known_surveys;
mod limits;
mod message;
mod notifications;
mod opening;
mod openness;
mod outbox;
mod page;
mod pool_status;
mod postgres;
mod proof;
mod readiness;
mod release;
mod removal;
mod revision;
mod row;
mod settings;
mod sqlite;
mod subscription;
mod survey_count;
mod tables;
mod tally_turns;
mod tenant;
mod upsert;
mod waiting_groups;

use std::sync::Arc;
use std::time::{Duration, Instant};

use goodword_core::rollup::Fold;
use goodword_core::{ResponseId, Segment, Tally, Zone};
use tokio::sync::watch;

use self::cache::Cache;
use self::known_surveys::KnownSurveys;
use self::notifications::Notifications;
use self::readiness::Readiness;
use self::tally_turns::TallyTurns;
use crate::clock;
pub use attention::Attention;
pub use backpressure::Backpressure;
pub use database_url::DatabaseUrl;
pub use definition::{Definition, Definitions};
pub use engine::{Engine, Hash};
pub use erase::{BodyMatcher, Subject, Tombstone};
pub use error::Error;
pub use event::Event;
pub use follow_up::{ANSWERED, FollowUpFilter, FollowUpRow, OPEN};
pub use group_rule::GroupRule;
pub use known_surveys::PublicSurveys;
pub use limits::Limits;
pub use message::{Attempt, Message};
pub use outbox::{MessageCount, Outbox, TargetState};
pub use page::{Page, ResponseFilter};
pub use pool_status::PoolStatus;
pub use proof::{Claim, ClaimOutcome, Proof};
pub use release::Release;
pub use revision::SurveyRevision;
pub use row::{Outcome, ResponseRow, Rows};
pub use settings::{Identity, MIN_GROUPS, Settings, SettingsSnapshot, SurveyWebhook};
pub use sqlite::{BackupReport, backup, check_integrity};
pub use subscription::{Subscription, Subscriptions};
pub use survey_count::SurveyCount;

/// A tally is made within that time, or given up.
const TALLY: Duration = Duration::from_secs(30);
/// So many surveys are listed at a time.
const SURVEYS: usize = 1_000;

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
    notifications: Arc<Notifications>,
}

impl Store {
    fn new(engine: Arc<dyn Engine>, cache: Cache, readiness: Readiness) -> Self {
        let cache = Arc::new(cache);
        cache::watch(&cache, &engine);
        Self {
            engine,
            cache,
            known: Arc::default(),
            turns: Arc::default(),
            readiness: Arc::new(readiness),
            notifications: Arc::default(),
        }
    }

    /// The engine itself, for what needs nothing else.
    pub fn engine(&self) -> &dyn Engine {
        &*self.engine
    }

    /// Stores all of `rows` or, on an error, none; one outcome for each row, in their order. Refused at once with
    /// [`Error::Busy`] when as many writes wait as may. Who asked to be told of it is: that is written with it.
    pub async fn put(&self, mut rows: Rows) -> Result<Vec<Outcome>, Error> {
        let told = self.notifications.address(&mut rows, &self.settings());
        let stored = self.readiness.watch(self.engine.put(rows, Backpressure::Reject)).await;
        if told && stored.is_ok() {
            self.notifications.wake();
        }
        stored
    }

    /// As [`Store::put`], but waits for room, and tells nobody: what is imported is no news.
    pub async fn put_or_wait(&self, rows: Rows) -> Result<Vec<Outcome>, Error> {
        self.readiness.watch(self.engine.put(rows, Backpressure::Wait)).await
    }

    /// Has these told from now on, of what [`Store::put`] stores.
    pub fn subscribe(&self, subscriptions: Subscriptions) {
        self.notifications.set(subscriptions);
    }

    /// Who is told of what.
    pub fn subscriptions(&self) -> Arc<Subscriptions> {
        self.notifications.subscriptions()
    }

    /// Writes messages that no response brings, but for those that are there.
    pub async fn tell(&self, messages: Vec<Message>) -> Result<(), Error> {
        if !messages.is_empty() && self.engine.enqueue(messages).await? > 0 {
            self.notifications.wake();
        }
        Ok(())
    }

    /// Changes whenever this process has written something that is to be told.
    pub fn messages_written(&self) -> watch::Receiver<u64> {
        self.notifications.written()
    }

    /// The stored text of a response; `None` where it is not stored.
    pub async fn response(&self, survey: &str, id: ResponseId) -> Result<Option<String>, Error> {
        let Some(position) = self.position(survey.to_owned(), id).await? else { return Ok(None) };
        let filter = ResponseFilter { after: position - 1, through: position, ..ResponseFilter::all(survey) };
        Ok(self.page(filter).await?.bodies.pop())
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

    /// The number of groups of writes that were committed since the store was opened.
    pub fn commits(&self) -> u64 {
        self.engine.commits()
    }

    /// The number of writes that wait.
    pub fn waiting(&self) -> usize {
        self.engine.waiting()
    }

    /// How long the write that waits longest has waited; nothing where none waits.
    pub fn oldest_write(&self) -> Duration {
        self.readiness.oldest()
    }

    /// The connections that serve everything but the storing of responses; `None` where there is no pool of them.
    pub fn connections(&self) -> Option<PoolStatus> {
        self.engine.connections()
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
