//! Counts anew what is stored, where that was done by another rule or never.

use std::collections::HashMap;

use goodword_core::rollup::RULE;
use tokio_postgres::Transaction;

use super::counts;
use crate::store::Error;
use crate::store::changes::Changes;
use crate::store::tenant::TENANT;

/// So many rows are counted before their sums are written.
const CHUNK: i64 = 10_000;

/// Counts every stored response anew if that was done by another rule, or never.
pub(super) async fn recount(transaction: &Transaction<'_>) -> Result<(), Error> {
    let row = transaction.query_one("SELECT coalesce(max(rule), 0) FROM counted WHERE tenant = $1", &[&TENANT]).await?;
    if row.try_get::<_, i64>(0)? == RULE {
        return Ok(());
    }
    transaction.execute("DELETE FROM cell WHERE tenant = $1", &[&TENANT]).await?;
    transaction.execute("UPDATE survey SET responses = 0 WHERE tenant = $1", &[&TENANT]).await?;
    for row in
        transaction.query("SELECT name FROM survey WHERE tenant = $1 ORDER BY name FOR UPDATE", &[&TENANT]).await?
    {
        survey(transaction, row.try_get(0)?).await?;
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
        after = last.try_get(0)?;
        let mut changes = Changes::default();
        for row in &rows {
            changes.add_text(name, row.try_get(1)?);
        }
        counts::write(transaction, &changes, &HashMap::new()).await?;
    }
}
