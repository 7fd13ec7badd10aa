//! The SQLite engine: one connection that writes, a few that read.

mod connect;
mod counts;
mod owner;
mod readers;
mod rows;
mod schema;
mod token;
mod work;
mod writer;

use std::path::Path;

use async_trait::async_trait;
use goodword_core::ResponseId;
use goodword_core::rollup::Cell;
use rusqlite::params;

use self::readers::Readers;
use self::work::Work;
use self::writer::Writer;
use super::engine::{Engine, Hash};
use super::{
    Definition, Error, Filter, FollowUps, Matcher, Outcome, Page, Patience, Rows, Settings, Stamp, SurveyCount, TENANT,
    Tombstone,
};
use crate::token::{Scope, Token};

/// Definitions and settings.
type Owner = (Vec<Definition>, Vec<(String, Settings)>);

pub(super) struct Sqlite {
    writer: Writer,
    readers: Readers,
}

impl Sqlite {
    /// Opens the database, making it where there is none. With it come the definitions and settings.
    pub(super) fn open(path: &Path) -> Result<(Self, Owner), Error> {
        let connection = connect::to_write(path)?;
        let owner = (owner::definitions(&connection)?, owner::settings(&connection)?);
        let writer = Writer::start(connection).map_err(|error| Error::Engine(error.to_string()))?;
        Ok((Self { writer, readers: Readers::new(path.to_owned()) }, owner))
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Work<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        self.writer.write(1, Patience::None, work).await
    }
}

#[async_trait]
impl Engine for Sqlite {
    async fn put(&self, mut rows: Rows, patience: Patience) -> Result<Vec<Outcome>, Error> {
        let count = rows.len();
        let work = move |work: &mut Work<'_>| rows.iter_mut().map(|row| rows::put(work, row)).collect();
        self.writer.write(count, patience, work).await
    }

    async fn page(&self, filter: Filter) -> Result<Page, Error> {
        self.readers.read(move |connection| rows::page(connection, &filter)).await
    }

    async fn position(&self, survey: String, id: ResponseId) -> Result<Option<i64>, Error> {
        self.readers.read(move |connection| rows::position(connection, &survey, id)).await
    }

    async fn stamp(&self, survey: String) -> Result<Stamp, Error> {
        self.readers.read(move |connection| rows::stamp(connection, &survey)).await
    }

    async fn surveys(&self) -> Result<Vec<SurveyCount>, Error> {
        self.readers.read(rows::surveys).await
    }

    async fn holders(&self, id: ResponseId) -> Result<Vec<String>, Error> {
        self.readers.read(move |connection| rows::holders(connection, id)).await
    }

    async fn cells(&self, survey: String, segment: String) -> Result<Vec<(Cell, i64)>, Error> {
        self.readers.read(move |connection| counts::cells(connection, &survey, &segment)).await
    }

    async fn erase(
        &self,
        survey: String,
        ids: Vec<ResponseId>,
        fits: Matcher,
        tombstone: Tombstone,
    ) -> Result<u64, Error> {
        let erase = move |work: &mut Work<'_>| {
            let mut erased = 0;
            for id in &ids {
                erased += u64::from(rows::erase(work, &survey, *id, &fits, tombstone)?);
            }
            Ok(erased)
        };
        self.writer.write(1, Patience::Waits, erase).await
    }

    async fn expired(&self, survey: String, received_before_ms: i64) -> Result<Vec<ResponseId>, Error> {
        self.readers.read(move |connection| rows::expired(connection, &survey, received_before_ms)).await
    }

    async fn tombstones(&self) -> Result<Vec<(String, Hash, Tombstone)>, Error> {
        self.readers.read(rows::tombstones).await
    }

    async fn put_tombstones(&self, tombstones: Vec<(String, Hash, Tombstone)>) -> Result<(), Error> {
        self.write(move |work| rows::put_tombstones(work.connection, &tombstones)).await
    }

    async fn tidy(&self, now_ms: i64) -> Result<(), Error> {
        let forget = move |work: &mut Work<'_>| {
            work.connection.execute("DELETE FROM tombstone WHERE until_ms < ?1", [now_ms])?;
            work.connection.execute("DELETE FROM session WHERE expires_ms < ?1", [now_ms])?;
            Ok(())
        };
        self.writer.write(1, Patience::Waits, forget).await?;
        self.writer.empty_log().await
    }

    async fn follow_ups(&self, wanted: FollowUps) -> Result<Vec<String>, Error> {
        self.readers.read(move |connection| rows::follow_ups(connection, &wanted)).await
    }

    async fn set_follow_up(&self, survey: String, id: ResponseId, state: String, now_ms: i64) -> Result<bool, Error> {
        self.write(move |work| rows::set_state(work, &survey, id, &state, now_ms)).await
    }

    async fn definition(&self, survey: String) -> Result<Option<Definition>, Error> {
        self.readers.read(move |connection| owner::definition(connection, &survey)).await
    }

    async fn definitions(&self) -> Result<Vec<Definition>, Error> {
        self.readers.read(owner::definitions).await
    }

    async fn put_definition(&self, definition: Definition, now_ms: i64) -> Result<bool, Error> {
        self.write(move |work| owner::put_definition(work.connection, &definition, now_ms)).await
    }

    async fn settings(&self) -> Result<Vec<(String, Settings)>, Error> {
        self.readers.read(owner::settings).await
    }

    async fn put_settings(&self, survey: String, settings: Settings) -> Result<(), Error> {
        self.write(move |work| owner::put_settings(work.connection, &survey, &settings)).await
    }

    async fn generation(&self) -> Result<i64, Error> {
        self.readers.read(owner::generation).await
    }

    async fn live_token(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error> {
        self.readers.read(move |connection| token::live(connection, hash, now_ms)).await
    }

    async fn tokens(&self) -> Result<Vec<Token>, Error> {
        self.readers.read(token::all).await
    }

    async fn put_token(&self, token: Token) -> Result<(), Error> {
        self.write(move |work| token::insert(work.connection, &token)).await
    }

    async fn put_first_admin(&self, token: Token) -> Result<bool, Error> {
        let first = move |work: &mut Work<'_>| {
            let admin = token::all(work.connection)?.iter().any(|token| token.scopes.allow(Scope::Admin));
            if !admin {
                token::insert(work.connection, &token)?;
            }
            Ok(!admin)
        };
        self.write(first).await
    }

    async fn revoke_token(&self, hash: Hash, now_ms: i64) -> Result<bool, Error> {
        self.write(move |work| token::revoke(work.connection, hash, now_ms)).await
    }

    async fn touch_token(&self, hash: Hash, now_ms: i64) -> Result<(), Error> {
        self.write(move |work| token::touch(work.connection, hash, now_ms)).await
    }

    async fn put_session(&self, hash: Hash, token: Hash, expires_ms: i64) -> Result<(), Error> {
        self.write(move |work| token::insert_session(work.connection, hash, token, expires_ms)).await
    }

    async fn live_session(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error> {
        self.readers.read(move |connection| token::session(connection, hash, now_ms)).await
    }

    async fn end_session(&self, hash: Hash) -> Result<bool, Error> {
        self.write(move |work| token::end_session(work.connection, hash)).await
    }

    async fn probe(&self, now_ms: i64) -> Result<(), Error> {
        let sql = "INSERT INTO probe VALUES (?1, ?2) ON CONFLICT DO UPDATE SET probed_ms = excluded.probed_ms";
        self.write(move |work| work.connection.execute(sql, params![TENANT, now_ms]).map(|_| ())).await
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
