//! Where responses are kept: each once by (tenant, survey, id), acknowledged only after it is on disk.
//!
//! [`Store`] is a handle on an [`Engine`], with what does not depend on which one that is.

mod definition;
mod engine;
mod erase;
mod error;
mod filter;
mod follow_up;
mod known;
mod plan;
mod postgres;
mod row;
mod settings;
mod sqlite;
mod stamp;
mod url;

use std::path::Path;
use std::sync::Arc;

use goodword_core::rollup::Fold;
use goodword_core::{ResponseId, Segment, Tally, Zone};

use self::known::Known;
use self::postgres::Postgres;
use self::sqlite::Sqlite;
use crate::clock;
use crate::token::Token;
pub use definition::{Definition, Definitions};
pub use engine::{Engine, Hash};
pub use erase::{Matcher, Subject, Tombstone};
pub use error::Error;
pub use filter::{Filter, Page};
pub use follow_up::{FollowUpRow, FollowUps};
pub use row::{ANSWERED, OPEN, Outcome, Row, Rows};
pub use settings::{Settings, SettingsSnapshot};
pub use stamp::{Stamp, SurveyCount};
pub use url::DatabaseUrl;

/// The one tenant there is.
const TENANT: i64 = 1;
/// So many responses are erased in one transaction.
const ERASED: usize = 256;
const DAY: i64 = 24 * 60 * 60 * 1000;
/// A browser keeps what it could not deliver for 30 days: so long a copy of a removed response may come.
const LATE: i64 = 60 * DAY;

/// Whether a write waits for room where too many wait already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// It is refused with [`Error::Busy`].
    None,
    /// It waits.
    Waits,
}

/// A handle on the stored responses. Clones share the database.
#[derive(Clone)]
pub struct Store {
    engine: Arc<dyn Engine>,
    known: Arc<Known>,
}

