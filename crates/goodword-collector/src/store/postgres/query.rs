//! One statement on a connection of the pool, prepared once for each connection.

use std::future::Future;

use deadpool_postgres::ClientWrapper;
use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, ToSql};

use super::connect::within;
use super::pool::Pool;
use crate::store::Error;

type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// The rows that it gives.
pub(super) async fn query(pool: &Pool, sql: &str, values: Values<'_>) -> Result<Vec<Row>, Error> {
    twice(pool, || async {
        let mut lease = pool.lease().await?;
        let rows = select(lease.client()?, sql, values).await?;
        lease.give_back();
        Ok(rows)
    })
    .await
}

/// Reads every row. A column of another type than it was made with is an error, and no panic.
pub(super) fn read<'a, T>(
    rows: &'a [Row],
    of: impl Fn(&'a Row) -> Result<T, tokio_postgres::Error>,
) -> Result<Vec<T>, Error> {
    Ok(rows.iter().map(of).collect::<Result<_, _>>()?)
}

/// The first column of the first row, if there is one.
pub(super) fn first<'a, T: FromSql<'a>>(rows: &'a [Row]) -> Result<Option<T>, Error> {
    Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
}

/// How many rows were written.
pub(super) async fn execute(pool: &Pool, sql: &str, values: Values<'_>) -> Result<u64, Error> {
    twice(pool, || async {
        let mut lease = pool.lease().await?;
        let written = write(lease.client()?, sql, values).await?;
        lease.give_back();
        Ok(written)
    })
    .await
}

/// A second time on a new connection, where the first turned out to be of no use any more: all of it within the time of
/// one statement.
async fn twice<T, F: Future<Output = Result<T, Error>>>(pool: &Pool, attempt: impl Fn() -> F) -> Result<T, Error> {
    let both = async {
        match attempt().await {
            Err(Error::Away(_)) => {
                pool.renew();
                attempt().await
            }
            done => done,
        }
    };
    let done = within(pool.limits.timeout, both).await;
    if matches!(done, Err(Error::Away(_))) {
        pool.renew();
    }
    done
}

async fn select(client: &ClientWrapper, sql: &str, values: Values<'_>) -> Result<Vec<Row>, tokio_postgres::Error> {
    let statement = client.prepare_cached(sql).await?;
    client.query(&statement, values).await
}

async fn write(client: &ClientWrapper, sql: &str, values: Values<'_>) -> Result<u64, tokio_postgres::Error> {
    let statement = client.prepare_cached(sql).await?;
    client.execute(&statement, values).await
}
