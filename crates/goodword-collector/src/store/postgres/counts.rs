//! The counts that are kept with the rows.

use std::collections::HashMap;

use deadpool_postgres::{Pool, Transaction};
use futures_util::StreamExt;
use goodword_core::rollup::{Fold, RULE, RollupCell};
use goodword_core::tally::segment::VALUES;
use sha2::{Digest, Sha256};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::store::Error;
use crate::store::changes::{Changes, SurveyChange};
use crate::store::tenant::TENANT;

/// So many rows are counted before their sums are written.
const CHUNK: i64 = 10_000;

/// Writes the sums of what changed: each cell once for the whole batch, in key order, and each survey's last position.
pub(super) async fn write(
    transaction: &Transaction<'_>,
    changes: &Changes,
    last: &HashMap<String, i64>,
) -> Result<(), Error> {
    for (survey, change) in &changes.surveys {
        let sql =
            "UPDATE survey SET changes = changes + $3, responses = responses + $4, position = greatest(position, $5)
            WHERE tenant = $1 AND name = $2";
        let update = transaction.prepare_cached(sql).await?;
        let position = last.get(survey).copied().unwrap_or_default();
        transaction.execute(&update, &[&TENANT, survey, &change.changes, &change.responses, &position]).await?;
        cells(transaction, survey, change).await?;
    }
    Ok(())
}

async fn cells(transaction: &Transaction<'_>, survey: &str, change: &SurveyChange) -> Result<(), Error> {
    let changed: Vec<(&RollupCell, i64)> =
        change.cells.iter().map(|(cell, n)| (cell, *n)).filter(|(_, n)| *n != 0).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let parts: Vec<&str> = changed.iter().map(|(cell, _)| cell.part.as_str()).collect();
    let quarters: Vec<i64> = changed.iter().map(|(cell, _)| cell.quarter).collect();
    let hashes: Vec<Vec<u8>> = changed.iter().map(|(cell, _)| hash(&cell.value)).collect();
    let codes: Vec<i64> = changed.iter().map(|(cell, _)| cell.code).collect();
    let values: Vec<&[u8]> = changed.iter().map(|(cell, _)| cell.value.as_bytes()).collect();
    let counts: Vec<i64> = changed.iter().map(|(_, n)| *n).collect();
    let sql = "INSERT INTO cell AS c (tenant, survey, part, quarter, hash, code, value, n)
        SELECT $1, $2, * FROM unnest($3::text[], $4::bigint[], $5::bytea[], $6::bigint[], $7::bytea[], $8::bigint[])
        ON CONFLICT (tenant, survey, part, quarter, hash, code) DO UPDATE SET n = c.n + excluded.n";
    let add = transaction.prepare_cached(sql).await?;
    transaction.execute(&add, &[&TENANT, &survey, &parts, &quarters, &hashes, &codes, &values, &counts]).await?;
    if counts.iter().any(|n| *n < 0) {
        let sql = "DELETE FROM cell AS c USING unnest($3::text[], $4::bigint[], $5::bytea[], $6::bigint[])
              AS u (part, quarter, hash, code)
            WHERE c.tenant = $1 AND c.survey = $2 AND c.part = u.part COLLATE \"C\" AND c.quarter = u.quarter
              AND c.hash = u.hash AND c.code = u.code AND c.n = 0";
        let drop = transaction.prepare_cached(sql).await?;
        transaction.execute(&drop, &[&TENANT, &survey, &parts, &quarters, &hashes, &codes]).await?;
    }
    Ok(())
}

/// Half of a SHA-256: two values of one survey never meet.
fn hash(value: &str) -> Vec<u8> {
    Sha256::digest(value).iter().take(16).copied().collect()
}

