//! Responses: stored, replaced, erased, read.

use std::sync::LazyLock;

use goodword_core::ResponseId;
use rusqlite::Error::SqliteFailure as Failure;
use rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE;
use rusqlite::{Connection, OptionalExtension, Statement, ToSql, params};

use super::page::filled;
use super::transaction::WriteTransaction;
use super::{messages, release};
use crate::store::engine::Hash;
use crate::store::erase::{BodyMatcher, Tombstone, id_hash};
use crate::store::follow_up::with_state;
use crate::store::page::ROWS;
use crate::store::tenant::{PROBED, TENANT};
use crate::store::upsert::{StoredRow, decide};
use crate::store::{FollowUpFilter, Outcome, Page, ResponseFilter, ResponseRow, SurveyCount, SurveyRevision};

/// So many expired responses are removed at once.
const EXPIRED: i64 = 256;

/// So many new rows are inserted by one statement.
const AT_ONCE: usize = 16;

/// What becomes of rows, in their order. Most are new: many at a time are taken to be, and looked at one by one where one of
/// them is not.
pub(super) fn put_all(
    transaction: &mut WriteTransaction<'_>,
    rows: &mut [&mut ResponseRow],
) -> rusqlite::Result<Vec<Outcome>> {
    let mut outcomes = Vec::with_capacity(rows.len());
    for rows in rows.chunks_mut(AT_ONCE) {
        if rows.len() == AT_ONCE && !transaction.may_be_erased()? && insert_all(transaction.connection, rows)? {
            for row in rows {
                transaction.changes.add(row);
                outcomes.push(Outcome::Created);
            }
            continue;
        }
        for row in rows {
            outcomes.push(put(transaction, row)?);
        }
    }
    Ok(outcomes)
}

fn put(transaction: &mut WriteTransaction<'_>, row: &mut ResponseRow) -> rusqlite::Result<Outcome> {
    // Most are new: what is stored is looked up only for the rest.
    if !transaction.may_be_erased()? && insert(transaction.connection, row)? {
        transaction.changes.add(row);
        return Ok(decide(row, None));
    }
    let stored = stored(transaction.connection, row)?;
    let outcome = decide(row, stored.as_ref());
    match (outcome, stored) {
        (Outcome::Created, _) => _ = insert(transaction.connection, row)?,
        (Outcome::Replaced, Some(StoredRow::Response { body, .. })) => {
            transaction.changes.remove(row.survey(), &body);
            replace(transaction.connection, row)?;
        }
        _ => return Ok(outcome),
    }
    transaction.changes.add(row);
    Ok(outcome)
}

fn stored(connection: &Connection, row: &ResponseRow) -> rusqlite::Result<Option<StoredRow>> {
    let sql = "SELECT seq, hash, body FROM response WHERE tenant = ?1 AND survey = ?2 AND id = ?3";
    let of =
        |row: &rusqlite::Row<'_>| Ok(StoredRow::Response { seq: row.get(0)?, hash: row.get(1)?, body: row.get(2)? });
    let id = row.id();
    let key = params![TENANT, row.survey(), id.as_bytes()];
    let stored = connection.prepare_cached(sql)?.query_row(key, of).optional()?;
    if stored.is_some() {
        return Ok(stored);
    }
    let sql = "SELECT 1 FROM tombstone WHERE tenant = ?1 AND survey = ?2 AND hash = ?3";
    let key = params![TENANT, row.survey(), id_hash(row.survey(), id)];
    Ok(connection.prepare_cached(sql)?.exists(key)?.then_some(StoredRow::Erased))
}

/// Whether all ids were new; none is inserted where one was not.
fn insert_all(connection: &Connection, rows: &[&mut ResponseRow]) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(&INSERT_ALL)?;
    let mut place = 1;
    for row in rows {
        bind(&mut statement, &mut place, row)?;
    }
    match statement.raw_execute() {
        Ok(_) => Ok(true),
        Err(Failure(failure, _)) if failure.extended_code == SQLITE_CONSTRAINT_UNIQUE => Ok(false),
        Err(error) => Err(error),
    }
}