impl Store {
    /// Opens the database, making its tables where there are none.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, Error> {
        match url {
            DatabaseUrl::Sqlite(path) => Self::sqlite(path),
            DatabaseUrl::Postgres(url) => {
                let engine = Postgres::open(url).await?;
                let known = Known::new(engine.definitions().await?, engine.settings().await?);
                Ok(Self::new(Arc::new(engine), known))
            }
        }
    }

    /// Opens a file of SQLite, making it where there is none.
    pub fn sqlite(path: &Path) -> Result<Self, Error> {
        let (engine, (definitions, settings)) = Sqlite::open(path)?;
        Ok(Self::new(Arc::new(engine), Known::new(definitions, settings)))
    }

    fn new(engine: Arc<dyn Engine>, known: Known) -> Self {
        let known = Arc::new(known);
        known::watch(&known, &engine);
        Self { engine, known }
    }

    /// The engine itself, for what needs nothing else.
    pub fn engine(&self) -> &dyn Engine {
        &*self.engine
    }

    /// Stores all of `rows` or, on an error, none. Refused at once with [`Error::Busy`] when too much waits.
    pub async fn put(&self, rows: Rows) -> Result<Vec<Outcome>, Error> {
        self.engine.put(rows, Patience::None).await
    }

    /// As [`Store::put`], but waits for room.
    pub async fn put_patiently(&self, rows: Rows) -> Result<Vec<Outcome>, Error> {
        self.engine.put(rows, Patience::Waits).await
    }

    /// The next responses that `filter` asks for; an empty page is the end.
    pub async fn page(&self, filter: Filter) -> Result<Page, Error> {
        self.engine.page(filter).await
    }

    /// The place of a response in its survey's order of first storage.
    pub async fn position(&self, survey: String, id: ResponseId) -> Result<Option<i64>, Error> {
        self.engine.position(survey, id).await
    }

    /// How a survey's responses stand, without looking at one of them.
    pub async fn stamp(&self, survey: String) -> Result<Stamp, Error> {
        self.engine.stamp(survey).await
    }

    /// Every survey, by name.
    pub async fn surveys(&self) -> Result<Vec<SurveyCount>, Error> {
        self.engine.surveys().await
    }

    /// The surveys in which a response of that id is stored.
    pub async fn holders(&self, id: ResponseId) -> Result<Vec<String>, Error> {
        self.engine.holders(id).await
    }

    /// Counts of a survey's responses, from what is counted as they are stored: no response is read.
    pub async fn tally(&self, survey: String, by: Option<&Segment>, zone: &Zone) -> Result<Tally, Error> {
        let segment = by.map(ToString::to_string).unwrap_or_default();
        let cells = self.engine.cells(survey.clone(), segment).await?;
        let mut fold = Fold::new(zone, by);
        for (cell, n) in &cells {
            fold.add(cell, *n);
        }
        Ok(fold.finish(&survey))
    }

    /// The latest definition of `survey`.
    pub async fn definition(&self, survey: String) -> Result<Option<Definition>, Error> {
        self.engine.definition(survey).await
    }

    /// Stores a definition; whether it is the first of its version.
    pub async fn put_definition(&self, definition: Definition) -> Result<bool, Error> {
        let first = self.engine.put_definition(definition, clock::now_ms()).await?;
        self.known.read(&*self.engine).await?;
        Ok(first)
    }

    /// Every stored definition. Another process's are seen within seconds.
    pub fn definitions(&self) -> Definitions {
        self.known.definitions()
    }

    /// Every survey's settings. Another process's are seen within seconds.
    pub fn settings(&self) -> SettingsSnapshot {
        self.known.settings()
    }

    /// Stores the settings of `survey`.
    pub async fn put_settings(&self, survey: String, settings: Settings) -> Result<(), Error> {
        self.engine.put_settings(survey, settings).await?;
        self.known.read(&*self.engine).await
    }

    /// Customers who asked to be answered, by due date.
    pub async fn follow_ups(&self, wanted: FollowUps) -> Result<Vec<FollowUpRow>, Error> {
        let bodies = self.engine.follow_ups(wanted).await?;
        Ok(bodies.iter().filter_map(|body| FollowUpRow::of(body)).collect())
    }

    /// Sets the state of a response's follow-up, [`OPEN`] or [`ANSWERED`]; whether it has one.
    pub async fn set_follow_up(&self, survey: String, id: ResponseId, state: &str) -> Result<bool, Error> {
        self.engine.set_follow_up(survey, id, state.to_owned(), clock::now_ms()).await
    }

    /// Erases a response; whether it was stored. A late copy is refused from now on.
    pub async fn erase_response(&self, survey: String, id: ResponseId) -> Result<bool, Error> {
        let now_ms = clock::now_ms();
        let tombstone = Tombstone { made_ms: now_ms, until_ms: None };
        let erased = self.engine.erase(survey, vec![id], Matcher::any(), tombstone).await?;
        self.engine.tidy(now_ms).await?;
        Ok(erased > 0)
    }

    /// Erases every stored response of a person, in one survey or in all; how many.
    pub async fn erase(&self, subject: Subject, survey: Option<String>) -> Result<u64, Error> {
        let (now_ms, fits) = (clock::now_ms(), Matcher::of(subject));
        let surveys = match survey {
            Some(survey) => vec![survey],
            None => self.engine.surveys().await?.into_iter().map(|survey| survey.id).collect(),
        };
        let (tombstone, mut erased) = (Tombstone { made_ms: now_ms, until_ms: None }, 0);
        for survey in surveys {
            for ids in self.fitting(&survey, &fits).await?.chunks(ERASED) {
                erased += self.engine.erase(survey.clone(), ids.to_vec(), fits.clone(), tombstone).await?;
            }
        }
        self.engine.tidy(now_ms).await?;
        Ok(erased)
    }

    async fn fitting(&self, survey: &str, fits: &Matcher) -> Result<Vec<ResponseId>, Error> {
        let (mut filter, mut ids) = (Filter::all(survey), Vec::new());
        loop {
            let page = self.engine.page(filter.clone()).await?;
            if page.bodies.is_empty() {
                return Ok(ids);
            }
            filter.after = page.last;
            let fitting = page.bodies.iter().filter(|body| fits.fits(body));
            ids.extend(fitting.filter_map(|body| Some(goodword_core::Response::parse(body).ok()?.id)));
        }
    }

    /// Removes what is older than its survey keeps it; how many responses. To be called every hour.
    pub async fn sweep(&self) -> Result<u64, Error> {
        let (now_ms, settings, mut swept) = (clock::now_ms(), self.settings(), 0);
        for (survey, days) in settings.retentions() {
            let before_ms = now_ms.saturating_sub(i64::from(days).saturating_mul(DAY));
            let tombstone = Tombstone { made_ms: now_ms, until_ms: Some(now_ms.saturating_add(LATE)) };
            loop {
                let ids = self.engine.expired(survey.clone(), before_ms).await?;
                if ids.is_empty() {
                    break;
                }
                // One that was replaced a moment ago is as new as what replaced it.
                let erased =
                    self.engine.erase(survey.clone(), ids, Matcher::received_before(before_ms), tombstone).await?;
                if erased == 0 {
                    break;
                }
                swept += erased;
            }
        }
        self.engine.tidy(now_ms).await?;
        Ok(swept)
    }

    /// The token of that hash, unless it is revoked or expired.
    pub async fn token(&self, hash: Hash) -> Result<Option<Token>, Error> {
        self.engine.live_token(hash, clock::now_ms()).await
    }

    /// Every token there ever was, oldest first.
    pub async fn tokens(&self) -> Result<Vec<Token>, Error> {
        self.engine.tokens().await
    }

    /// Stores a token.
    pub async fn put_token(&self, token: Token) -> Result<(), Error> {
        self.engine.put_token(token).await
    }

    /// Stores a token that may administer, unless there ever was one; whether it was stored.
    pub async fn put_first_admin(&self, token: Token) -> Result<bool, Error> {
        self.engine.put_first_admin(token).await
    }

    /// Ends a token's life; whether it was alive.
    pub async fn revoke(&self, hash: Hash) -> Result<bool, Error> {
        self.engine.revoke_token(hash, clock::now_ms()).await
    }

    /// Notes that a token was used: at most once a minute, by and by, and not at all when much is to be written.
    pub fn touch(&self, hash: Hash) {
        let now_ms = clock::now_ms();
        if self.known.touches(hash, now_ms) {
            let engine = Arc::clone(&self.engine);
            tokio::spawn(async move { engine.touch_token(hash, now_ms).await });
        }
    }

    /// Starts a session of a token.
    pub async fn put_session(&self, hash: Hash, token: Hash, expires_ms: i64) -> Result<(), Error> {
        self.engine.put_session(hash, token, expires_ms).await
    }

    /// The token of a session, unless either is over.
    pub async fn session(&self, hash: Hash) -> Result<Option<Token>, Error> {
        self.engine.live_session(hash, clock::now_ms()).await
    }

    /// Ends a session; whether there was one.
    pub async fn end_session(&self, hash: Hash) -> Result<bool, Error> {
        self.engine.end_session(hash).await
    }

    /// Proves that a row can be committed.
    pub async fn probe(&self) -> Result<(), Error> {
        self.engine.probe(clock::now_ms()).await
    }

    /// How many groups of writes were committed so far.
    pub fn commits(&self) -> u64 {
        self.engine.commits()
    }

    /// How many writes wait.
    pub fn waiting(&self) -> usize {
        self.engine.waiting()
    }

    /// Waits until the store stops by itself, and tells why.
    pub async fn stopped(&self) -> Option<Error> {
        self.engine.stopped().await
    }

    /// Takes no more writes and commits what waits.
    pub async fn close(&self) {
        self.engine.close().await;
    }
}
