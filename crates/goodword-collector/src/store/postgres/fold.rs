//! The counts as they are read: folded a few rows at a time, so that memory holds no more than the fold does.

use deadpool_postgres::ClientWrapper;
use futures_util::StreamExt;
use goodword_core::rollup::Fold;
use goodword_core::tally::segment::VALUES;
use tokio_postgres::types::ToSql;

use super::counts;
use super::pool::Pool;
use crate::store::Error;
use crate::store::tenant::TENANT;

/// Adds to `fold` the answers, the times and the questions, and one segment, a few rows at a time: of a segment that has
/// too many values only what they come to.
pub(super) async fn fold(pool: &Pool, survey: &str, segment: &str, mut fold: Box<Fold>) -> Result<Box<Fold>, Error> {
    let mut lease = pool.lease().await?;
    fold_on(lease.client()?, survey, segment, &mut fold).await?;
    lease.give_back();
    Ok(fold)
}

async fn fold_on(
    client: &ClientWrapper,
    survey: &str,
    segment: &str,
    fold: &mut Fold,
) -> Result<(), tokio_postgres::Error> {
    let most = i64::try_from(VALUES).unwrap_or(i64::MAX);
    let many: bool = client
        .query_one(&client.prepare_cached(MANY).await?, &[&TENANT, &survey, &segment, &most])
        .await?
        .try_get(0)?;
    if many {
        fold.drop_values();
    }
    let values: [&(dyn ToSql + Sync); 4] = [&TENANT, &survey, &segment, &many];
    let rows = client.query_raw(&client.prepare_cached(CELLS).await?, values).await?;
    let mut rows = std::pin::pin!(rows.ready_chunks(CELLS_AT_ONCE));
    while let Some(rows) = rows.next().await {
        for row in rows {
            let (cell, n) = counts::cell(&row?)?;
            fold.add(&cell, n);
        }
        tokio::task::yield_now().await;
    }
    Ok(())
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
