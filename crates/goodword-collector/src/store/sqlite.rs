//! The SQLite engine: one connection that writes, a few that read.

mod backup;
mod connect;
mod counts;
mod messages;
mod outbox;
mod page;
mod place;
mod proof;
mod reader_pool;
mod release;
mod rows;
mod schema;
mod survey_config;
mod token;
mod transaction;
mod writer;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use goodword_core::rollup::Fold;
use goodword_core::{ResponseId, Tally};
use rusqlite::Connection;

pub use self::backup::{BackupReport, backup};
use self::place::Place;
use self::reader_pool::ReaderPool;
use self::transaction::WriteTransaction;
use self::writer::Writer;
use super::engine::{Engine, Hash};
use super::{
    Backpressure, BodyMatcher, Definition, Error, FollowUpFilter, Limits, Outcome, Page, Release, ResponseFilter, Rows,
    Settings, SurveyCount, SurveyRevision, Tombstone,
};
use crate::store::proof::{Claim, ClaimOutcome, Proof};
use crate::token::{Scope, Session, Token};

/// A log that somebody reads is emptied so much later.
const AGAIN: Duration = Duration::from_secs(2);

/// Definitions and settings.
pub(super) type SurveyConfigs = (Vec<Definition>, Vec<(String, Settings)>);

pub(super) struct Sqlite {
    writer: Arc<Writer>,
    readers: ReaderPool,
    /// Whether a reader keeps what was erased in the log; then that is tried again by itself.
    pending: Arc<AtomicBool>,
}

/// Reads through a database file; fails with the first thing that is wrong in its pages.
pub fn check_integrity(path: &Path) -> Result<(), Error> {
    backup::integrity(&connect::to_read(path)?)
}

impl Sqlite {
    /// Opens the database, making it where there is none. With it come the definitions and settings.
    pub(super) fn open(path: &Path, limits: Limits) -> Result<(Self, SurveyConfigs), Error> {
        let connection = connect::to_write(path)?;
        let configs = (survey_config::definitions(&connection)?, survey_config::settings(&connection)?);
        let place = Place::of(path).map_err(|error| Error::Engine(error.to_string()))?;
        let writer = Writer::start(connection, place, limits.queue);
        let writer = writer.map_err(|error| Error::Engine(error.to_string()))?;
        let readers = ReaderPool::new(path.to_owned());
        Ok((Self { writer: Arc::new(writer), readers, pending: Arc::default() }, configs))
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut WriteTransaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        self.writer.write(Backpressure::Reject, work).await
    }
}

/// Empties the log as soon as nobody reads what stands in it, for as long as the store is held.
async fn empty_later(writer: Weak<Writer>, pending: Arc<AtomicBool>) {
    loop {
        tokio::time::sleep(AGAIN).await;
        let Some(writer) = writer.upgrade() else { return };
        match writer.empty_log().await {
            Ok(false) => {}
            Ok(true) => break,
            Err(error) => return tracing::warn!("the log could not be emptied: {error}"),
        }
    }
    pending.store(false, Ordering::Relaxed);
    tracing::info!("what was erased is overwritten now");
}

#[async_trait]
impl Engine for Sqlite {
    async fn put(&self, rows: Rows, backpressure: Backpressure) -> Result<Vec<Outcome>, Error> {
        self.writer.put(rows, backpressure).await
    }

    async fn page(&self, filter: ResponseFilter) -> Result<Page, Error> {
        self.readers.read(move |connection| rows::page(connection, &filter)).await
    }

    async fn position(&self, survey: String, id: ResponseId) -> Result<Option<i64>, Error> {
        self.readers.read(move |connection| rows::position(connection, &survey, id)).await
    }

    async fn revision(&self, survey: String) -> Result<SurveyRevision, Error> {
        self.readers.read(move |connection| rows::revision(connection, &survey)).await
    }

    async fn surveys(&self, after: String, most: usize) -> Result<Vec<SurveyCount>, Error> {
        self.readers.read(move |connection| rows::surveys(connection, &after, most)).await
    }

    async fn begun_surveys(&self, most: usize) -> Result<usize, Error> {
        self.readers.read(move |connection| rows::begun_surveys(connection, most)).await
    }

