//! Tokens and sessions, kept by the hash of their secret.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::engine::Hash;
use crate::token::{Scopes, Session, Token};

const COLUMNS: &str = "hash, name, scopes, survey, created_ms, revoked_ms, expires_ms, used_ms";
const LIVE: &str = "revoked_ms IS NULL AND (expires_ms IS NULL OR expires_ms > ?2)";

fn of(row: &Row<'_>) -> rusqlite::Result<Token> {
    Ok(Token {
        hash: row.get(0)?,
        name: row.get(1)?,
        scopes: Scopes::read(&row.get::<_, String>(2)?),
        survey: row.get(3)?,
        created_ms: row.get(4)?,
        revoked_ms: row.get(5)?,
        expires_ms: row.get(6)?,
        used_ms: row.get(7)?,
    })
}

/// The token of that hash, unless it is revoked or expired.
pub(super) fn live(connection: &Connection, hash: Hash, now_ms: i64) -> rusqlite::Result<Option<Token>> {
    let sql = format!("SELECT {COLUMNS} FROM token WHERE hash = ?1 AND {LIVE}");
    connection.prepare_cached(&sql)?.query_row(params![hash, now_ms], of).optional()
}

/// Every token there ever was, oldest first.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Token>> {
    let sql = format!("SELECT {COLUMNS} FROM token ORDER BY created_ms, hash");
    connection.prepare(&sql)?.query_map([], of)?.collect()
}

pub(super) fn insert(connection: &Connection, token: &Token) -> rusqlite::Result<()> {
    let sql = format!("INSERT INTO token ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    let scopes = token.scopes.to_string();
    connection.execute(
        &sql,
        params![
            token.hash,
            token.name,
            scopes,
            token.survey,
            token.created_ms,
            token.revoked_ms,
            token.expires_ms,
            token.used_ms
        ],
    )?;
    Ok(())
}

/// Whether there was such a token to revoke.
pub(super) fn revoke(connection: &Connection, hash: Hash, now_ms: i64) -> rusqlite::Result<bool> {
    let sql = "UPDATE token SET revoked_ms = ?2 WHERE hash = ?1 AND revoked_ms IS NULL";
    connection.execute(sql, params![hash, now_ms]).map(|rows| rows == 1)
}

/// Notes that a token was used.
pub(super) fn touch(connection: &Connection, hash: Hash, now_ms: i64) -> rusqlite::Result<()> {
    connection.execute("UPDATE token SET used_ms = ?2 WHERE hash = ?1", params![hash, now_ms]).map(|_| ())
}

pub(super) fn insert_session(connection: &Connection, hash: Hash, token: Hash, ms: i64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO session (hash, token, expires_ms) VALUES (?1, ?2, ?3)";
    connection.execute(sql, params![hash, token, ms]).map(|_| ())
}

/// The token of a session, unless either is over.
pub(super) fn session(connection: &Connection, hash: Hash, now_ms: i64) -> rusqlite::Result<Option<Token>> {
    let sql = "SELECT token FROM session WHERE hash = ?1 AND expires_ms > ?2";
    let token = connection.prepare_cached(sql)?.query_row(params![hash, now_ms], |row| row.get(0)).optional()?;
    token.map_or(Ok(None), |token| live(connection, token, now_ms))
}

/// Every session that is not over, nor its token.
pub(super) fn sessions(connection: &Connection, now_ms: i64) -> rusqlite::Result<Vec<Session>> {
    let sql = "SELECT s.hash, s.token, s.expires_ms FROM session AS s JOIN token AS t ON t.hash = s.token
        WHERE s.expires_ms > ?1 AND t.revoked_ms IS NULL AND (t.expires_ms IS NULL OR t.expires_ms > ?1)
        ORDER BY s.expires_ms, s.hash";
    let of = |row: &Row<'_>| Ok(Session { hash: row.get(0)?, token: row.get(1)?, expires_ms: row.get(2)? });
    connection.prepare_cached(sql)?.query_map([now_ms], of)?.collect()
}

/// Whether there was such a session.
pub(super) fn end_session(connection: &Connection, hash: Hash) -> rusqlite::Result<bool> {
    connection.execute("DELETE FROM session WHERE hash = ?1", [hash]).map(|rows| rows == 1)
}