static INSERT_ALL: LazyLock<String> = LazyLock::new(|| {
    let row = format!("({TENANT}, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    let rows = vec![row; AT_ONCE].join(", ");
    format!(
        "INSERT INTO response (tenant, survey, id, seq, submitted_ms, received_ms, hash, body, state, due_ms) VALUES {rows}"
    )
});

/// Binds what a row holds to the parameters from `place` on.
fn bind(statement: &mut Statement<'_>, place: &mut usize, row: &ResponseRow) -> rusqlite::Result<()> {
    let (id, seq, submitted, received) = (row.id(), row.seq(), row.submitted_ms(), row.received_ms());
    let (survey, body, state, due) = (row.survey(), row.body(), row.state(), row.due_ms());
    let values: [&dyn ToSql; 9] =
        [&survey, id.as_bytes(), &seq, &submitted, &received, row.hash(), &body, &state, &due];
    for value in values {
        statement.raw_bind_parameter(*place, value)?;
        *place += 1;
    }
    Ok(())
}

/// Whether the id was new.
fn insert(connection: &Connection, row: &ResponseRow) -> rusqlite::Result<bool> {
    let sql = "INSERT INTO response (tenant, survey, id, seq, submitted_ms, received_ms, hash, body, state, due_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING";
    execute(connection, sql, row).map(|rows| rows == 1)
}

fn replace(connection: &Connection, row: &ResponseRow) -> rusqlite::Result<()> {
    let sql = "UPDATE response SET seq = ?4, submitted_ms = ?5, received_ms = ?6, hash = ?7, body = ?8, state = ?9,
        due_ms = ?10 WHERE tenant = ?1 AND survey = ?2 AND id = ?3";
    execute(connection, sql, row).map(|_| ())
}

fn execute(connection: &Connection, sql: &str, row: &ResponseRow) -> rusqlite::Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        TENANT,
        row.survey(),
        row.id().as_bytes(),
        row.seq(),
        row.submitted_ms(),
        row.received_ms(),
        row.hash(),
        row.body(),
        row.state(),
        row.due_ms(),
    ])
}

pub(super) fn erase(
    transaction: &mut WriteTransaction<'_>,
    survey: &str,
    id: ResponseId,
    matcher: &BodyMatcher,
    tombstone: Tombstone,
) -> rusqlite::Result<bool> {
    let Some(body) = body(transaction.connection, survey, id)?.filter(|body| matcher.fits(body)) else {
        return Ok(false);
    };
    let sql = "DELETE FROM response WHERE tenant = ?1 AND survey = ?2 AND id = ?3";
    transaction.connection.prepare_cached(sql)?.execute(params![TENANT, survey, id.as_bytes()])?;
    let sql = "INSERT OR REPLACE INTO tombstone (tenant, survey, hash, made_ms, until_ms) VALUES (?1, ?2, ?3, ?4, ?5)";
    let stone = params![TENANT, survey, id_hash(survey, id), tombstone.made_ms, tombstone.until_ms];
    transaction.connection.prepare_cached(sql)?.execute(stone)?;
    messages::erase(transaction.connection, survey, id)?;
    release::withdraw(transaction.connection, survey, id)?;
    transaction.erased = Some(true);
    transaction.changes.remove(survey, &body);
    Ok(true)
}

pub(super) fn tombstones(connection: &Connection) -> rusqlite::Result<Vec<(String, Hash, Tombstone)>> {
    let sql = "SELECT survey, hash, made_ms, until_ms FROM tombstone WHERE tenant = ?1";
    let of = |row: &rusqlite::Row<'_>| {
        Ok((row.get(0)?, row.get(1)?, Tombstone { made_ms: row.get(2)?, until_ms: row.get(3)? }))
    };
    connection.prepare(sql)?.query_map([TENANT], of)?.collect()
}