/// Adds to `fold` the answers, the times and the questions, and one segment, a few rows at a time: of a segment that has
/// too many values only what they come to.
pub(super) async fn fold(pool: &Pool, survey: &str, segment: &str, mut fold: Box<Fold>) -> Result<Box<Fold>, Error> {
    let client = pool.get().await?;
    let most = i64::try_from(VALUES).unwrap_or(i64::MAX);
    let many: bool =
        client.query_one(&client.prepare_cached(MANY).await?, &[&TENANT, &survey, &segment, &most]).await?.get(0);
    if many {
        fold.drop_values();
    }
    let values: [&(dyn ToSql + Sync); 4] = [&TENANT, &survey, &segment, &many];
    let rows = client.query_raw(&client.prepare_cached(CELLS).await?, values).await?;
    let mut rows = std::pin::pin!(rows.ready_chunks(CELLS_AT_ONCE));
    while let Some(rows) = rows.next().await {
        for row in rows {
            let (cell, n) = cell(&row?);
            fold.add(&cell, n);
        }
        tokio::task::yield_now().await;
    }
    Ok(fold)
}

/// So many cells are folded before other tasks have their turn.
const CELLS_AT_ONCE: usize = 256;

const MANY: &str = "SELECT count(*) > $4::bigint FROM (SELECT DISTINCT value FROM cell
    WHERE tenant = $1 AND survey = $2 AND part = $3 AND part <> '' LIMIT $4::bigint + 1) AS v";

const CELLS: &str = "SELECT part, quarter, value, code, n FROM cell
    WHERE tenant = $1 AND survey = $2 AND part = ''
    UNION ALL SELECT part, 0, value, code, sum(n)::bigint FROM cell WHERE tenant = $1 AND survey = $2 AND part <> ''
      AND (part IN ('time', 'reached') OR part = $3 AND NOT $4 OR part >= 'answers.' AND part < 'answers/')
      GROUP BY part, value, code
    UNION ALL SELECT part, 0, ''::bytea, code, sum(n)::bigint FROM cell WHERE tenant = $1 AND survey = $2
      AND part <> '' AND part = $3 AND $4 GROUP BY part, code";

fn cell(row: &Row) -> (RollupCell, i64) {
    let value = String::from_utf8_lossy(row.get(2)).into_owned();
    (RollupCell { part: row.get(0), quarter: row.get(1), value, code: row.get(3) }, row.get(4))
}

/// Counts every stored response anew if that was done by another rule, or never.
pub(super) async fn recount(transaction: &Transaction<'_>) -> Result<(), Error> {
    let row = transaction.query_one("SELECT coalesce(max(rule), 0) FROM counted WHERE tenant = $1", &[&TENANT]).await?;
    if row.get::<_, i64>(0) == RULE {
        return Ok(());
    }
    transaction.execute("DELETE FROM cell WHERE tenant = $1", &[&TENANT]).await?;
    transaction.execute("UPDATE survey SET responses = 0 WHERE tenant = $1", &[&TENANT]).await?;
    for row in
        transaction.query("SELECT name FROM survey WHERE tenant = $1 ORDER BY name FOR UPDATE", &[&TENANT]).await?
    {
        survey(transaction, row.get(0)).await?;
    }
    let sql = "INSERT INTO counted VALUES ($1, $2) ON CONFLICT (tenant) DO UPDATE SET rule = excluded.rule";
    transaction.execute(sql, &[&TENANT, &RULE]).await?;
    Ok(())
}

async fn survey(transaction: &Transaction<'_>, name: &str) -> Result<(), Error> {
    let sql = "SELECT position, body FROM response WHERE tenant = $1 AND survey = $2 AND position > $3
        ORDER BY position LIMIT $4";
    let mut after = 0_i64;
    loop {
        let rows = transaction.query(sql, &[&TENANT, &name, &after, &CHUNK]).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.get(0);
        let mut changes = Changes::default();
        for row in &rows {
            changes.add_text(name, row.get(1));
        }
        write(transaction, &changes, &HashMap::new()).await?;
    }
}
