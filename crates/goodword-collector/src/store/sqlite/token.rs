//! Tokens, kept by the hash of their secret.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::token::{Scopes, Token};

const COLUMNS: &str = "hash, name, scopes, survey, created_ms, revoked_ms";

fn of(row: &Row<'_>) -> rusqlite::Result<Token> {
    Ok(Token {
        hash: row.get(0)?,
        name: row.get(1)?,
        scopes: Scopes::read(&row.get::<_, String>(2)?),
        survey: row.get(3)?,
        created_ms: row.get(4)?,
        revoked_ms: row.get(5)?,
    })
}

/// The token of that hash, unless it is revoked.
pub(super) fn live(connection: &Connection, hash: [u8; 32]) -> rusqlite::Result<Option<Token>> {
    let sql = format!("SELECT {COLUMNS} FROM token WHERE hash = ?1 AND revoked_ms IS NULL");
    connection.prepare_cached(&sql)?.query_row([hash], of).optional()
}

/// Every token there ever was, oldest first.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Token>> {
    let sql = format!("SELECT {COLUMNS} FROM token ORDER BY created_ms, hash");
    connection.prepare(&sql)?.query_map([], of)?.collect()
}

pub(super) fn insert(connection: &Connection, token: &Token) -> rusqlite::Result<()> {
    let sql = format!("INSERT INTO token ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    let scopes = token.scopes.to_string();
    let row = params![token.hash, token.name, scopes, token.survey, token.created_ms, token.revoked_ms];
    connection.execute(&sql, row).map(|_| ())
}

/// Whether there was such a token to revoke.
pub(super) fn revoke(connection: &Connection, hash: [u8; 32], now_ms: i64) -> rusqlite::Result<bool> {
    let sql = "UPDATE token SET revoked_ms = ?2 WHERE hash = ?1 AND revoked_ms IS NULL";
    connection.execute(sql, params![hash, now_ms]).map(|rows| rows == 1)
}