pub(super) fn put_tombstones(
    connection: &Connection,
    tombstones: &[(String, Hash, Tombstone)],
) -> rusqlite::Result<()> {
    let sql = "INSERT OR IGNORE INTO tombstone (tenant, survey, hash, made_ms, until_ms) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut statement = connection.prepare_cached(sql)?;
    for (survey, hash, Tombstone { made_ms, until_ms }) in tombstones {
        statement.execute(params![TENANT, survey, hash, made_ms, until_ms])?;
    }
    Ok(())
}

fn body(connection: &Connection, survey: &str, id: ResponseId) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT body FROM response WHERE tenant = ?1 AND survey = ?2 AND id = ?3";
    connection.prepare_cached(sql)?.query_row(params![TENANT, survey, id.as_bytes()], |row| row.get(0)).optional()
}

pub(super) fn set_state(
    transaction: &mut WriteTransaction<'_>,
    survey: &str,
    id: ResponseId,
    state: &str,
    now_ms: i64,
) -> rusqlite::Result<bool> {
    let body = body(transaction.connection, survey, id)?;
    let Some((body, follow_up)) = body.and_then(|body| with_state(&body, state, now_ms)) else { return Ok(false) };
    let sql = "UPDATE response SET body = ?4, state = ?5, due_ms = ?6 WHERE tenant = ?1 AND survey = ?2 AND id = ?3";
    let values = params![TENANT, survey, id.as_bytes(), body, follow_up.state, follow_up.due_ms];
    transaction.connection.prepare_cached(sql)?.execute(values)?;
    transaction.changes.note(survey);
    Ok(true)
}

pub(super) fn page(connection: &Connection, filter: &ResponseFilter) -> rusqlite::Result<Page> {
    let sql = "SELECT position, body FROM response WHERE tenant = ?1 AND survey = ?2 AND position > ?3
        AND position <= ?4 AND submitted_ms >= ?5 AND submitted_ms < ?6 ORDER BY position LIMIT ?7";
    let mut statement = connection.prepare_cached(sql)?;
    let ResponseFilter { survey, since_ms, until_ms, after, through } = filter;
    filled(statement.query(params![TENANT, survey, after, through, since_ms, until_ms, ROWS])?)
}

/// The place of a stored response in the order of first storage.
pub(super) fn position(connection: &Connection, survey: &str, id: ResponseId) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT position FROM response WHERE tenant = ?1 AND survey = ?2 AND id = ?3";
    connection.prepare_cached(sql)?.query_row(params![TENANT, survey, id.as_bytes()], |row| row.get(0)).optional()
}

pub(super) fn revision(connection: &Connection, survey: &str) -> rusqlite::Result<SurveyRevision> {
    // One statement, so that all of it is of one moment.
    let sql = "SELECT s.changes, s.responses, r.position, r.id FROM survey AS s LEFT JOIN response AS r ON r.position =
        (SELECT max(position) FROM response WHERE tenant = ?1 AND survey = ?2) WHERE s.tenant = ?1 AND s.name = ?2";
    let of = |row: &rusqlite::Row<'_>| {
        let last = row.get::<_, Option<i64>>(2)?.zip(row.get::<_, Option<[u8; 16]>>(3)?);
        let last = last.map(|(position, id)| (position, ResponseId::from_bytes(id)));
        Ok(SurveyRevision { changes: row.get(0)?, responses: row.get(1)?, last })
    };
    let revision = connection.prepare_cached(sql)?.query_row(params![TENANT, survey], of).optional()?;
    Ok(revision.unwrap_or_default())
}

pub(super) fn surveys(connection: &Connection, after: &str, most: usize) -> rusqlite::Result<Vec<SurveyCount>> {
    let sql = "SELECT survey, max(responses) FROM (
          SELECT name AS survey, responses FROM survey WHERE tenant = ?1 AND responses > 0 AND name > ?2
          UNION ALL SELECT survey, 0 FROM definition WHERE tenant = ?1 AND survey > ?2
        ) GROUP BY survey ORDER BY survey LIMIT ?3";
    let of = |row: &rusqlite::Row<'_>| Ok(SurveyCount { id: row.get(0)?, responses: row.get(1)? });
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    connection.prepare_cached(sql)?.query_map(params![TENANT, after, most], of)?.collect()
}

