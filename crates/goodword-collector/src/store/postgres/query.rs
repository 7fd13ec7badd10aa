//! One statement on a connection of the pool, prepared once for each connection.

use deadpool_postgres::Pool;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::store::Error;

/// The rows that it gives.
pub(super) async fn query(pool: &Pool, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Error> {
    let client = pool.get().await?;
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query(&statement, values).await?)
}

/// How many rows were written.
pub(super) async fn execute(pool: &Pool, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<u64, Error> {
    let client = pool.get().await?;
    let statement = client.prepare_cached(sql).await?;
    Ok(client.execute(&statement, values).await?)
}
