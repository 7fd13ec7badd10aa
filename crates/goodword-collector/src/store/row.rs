//! One response as it is kept, and what became of storing it.

use goodword_core::{Response, ResponseId, SurveyId};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::sqlite::TENANT;

/// One response as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    survey: SurveyId,
    id: ResponseId,
    seq: u32,
    submitted_ms: i64,
    received_ms: i64,
    hash: [u8; 32],
    body: String,
}

/// Rows that are stored together or not at all.
pub type Rows = Vec<Row>;

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Created,
    /// Its `seq` is higher than that of the stored one, whose place it took.
    Replaced,
    /// It was stored before.
    Same,
    /// Its `seq` is lower than that of the stored one, which stays.
    Older,
    /// Another response has its id and `seq`; that one stays.
    Conflict,
}

impl Row {
    /// The row of `response`, received at `received_ms`. The write key stays outside.
    pub fn new(mut response: Response, received_ms: i64) -> Self {
        response.key = None;
        let hash = Sha256::digest(response.content()).into();
        let body = response.to_json();
        let submitted_ms = response.submitted_at.unix_ms();
        Self { survey: response.survey, id: response.id, seq: response.seq, submitted_ms, received_ms, hash, body }
    }

    /// The id of the response.
    pub fn id(&self) -> ResponseId {
        self.id
    }

    pub(super) fn put(&self, connection: &Connection) -> rusqlite::Result<Outcome> {
        if self.insert(connection)? {
            return Ok(Outcome::Created);
        }
        let stored = "SELECT seq, hash FROM response WHERE tenant = ?1 AND survey = ?2 AND id = ?3";
        let (seq, hash): (u32, [u8; 32]) = connection
            .prepare_cached(stored)?
            .query_row(params![TENANT, self.survey.as_str(), self.id.as_bytes()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        match self.seq.cmp(&seq) {
            std::cmp::Ordering::Less => Ok(Outcome::Older),
            std::cmp::Ordering::Equal if self.hash == hash => Ok(Outcome::Same),
            std::cmp::Ordering::Equal => Ok(Outcome::Conflict),
            std::cmp::Ordering::Greater => self.replace(connection).map(|()| Outcome::Replaced),
        }
    }

    fn insert(&self, connection: &Connection) -> rusqlite::Result<bool> {
        let insert = "INSERT INTO response (tenant, survey, id, seq, submitted_ms, received_ms, hash, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";
        self.execute(connection, insert).map(|rows| rows == 1)
    }

    fn replace(&self, connection: &Connection) -> rusqlite::Result<()> {
        let update = "UPDATE response SET seq = ?4, submitted_ms = ?5, received_ms = ?6, hash = ?7, body = ?8
            WHERE tenant = ?1 AND survey = ?2 AND id = ?3";
        self.execute(connection, update).map(|_| ())
    }

    fn execute(&self, connection: &Connection, sql: &str) -> rusqlite::Result<usize> {
        connection.prepare_cached(sql)?.execute(params![
            TENANT,
            self.survey.as_str(),
            self.id.as_bytes(),
            self.seq,
            self.submitted_ms,
            self.received_ms,
            self.hash,
            self.body,
        ])
    }
}

/// The place of a stored response in the order of first storage.
pub(super) fn position(connection: &Connection, survey: &str, id: ResponseId) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT position FROM response WHERE tenant = ?1 AND survey = ?2 AND id = ?3";
    connection.prepare_cached(sql)?.query_row(params![TENANT, survey, id.as_bytes()], |row| row.get(0)).optional()
}