pub(super) fn begun_surveys(connection: &Connection, most: usize) -> rusqlite::Result<usize> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM survey AS s WHERE tenant = ?1 AND responses > 0
          AND NOT EXISTS (SELECT 1 FROM definition WHERE tenant = ?1 AND survey = s.name)
          AND NOT EXISTS (SELECT 1 FROM settings WHERE tenant = ?1 AND survey = s.name) LIMIT ?2)";
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let begun: i64 = connection.prepare_cached(sql)?.query_row(params![TENANT, most], |row| row.get(0))?;
    Ok(usize::try_from(begun).unwrap_or_default())
}

pub(super) fn holders(connection: &Connection, id: ResponseId) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM survey AS s WHERE tenant = ?1 AND EXISTS
        (SELECT 1 FROM response WHERE tenant = ?1 AND survey = s.name AND id = ?2) ORDER BY name";
    connection.prepare_cached(sql)?.query_map(params![TENANT, id.as_bytes()], |row| row.get(0))?.collect()
}

/// Stores a row as a response, which is gone again when the transaction ends; and one that stays, so that the disk is asked.
pub(super) fn probe(connection: &Connection, now_ms: i64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO response (tenant, survey, id, seq, submitted_ms, received_ms, hash, body)
        VALUES (?1, '', zeroblob(16), 0, 0, 0, zeroblob(32), hex(randomblob(4096)))";
    connection.prepare_cached(sql)?.execute([PROBED])?;
    connection.prepare_cached("DELETE FROM response WHERE tenant = ?1 AND survey = ''")?.execute([PROBED])?;
    let sql = "INSERT INTO probe VALUES (?1, ?2) ON CONFLICT DO UPDATE SET probed_ms = excluded.probed_ms";
    connection.prepare_cached(sql)?.execute([TENANT, now_ms])?;
    Ok(())
}

/// When the last of a survey's responses was received.
pub(super) fn newest_ms(connection: &Connection, survey: &str) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT received_ms FROM response WHERE tenant = ?1 AND survey = ?2 ORDER BY position DESC LIMIT 1";
    connection.prepare_cached(sql)?.query_row(params![TENANT, survey], |row| row.get(0)).optional()
}

/// The oldest first, as they were stored.
pub(super) fn expired(connection: &Connection, survey: &str, before_ms: i64) -> rusqlite::Result<Vec<ResponseId>> {
    let sql = "SELECT id FROM response WHERE tenant = ?1 AND survey = ?2 AND received_ms < ?3 ORDER BY position
        LIMIT ?4";
    let of = |row: &rusqlite::Row<'_>| row.get(0).map(ResponseId::from_bytes);
    connection.prepare_cached(sql)?.query_map(params![TENANT, survey, before_ms, EXPIRED], of)?.collect()
}

pub(super) fn follow_ups(connection: &Connection, filter: &FollowUpFilter) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT body FROM response WHERE tenant = ?1 AND survey = ?2 AND state IS NOT NULL
        AND (?3 IS NULL OR state = ?3)
        AND (?5 IS NULL OR (coalesce(due_ms, -9223372036854775807), position) > (SELECT
          coalesce(due_ms, -9223372036854775807), position FROM response WHERE tenant = ?1 AND survey = ?2 AND id = ?5))
        ORDER BY due_ms, position LIMIT ?4";
    let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
    let after = filter.after.as_ref().map(|id| id.as_bytes().as_slice());
    let values = params![TENANT, filter.survey, filter.state, limit, after];
    connection.prepare_cached(sql)?.query_map(values, |row| row.get(0))?.collect()
}
