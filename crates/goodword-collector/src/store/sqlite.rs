//! The SQLite engine: one connection that writes, a few that read.

mod connect;
mod readers;
mod schema;

use std::sync::{Arc, PoisonError, RwLock};

use goodword_core::ResponseId;

use self::readers::Readers;
use super::writer::Writer;
use super::{DatabaseUrl, Definition, Definitions, Error, Filter, Outcome, Page, Rows, row, token};
use crate::clock;
use crate::token::{Scope, Token};

/// The one tenant there is.
pub(super) const TENANT: i64 = 1;

/// A handle on the stored responses. Clones share the database.
#[derive(Clone)]
pub struct Store(Arc<Sqlite>);

struct Sqlite {
    writer: Writer,
    readers: Readers,
    definitions: RwLock<Definitions>,
}

/// A survey that has responses or a definition.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SurveyCount {
    /// Its name.
    pub id: String,
    /// How many responses are stored under it.
    pub responses: i64,
}

impl Store {
    /// Opens the database, making it where there is none.
    pub fn open(url: &DatabaseUrl) -> Result<Self, Error> {
        let DatabaseUrl::Sqlite(path) = url;
        let connection = connect::to_write(path)?;
        let definitions = Definitions::new(Definition::all(&connection)?).into();
        let writer = Writer::start(connection).map_err(|error| Error::Engine(error.to_string()))?;
        Ok(Self(Arc::new(Sqlite { writer, readers: Readers::new(path.clone()), definitions })))
    }

    /// Stores all of `rows` or, on an error, none. Refused at once with [`Error::Busy`] when too much waits.
    pub async fn put(&self, rows: Rows) -> Result<Vec<Outcome>, Error> {
        let count = rows.len();
        self.0.writer.write(count, move |connection| rows.iter().map(|row| row.put(connection)).collect()).await
    }

    /// As [`Store::put`], but waits for room.
    pub async fn put_patiently(&self, rows: Rows) -> Result<Vec<Outcome>, Error> {
        let count = rows.len();
        self.0
            .writer
            .write_patiently(count, move |connection| rows.iter().map(|row| row.put(connection)).collect())
            .await
    }

    /// The next responses that `filter` asks for; an empty page is the end.
    pub async fn page(&self, filter: Filter) -> Result<Page, Error> {
        self.0.readers.read(move |connection| Page::read(connection, &filter)).await
    }

    /// The place of a response in the order of first storage.
    pub async fn position(&self, survey: String, id: ResponseId) -> Result<Option<i64>, Error> {
        self.0.readers.read(move |connection| row::position(connection, &survey, id)).await
    }

    /// Every survey, by name.
    pub async fn surveys(&self) -> Result<Vec<SurveyCount>, Error> {
        self.0.readers.read(SurveyCount::all).await
    }

    /// The latest definition of `survey`.
    pub async fn definition(&self, survey: String) -> Result<Option<Definition>, Error> {
        self.0.readers.read(move |connection| Definition::latest(connection, &survey)).await
    }

    /// Stores a definition; whether it is the first of its version.
    pub async fn put_definition(&self, definition: Definition) -> Result<bool, Error> {
        let now_ms = clock::now_ms();
        let first = self.0.writer.write(1, move |connection| definition.put(connection, now_ms)).await?;
        let stored = Definitions::new(self.0.readers.read(Definition::all).await?);
        *self.0.definitions.write().unwrap_or_else(PoisonError::into_inner) = stored;
        Ok(first)
    }

    /// Every stored definition. Another process's are seen after a restart.
    pub fn definitions(&self) -> Definitions {
        self.0.definitions.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The token of that hash, unless it is revoked.
    pub async fn token(&self, hash: [u8; 32]) -> Result<Option<Token>, Error> {
        self.0.readers.read(move |connection| token::live(connection, hash)).await
    }

    /// Every token there ever was, oldest first.
    pub async fn tokens(&self) -> Result<Vec<Token>, Error> {
        self.0.readers.read(token::all).await
    }

    /// Stores a token.
    pub async fn put_token(&self, token: Token) -> Result<(), Error> {
        self.0.writer.write(1, move |connection| token::insert(connection, &token)).await
    }

    /// Stores a token that may administer, unless there ever was one; whether it was stored.
    pub async fn put_first_admin(&self, token: Token) -> Result<bool, Error> {
        let first = move |connection: &rusqlite::Connection| {
            let admin = token::all(connection)?.iter().any(|token| token.scopes.allow(Scope::Admin));
            if !admin {
                token::insert(connection, &token)?;
            }
            Ok(!admin)
        };
        self.0.writer.write(1, first).await
    }

    /// Ends a token's life; whether it was alive.
    pub async fn revoke(&self, hash: [u8; 32]) -> Result<bool, Error> {
        let now_ms = clock::now_ms();
        self.0.writer.write(1, move |connection| token::revoke(connection, hash, now_ms)).await
    }

    /// Proves that a row can be committed.
    pub async fn probe(&self) -> Result<(), Error> {
        let now_ms = clock::now_ms();
        let sql = "INSERT INTO probe VALUES (?1, ?2) ON CONFLICT DO UPDATE SET probed_ms = excluded.probed_ms";
        self.0.writer.write(1, move |connection| connection.execute(sql, [TENANT, now_ms]).map(|_| ())).await
    }

    /// How many groups of writes were committed so far.
    pub fn commits(&self) -> u64 {
        self.0.writer.commits()
    }

    /// Waits until the store stops by itself, and tells why.
    pub async fn stopped(&self) -> Option<Error> {
        self.0.writer.stopped().await
    }

    /// Takes no more writes, commits what waits and empties the write-ahead log into the database.
    pub async fn close(&self) {
        self.0.writer.close().await;
    }
}

impl SurveyCount {
    fn all(connection: &rusqlite::Connection) -> rusqlite::Result<Vec<Self>> {
        let sql = "SELECT survey, sum(responses) FROM (
              SELECT survey, count(*) AS responses FROM response WHERE tenant = ?1 GROUP BY survey
              UNION ALL SELECT survey, 0 FROM definition WHERE tenant = ?1
            ) GROUP BY survey ORDER BY survey";
        let of = |row: &rusqlite::Row<'_>| Ok(Self { id: row.get(0)?, responses: row.get(1)? });
        connection.prepare_cached(sql)?.query_map([TENANT], of)?.collect()
    }
}
