//! The schema, brought forward one numbered file at a time (`PRAGMA user_version`).

use rusqlite::{Connection, TransactionBehavior};

use super::counts;
use crate::store::Error;

const MIGRATIONS: [&str; 5] = [
    include_str!("../../../migrations/sqlite/1.sql"),
    include_str!("../../../migrations/sqlite/2.sql"),
    include_str!("../../../migrations/sqlite/3.sql"),
    include_str!("../../../migrations/sqlite/4.sql"),
    include_str!("../../../migrations/sqlite/5.sql"),
];
/// "good" in ASCII, as the first migration sets it.
const APPLICATION_ID: i64 = 0x676f_6f64;

/// Applies what the database has not seen. Two processes that start together do it once.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let read = |name: &str| transaction.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (version, application) = (read("user_version")?, read("application_id")?);
    let tables: i64 = transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && (version, application, tables) != (0, 0, 0) {
        return Err(Error::Engine("it is a database of another program".to_owned()));
    }
    let (seen, known) = (usize::try_from(version).unwrap_or(usize::MAX), MIGRATIONS.len());
    if seen > known {
        return Err(Error::Engine(format!(
            "it was written by a newer goodword (schema {version}, known here: {known})"
        )));
    }
    for migration in MIGRATIONS.iter().skip(seen) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", known.to_string())?;
    counts::recount(&transaction)?;
    transaction.commit().map_err(Error::from)
}
