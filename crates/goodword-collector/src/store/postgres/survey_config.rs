//! What an owner wrote about surveys: definitions and settings.

use deadpool_postgres::Transaction;
use tokio_postgres::Row;

use super::pool::Pool;
use super::query::{first, query, read};
use crate::store::tenant::TENANT;
use crate::store::{Definition, Error, Settings};

const LATEST: &str = "SELECT survey, version, body FROM definition WHERE tenant = $1 AND survey = $2
    ORDER BY position DESC LIMIT 1";

pub(super) async fn definitions(pool: &Pool) -> Result<Vec<Definition>, Error> {
    let sql = "SELECT survey, version, body FROM definition WHERE tenant = $1 ORDER BY position";
    read(&query(pool, sql, &[&TENANT]).await?, of)
}

pub(super) async fn definition(pool: &Pool, survey: &str) -> Result<Option<Definition>, Error> {
    Ok(query(pool, LATEST, &[&TENANT, &survey]).await?.first().map(of).transpose()?)
}

fn of(row: &Row) -> Result<Definition, tokio_postgres::Error> {
    let version = String::from_utf8_lossy(row.try_get(1)?).into_owned();
    Ok(Definition { survey: row.try_get(0)?, version, body: row.try_get(2)? })
}

/// Whether it is the first of its version; `None` where the latest is not the one that is known.
pub(super) async fn put_definition(
    transaction: &Transaction<'_>,
    definition: &Definition,
    known: Option<&Definition>,
    now_ms: i64,
) -> Result<Option<bool>, Error> {
    let Definition { survey, version, body } = definition;
    advance(transaction).await?;
    if known.is_some() {
        let latest = transaction.query(LATEST, &[&TENANT, survey]).await?;
        if latest.first().map(of).transpose()?.as_ref() != known {
            return Ok(None);
        }
    }
    let delete = "DELETE FROM definition WHERE tenant = $1 AND survey = $2 AND version = $3";
    let before = transaction.execute(delete, &[&TENANT, survey, &version.as_bytes()]).await?;
    let insert = "INSERT INTO definition (tenant, survey, version, stored_ms, body) VALUES ($1, $2, $3, $4, $5)";
    transaction.execute(insert, &[&TENANT, survey, &version.as_bytes(), &now_ms, body]).await?;
    Ok(Some(before == 0))
}

pub(super) async fn settings(pool: &Pool) -> Result<Vec<(String, Settings)>, Error> {
    let rows = query(pool, "SELECT survey, body FROM settings WHERE tenant = $1", &[&TENANT]).await?;
    read(&rows, |row| Ok((row.try_get(0)?, Settings::read(row.try_get(1)?))))
}

pub(super) async fn put_settings(
    transaction: &Transaction<'_>,
    survey: &str,
    settings: &Settings,
    known: Option<&Settings>,
) -> Result<bool, Error> {
    advance(transaction).await?;
    if let Some(known) = known {
        let sql = "SELECT body FROM settings WHERE tenant = $1 AND survey = $2";
        let stored = transaction.query(sql, &[&TENANT, &survey]).await?;
        if first(&stored)?.map(Settings::read).unwrap_or_default() != *known {
            return Ok(false);
        }
    }
    let sql = "INSERT INTO settings (tenant, survey, body) VALUES ($1, $2, $3)
        ON CONFLICT (tenant, survey) DO UPDATE SET body = excluded.body";
    transaction.execute(sql, &[&TENANT, &survey, &settings.to_json()]).await?;
    Ok(true)
}

/// Before anything else: whoever writes here waits for who wrote before, so that positions rise with time.
async fn advance(transaction: &Transaction<'_>) -> Result<(), Error> {
    let sql =
        "INSERT INTO generation (tenant, n) VALUES ($1, 1) ON CONFLICT (tenant) DO UPDATE SET n = generation.n + 1";
    transaction.execute(sql, &[&TENANT]).await?;
    Ok(())
}
