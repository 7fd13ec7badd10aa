//! What proves who answers, kept by its hash.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::proof::{Claim, ClaimOutcome, Proof, REMEMBERED_MS};
use crate::store::tenant::TENANT;

const INSERT: &str = "INSERT INTO proof (tenant, survey, hash, response, expires_ms) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT DO NOTHING";

/// Every proof, used or not.
pub(super) fn all(connection: &Connection) -> rusqlite::Result<Vec<Proof>> {
    let sql = "SELECT survey, hash, response, expires_ms FROM proof WHERE tenant = ?1 ORDER BY survey, hash";
    let of = |row: &Row<'_>| {
        Ok(Proof { survey: row.get(0)?, hash: row.get(1)?, response: row.get(2)?, expires_ms: row.get(3)? })
    };
    connection.prepare(sql)?.query_map([TENANT], of)?.collect()
}

/// Stores proofs, but for those that are there.
pub(super) fn insert(connection: &Connection, proofs: &[Proof]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(INSERT)?;
    for Proof { survey, hash, response, expires_ms } in proofs {
        statement.execute(params![TENANT, survey, hash, response, expires_ms])?;
    }
    Ok(())
}

/// Lets a response be proven, unless another is.
pub(super) fn prove(connection: &Connection, claim: &Claim) -> rusqlite::Result<ClaimOutcome> {
    let Claim { survey, hash, response, signed_until_ms, now_ms } = claim;
    if claim.is_signed_now() {
        connection.prepare_cached(INSERT)?.execute(params![TENANT, survey, hash, response, signed_until_ms])?;
    }
    let sql = "UPDATE proof SET response = ?4 WHERE tenant = ?1 AND survey = ?2 AND hash = ?3
        AND (response = ?4 OR (response IS NULL AND (expires_ms IS NULL OR expires_ms > ?5)))";
    if connection.prepare_cached(sql)?.execute(params![TENANT, survey, hash, response, now_ms])? == 1 {
        return Ok(ClaimOutcome::Proven);
    }
    let sql = "SELECT response, expires_ms FROM proof WHERE tenant = ?1 AND survey = ?2 AND hash = ?3";
    let of = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    Ok(claim.refused(connection.prepare_cached(sql)?.query_row(params![TENANT, survey, hash], of).optional()?))
}

/// Forgets what no response that still waits can be proven by.
pub(super) fn tidy(connection: &Connection, now_ms: i64) -> rusqlite::Result<()> {
    let before_ms = now_ms.saturating_sub(REMEMBERED_MS);
    connection.execute("DELETE FROM proof WHERE expires_ms < ?1", [before_ms]).map(|_| ())
}