    async fn holders(&self, id: ResponseId) -> Result<Vec<String>, Error> {
        self.readers.read(move |connection| rows::holders(connection, id)).await
    }

    async fn fold(
        &self,
        survey: String,
        segment: String,
        mut fold: Box<Fold>,
        deadline: Instant,
    ) -> Result<Box<Fold>, Error> {
        let read = move |connection: &Connection| {
            counts::fold(connection, &survey, &segment, &mut fold)?;
            Ok(fold)
        };
        self.readers.read_until(deadline, read).await
    }

    async fn untold(&self, survey: String, after: i64) -> Result<Page, Error> {
        self.readers.read(move |connection| release::untold(connection, &survey, after)).await
    }

    async fn release(&self, releases: Vec<Release>) -> Result<(), Error> {
        if releases.is_empty() {
            return Ok(());
        }
        let insert = move |transaction: &mut WriteTransaction<'_>| {
            releases.iter().try_for_each(|release| release::insert(transaction.connection, release))
        };
        self.write(insert).await
    }

    async fn told(&self, survey: String) -> Result<Vec<Tally>, Error> {
        self.readers.read(move |connection| release::told(connection, &survey)).await
    }

    async fn releases(&self, survey: String) -> Result<Vec<Release>, Error> {
        self.readers.read(move |connection| release::all(connection, &survey)).await
    }

    async fn erase(
        &self,
        survey: String,
        ids: Vec<ResponseId>,
        matcher: BodyMatcher,
        tombstone: Tombstone,
    ) -> Result<u64, Error> {
        let erase = move |transaction: &mut WriteTransaction<'_>| {
            let mut erased = 0;
            for id in &ids {
                erased += u64::from(rows::erase(transaction, &survey, *id, &matcher, tombstone)?);
            }
            Ok(erased)
        };
        self.writer.write(Backpressure::Wait, erase).await
    }

    async fn expired(&self, survey: String, received_before_ms: i64) -> Result<Vec<ResponseId>, Error> {
        self.readers.read(move |connection| rows::expired(connection, &survey, received_before_ms)).await
    }

    async fn tombstones(&self) -> Result<Vec<(String, Hash, Tombstone)>, Error> {
        self.readers.read(rows::tombstones).await
    }

    async fn put_tombstones(&self, tombstones: Vec<(String, Hash, Tombstone)>) -> Result<(), Error> {
        self.write(move |transaction| rows::put_tombstones(transaction.connection, &tombstones)).await
    }

    async fn tidy(&self, now_ms: i64) -> Result<(), Error> {
        let forget = move |transaction: &mut WriteTransaction<'_>| {
            transaction.connection.execute("DELETE FROM tombstone WHERE until_ms < ?1", [now_ms])?;
            transaction.connection.execute("DELETE FROM session WHERE expires_ms < ?1", [now_ms])?;
            proof::tidy(transaction.connection, now_ms)
        };
        self.writer.write(Backpressure::Wait, forget).await?;
        if !self.writer.empty_log().await? && !self.pending.swap(true, Ordering::Relaxed) {
            tracing::warn!("somebody reads the database: what was erased is overwritten when they have ended");
            tokio::spawn(empty_later(Arc::downgrade(&self.writer), Arc::clone(&self.pending)));
        }
        Ok(())
    }

    fn is_erasure_pending(&self) -> bool {
        self.pending.load(Ordering::Relaxed)
    }

    async fn newest_ms(&self, survey: String) -> Result<Option<i64>, Error> {
        self.readers.read(move |connection| rows::newest_ms(connection, &survey)).await
    }

    async fn follow_ups(&self, filter: FollowUpFilter) -> Result<Vec<String>, Error> {
        self.readers.read(move |connection| rows::follow_ups(connection, &filter)).await
    }

    async fn set_follow_up(&self, survey: String, id: ResponseId, state: String, now_ms: i64) -> Result<bool, Error> {
        self.write(move |transaction| rows::set_state(transaction, &survey, id, &state, now_ms)).await
    }

    async fn definition(&self, survey: String) -> Result<Option<Definition>, Error> {
        self.readers.read(move |connection| survey_config::definition(connection, &survey)).await
    }

    async fn definitions(&self) -> Result<Vec<Definition>, Error> {
        self.readers.read(survey_config::definitions).await
    }

    async fn put_definition(
        &self,
        definition: Definition,
        known: Option<Definition>,
        now_ms: i64,
    ) -> Result<Option<bool>, Error> {
        let put = move |transaction: &mut WriteTransaction<'_>| {
            let connection = transaction.connection;
            if known.is_some() && survey_config::definition(connection, &definition.survey)? != known {
                return Ok(None);
            }
            survey_config::put_definition(connection, &definition, now_ms).map(Some)
        };
        self.write(put).await
    }

    async fn settings(&self) -> Result<Vec<(String, Settings)>, Error> {
        self.readers.read(survey_config::settings).await
    }

    async fn put_settings(&self, survey: String, settings: Settings, known: Option<Settings>) -> Result<bool, Error> {
        let put = move |transaction: &mut WriteTransaction<'_>| {
            let connection = transaction.connection;
            if let Some(known) = &known
                && survey_config::settings_of(connection, &survey)? != *known
            {
                return Ok(false);
            }
            survey_config::put_settings(connection, &survey, &settings).map(|()| true)
        };
        self.write(put).await
    }

    async fn generation(&self) -> Result<i64, Error> {
        self.readers.read(survey_config::generation).await
    }

    async fn live_token(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error> {
        self.readers.read(move |connection| token::live(connection, hash, now_ms)).await
    }

    async fn tokens(&self) -> Result<Vec<Token>, Error> {
        self.readers.read(token::all).await
    }

    async fn put_token(&self, token: Token) -> Result<(), Error> {
        self.write(move |transaction| token::insert(transaction.connection, &token)).await
    }

    async fn put_first_admin(&self, token: Token) -> Result<bool, Error> {
        let first = move |transaction: &mut WriteTransaction<'_>| {
            let admin = token::all(transaction.connection)?.iter().any(|token| token.scopes.allow(Scope::Admin));
            if !admin {
                token::insert(transaction.connection, &token)?;
            }
            Ok(!admin)
        };
        self.write(first).await
    }

    async fn revoke_token(&self, hash: Hash, now_ms: i64) -> Result<bool, Error> {
        self.write(move |transaction| token::revoke(transaction.connection, hash, now_ms)).await
    }

    async fn touch_token(&self, hash: Hash, now_ms: i64) -> Result<(), Error> {
        self.write(move |transaction| token::touch(transaction.connection, hash, now_ms)).await
    }

    async fn put_session(&self, hash: Hash, token: Hash, expires_ms: i64) -> Result<(), Error> {
        self.write(move |transaction| token::insert_session(transaction.connection, hash, token, expires_ms)).await
    }

    async fn live_session(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error> {
        self.readers.read(move |connection| token::session(connection, hash, now_ms)).await
    }

    async fn end_session(&self, hash: Hash) -> Result<bool, Error> {
        self.write(move |transaction| token::end_session(transaction.connection, hash)).await
    }

    async fn sessions(&self, now_ms: i64) -> Result<Vec<Session>, Error> {
        self.readers.read(move |connection| token::sessions(connection, now_ms)).await
    }

    async fn proofs(&self) -> Result<Vec<Proof>, Error> {
        self.readers.read(proof::all).await
    }

    async fn put_proofs(&self, proofs: Vec<Proof>) -> Result<(), Error> {
        self.write(move |transaction| proof::insert(transaction.connection, &proofs)).await
    }

    async fn prove(&self, claim: Claim) -> Result<ClaimOutcome, Error> {
        self.write(move |transaction| proof::prove(transaction.connection, &claim)).await
    }

    async fn probe(&self, now_ms: i64) -> Result<(), Error> {
        self.write(move |transaction| rows::probe(transaction.connection, now_ms)).await
    }

    fn commits(&self) -> u64 {
        self.writer.commits()
    }

    fn waiting(&self) -> usize {
        self.writer.waiting()
    }

    async fn stopped(&self) -> Option<Error> {
        self.writer.stopped().await
    }

    async fn close(&self) {
        self.writer.close().await;
    }
}
