//! The schema, as this version knows it.

use tokio_postgres::Client;

use super::recount::recount;
use crate::store::Error;

const MIGRATIONS: [&str; 4] = [
    include_str!("../../../migrations/postgres/1.sql"),
    include_str!("../../../migrations/postgres/2.sql"),
    include_str!("../../../migrations/postgres/3.sql"),
    include_str!("../../../migrations/postgres/4.sql"),
];
/// Who migrates holds this lock: "good" in ASCII.
const LOCK: i64 = 0x676f_6f64;

/// Fails where there are no tables of ours.
pub(super) async fn expect_tables(client: &Client) -> Result<(), Error> {
    let row =
        client.query_one("SELECT to_regclass('migration') IS NOT NULL AND to_regclass('response') IS NOT NULL", &[]);
    if row.await?.try_get(0)? {
        return Ok(());
    }
    Err(Error::Engine("it has no tables of goodword; `goodword serve` makes them, as do import and migrate".to_owned()))
}

/// Applies what the database has not seen. Two processes that start together do it once.
pub(super) async fn migrate(client: &mut Client) -> Result<(), Error> {
    let transaction = client.transaction().await?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    transaction.batch_execute("CREATE TABLE IF NOT EXISTS migration (version bigint PRIMARY KEY)").await?;
    let row = transaction.query_one("SELECT coalesce(max(version), 0) FROM migration", &[]).await?;
    let (version, known): (i64, _) = (row.try_get(0)?, MIGRATIONS.len());
    let seen = usize::try_from(version).unwrap_or(usize::MAX);
    if seen > known {
        return Err(Error::Engine(format!(
            "it was written by a newer goodword (schema {version}, known here: {known})"
        )));
    }
    for (migration, version) in MIGRATIONS.iter().zip(1_i64..).skip(seen) {
        transaction.batch_execute(migration).await?;
        transaction.execute("INSERT INTO migration VALUES ($1)", &[&version]).await?;
    }
    recount(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}
