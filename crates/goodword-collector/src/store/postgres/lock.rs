//! The order in which those who write responses of a survey have their turn.

use deadpool_postgres::Transaction;

use crate::store::Error;
use crate::store::tenant::TENANT;

/// Locks a survey's row until the transaction ends, as whoever writes responses does first.
pub(super) async fn survey(transaction: &Transaction<'_>, survey: &str) -> Result<(), Error> {
    let sql = "SELECT 1 FROM survey WHERE tenant = $1 AND name = $2 FOR UPDATE";
    transaction.query(&transaction.prepare_cached(sql).await?, &[&TENANT, &survey]).await?;
    Ok(())
}
