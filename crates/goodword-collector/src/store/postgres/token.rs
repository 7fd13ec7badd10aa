//! Tokens and sessions, kept by the hash of their secret.

use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

use super::pool::Pool;
use super::query::{first, query, read};
use crate::store::Error;
use crate::store::engine::Hash;
use crate::token::{Scope, Scopes, Session, Token};

const COLUMNS: &str = "hash, name, scopes, survey, created_ms, revoked_ms, expires_ms, used_ms";
const LIVE: &str = "revoked_ms IS NULL AND (expires_ms IS NULL OR expires_ms > $2)";

fn of(row: &Row) -> Result<Token, tokio_postgres::Error> {
    Ok(Token {
        hash: hash(row.try_get(0)?),
        name: String::from_utf8_lossy(row.try_get(1)?).into_owned(),
        scopes: Scopes::read(row.try_get(2)?),
        survey: row.try_get(3)?,
        created_ms: row.try_get(4)?,
        revoked_ms: row.try_get(5)?,
        expires_ms: row.try_get(6)?,
        used_ms: row.try_get(7)?,
    })
}

fn hash(bytes: &[u8]) -> Hash {
    bytes.try_into().unwrap_or_default()
}

/// The token of that hash, unless it is revoked or expired.
pub(super) async fn live(pool: &Pool, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM token WHERE hash = $1 AND {LIVE}");
    Ok(query(pool, &sql, &[&hash.as_slice(), &now_ms]).await?.first().map(of).transpose()?)
}

/// Every token there ever was, oldest first.
pub(super) async fn all(pool: &Pool) -> Result<Vec<Token>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM token ORDER BY created_ms, hash");
    read(&query(pool, &sql, &[]).await?, of)
}

pub(super) async fn insert(client: &impl GenericClient, token: &Token) -> Result<(), Error> {
    let sql = format!("INSERT INTO token ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let Token { hash, name, scopes, survey, created_ms, revoked_ms, expires_ms, used_ms } = token;
    let (hash, name, scopes) = (hash.as_slice(), name.as_bytes(), scopes.to_string());
    client.execute(&sql, &[&hash, &name, &scopes, survey, created_ms, revoked_ms, expires_ms, used_ms]).await?;
    Ok(())
}

/// Unless there ever was a token that may administer; whether it was stored. Of two that come together one is.
pub(super) async fn insert_first_admin(client: &impl GenericClient, token: &Token) -> Result<bool, Error> {
    client.batch_execute("LOCK TABLE token IN SHARE ROW EXCLUSIVE MODE").await?;
    let rows = client.query("SELECT scopes FROM token", &[]).await?;
    let scopes = read(&rows, |row| row.try_get(0).map(Scopes::read))?;
    if scopes.iter().any(|scopes| scopes.allow(Scope::Admin)) {
        return Ok(false);
    }
    insert(client, token).await.map(|()| true)
}

/// Every session that is not over, nor its token.
pub(super) const SESSIONS: &str =
    "SELECT s.hash, s.token, s.expires_ms FROM session AS s JOIN token AS t ON t.hash = s.token
    WHERE s.expires_ms > $1 AND t.revoked_ms IS NULL AND (t.expires_ms IS NULL OR t.expires_ms > $1)
    ORDER BY s.expires_ms, s.hash";

pub(super) fn listed_session(row: &Row) -> Result<Session, tokio_postgres::Error> {
    Ok(Session { hash: hash(row.try_get(0)?), token: hash(row.try_get(1)?), expires_ms: row.try_get(2)? })
}

/// The token of a session, unless either is over.
pub(super) async fn session(pool: &Pool, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error> {
    let sql = "SELECT token FROM session WHERE hash = $1 AND expires_ms > $2";
    let rows = query(pool, sql, &[&hash.as_slice(), &now_ms]).await?;
    let Some(token) = first(&rows)? else { return Ok(None) };
    live(pool, self::hash(token), now_ms).await
}
