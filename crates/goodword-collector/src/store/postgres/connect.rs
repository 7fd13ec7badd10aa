//! A pool of connections with the settings that the promise of durability rests on, and the schema.

use std::time::Duration;

use deadpool_postgres::{
    ClientWrapper, Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts,
};
use tokio_postgres::{Config, NoTls};

use crate::store::Error;

const MIGRATIONS: [&str; 1] = [include_str!("../../../migrations/postgres/1.sql")];
/// Who migrates holds this lock: "good" in ASCII.
const LOCK: i64 = 0x676f_6f64;
const CONNECTIONS: usize = 8;
/// A database or a role may have it off, which would make an acknowledgement a guess. What promises more stays.
const DURABLE: &str = "SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') IN ('off', 'local')";
/// So long may it take to get a connection.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn pool(url: &str) -> Result<Pool, Error> {
    let mut config: Config = url.parse().map_err(|error: tokio_postgres::Error| Error::Engine(error.to_string()))?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    if config.get_application_name().is_none() {
        config.application_name("goodword");
    }
    let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    let timeouts = Timeouts { wait: Some(PATIENCE), create: Some(PATIENCE), recycle: Some(PATIENCE) };
    let pool = Pool::builder(manager).max_size(CONNECTIONS).runtime(Runtime::Tokio1).timeouts(timeouts);
    let durable = Hook::async_fn(|client: &mut ClientWrapper, _| {
        Box::pin(async move { client.batch_execute(DURABLE).await.map_err(HookError::Backend) })
    });
    pool.post_create(durable).build().map_err(|error| Error::Engine(error.to_string()))
}

/// Applies what the database has not seen. Two processes that start together do it once.
pub(super) async fn migrate(client: &mut Object) -> Result<(), Error> {
    let transaction = client.transaction().await?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    transaction.batch_execute("CREATE TABLE IF NOT EXISTS migration (version bigint PRIMARY KEY)").await?;
    let row = transaction.query_one("SELECT coalesce(max(version), 0) FROM migration", &[]).await?;
    let (version, known): (i64, _) = (row.get(0), MIGRATIONS.len());
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
    super::counts::recount(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}
