//! What proves who answers, kept by its hash. Each statement is whole by itself, so that of two collectors one wins.

use tokio_postgres::Row;

use super::pool::Pool;
use super::query::{execute, query, read};
use crate::store::Error;
use crate::store::engine::Hash;
use crate::store::proof::{Claim, ClaimOutcome, Proof, REMEMBERED_MS};
use crate::store::tenant::TENANT;

fn hash(bytes: &[u8]) -> Hash {
    bytes.try_into().unwrap_or_default()
}

/// Every proof, used or not.
pub(super) async fn all(pool: &Pool) -> Result<Vec<Proof>, Error> {
    let sql = "SELECT survey, hash, response, expires_ms FROM proof WHERE tenant = $1 ORDER BY survey, hash";
    read(&query(pool, sql, &[&TENANT]).await?, |row| {
        let response: Option<&[u8]> = row.try_get(2)?;
        let (survey, hash, response) = (row.try_get(0)?, hash(row.try_get(1)?), response.map(hash));
        Ok(Proof { survey, hash, response, expires_ms: row.try_get(3)? })
    })
}

/// Stores proofs, but for those that are there.
pub(super) async fn insert(pool: &Pool, proofs: &[Proof]) -> Result<(), Error> {
    let sql = "INSERT INTO proof (tenant, survey, hash, response, expires_ms)
        SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::bytea[], $5::bigint[]) ON CONFLICT DO NOTHING";
    let surveys: Vec<_> = proofs.iter().map(|proof| proof.survey.as_str()).collect();
    let hashes: Vec<_> = proofs.iter().map(|proof| proof.hash.as_slice()).collect();
    let responses: Vec<_> = proofs.iter().map(|proof| proof.response.as_ref().map(Hash::as_slice)).collect();
    let ends: Vec<_> = proofs.iter().map(|proof| proof.expires_ms).collect();
    execute(pool, sql, &[&TENANT, &surveys, &hashes, &responses, &ends]).await.map(|_| ())
}

/// Lets a response be proven, unless another is.
pub(super) async fn prove(pool: &Pool, claim: &Claim) -> Result<ClaimOutcome, Error> {
    let (hash, response) = (claim.hash.as_slice(), claim.response.as_slice());
    if claim.is_signed_now() {
        let sql = "INSERT INTO proof (tenant, survey, hash, response, expires_ms) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING";
        execute(pool, sql, &[&TENANT, &claim.survey, &hash, &response, &claim.signed_until_ms]).await?;
    }
    let sql = "UPDATE proof SET response = $4 WHERE tenant = $1 AND survey = $2 AND hash = $3
        AND (response = $4 OR (response IS NULL AND (expires_ms IS NULL OR expires_ms > $5)))";
    if execute(pool, sql, &[&TENANT, &claim.survey, &hash, &response, &claim.now_ms]).await? == 1 {
        return Ok(ClaimOutcome::Proven);
    }
    let sql = "SELECT response, expires_ms FROM proof WHERE tenant = $1 AND survey = $2 AND hash = $3";
    let stored = read(&query(pool, sql, &[&TENANT, &claim.survey, &hash]).await?, stored)?;
    Ok(claim.refused(stored.first().copied()))
}

fn stored(row: &Row) -> Result<(Option<Hash>, Option<i64>), tokio_postgres::Error> {
    let response: Option<&[u8]> = row.try_get(0)?;
    Ok((response.map(hash), row.try_get(1)?))
}

/// Forgets what no response that still waits can be proven by.
pub(super) async fn tidy(pool: &Pool, now_ms: i64) -> Result<(), Error> {
    let before_ms = now_ms.saturating_sub(REMEMBERED_MS);
    execute(pool, "DELETE FROM proof WHERE expires_ms < $1", &[&before_ms]).await.map(|_| ())
}
