//! Single responses, looked for by whoever administers: erased, or their follow-up set.

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use goodword_core::ResponseId;
use tokio_postgres::types::ToSql;

use super::{counts, lock, release};
use crate::store::Error;
use crate::store::changes::Changes;
use crate::store::erase::{BodyMatcher, Tombstone, id_hash};
use crate::store::follow_up::with_state;
use crate::store::tenant::TENANT;

pub(super) async fn erase(
    transaction: &Transaction<'_>,
    survey: &str,
    ids: &[ResponseId],
    matcher: &BodyMatcher,
    tombstone: Tombstone,
) -> Result<u64, Error> {
    lock::survey(transaction, survey).await?;
    let (mut changes, mut erased) = (Changes::default(), 0);
    for id in ids {
        let Some(body) = body(transaction, survey, *id).await?.filter(|body| matcher.fits(body)) else { continue };
        let key = id.as_bytes().as_slice();
        let sql = "DELETE FROM response WHERE tenant = $1 AND survey = $2 AND id = $3";
        transaction.execute(&transaction.prepare_cached(sql).await?, &[&TENANT, &survey, &key]).await?;
        let sql = "INSERT INTO tombstone (tenant, survey, hash, made_ms, until_ms) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant, survey, hash) DO UPDATE SET made_ms = excluded.made_ms, until_ms = excluded.until_ms";
        let hash = id_hash(survey, *id);
        let stone: [&(dyn ToSql + Sync); 5] =
            [&TENANT, &survey, &hash.as_slice(), &tombstone.made_ms, &tombstone.until_ms];
        transaction.execute(&transaction.prepare_cached(sql).await?, &stone).await?;
        let sql = "DELETE FROM message WHERE tenant = $1 AND survey = $2 AND response = $3";
        transaction.execute(&transaction.prepare_cached(sql).await?, &[&TENANT, &survey, &key]).await?;
        release::withdraw(transaction, survey, key).await?;
        changes.remove(survey, &body);
        erased += 1;
    }
    counts::write(transaction, &changes, &HashMap::new()).await?;
    Ok(erased)
}

async fn body(transaction: &Transaction<'_>, survey: &str, id: ResponseId) -> Result<Option<String>, Error> {
    let sql = "SELECT body FROM response WHERE tenant = $1 AND survey = $2 AND id = $3";
    let statement = transaction.prepare_cached(sql).await?;
    let row = transaction.query_opt(&statement, &[&TENANT, &survey, &id.as_bytes().as_slice()]).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn set_state(
    transaction: &Transaction<'_>,
    survey: &str,
    id: ResponseId,
    state: &str,
    now_ms: i64,
) -> Result<bool, Error> {
    lock::survey(transaction, survey).await?;
    let body = body(transaction, survey, id).await?;
    let Some((body, follow_up)) = body.and_then(|body| with_state(&body, state, now_ms)) else { return Ok(false) };
    let sql = "UPDATE response SET body = $4, state = $5, due_ms = $6 WHERE tenant = $1 AND survey = $2 AND id = $3";
    let id = id.as_bytes().as_slice();
    transaction.execute(sql, &[&TENANT, &survey, &id, &body, &follow_up.state, &follow_up.due_ms]).await?;
    let mut changes = Changes::default();
    changes.note(survey);
    counts::write(transaction, &changes, &HashMap::new()).await?;
    Ok(true)
}
