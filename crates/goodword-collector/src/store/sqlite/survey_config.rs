//! What an owner wrote about surveys: definitions and settings.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::store::tenant::TENANT;
use crate::store::{Definition, Settings};

/// Whether it is the first of its version.
pub(super) fn put_definition(connection: &Connection, definition: &Definition, now_ms: i64) -> rusqlite::Result<bool> {
    let Definition { survey, version, body } = definition;
    let delete = "DELETE FROM definition WHERE tenant = ?1 AND survey = ?2 AND version = ?3";
    let before = connection.prepare_cached(delete)?.execute(params![TENANT, survey, version])?;
    let insert = "INSERT INTO definition (tenant, survey, version, stored_ms, body) VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(insert)?.execute(params![TENANT, survey, version, now_ms, body])?;
    advance(connection)?;
    Ok(before == 0)
}

pub(super) fn definition(connection: &Connection, survey: &str) -> rusqlite::Result<Option<Definition>> {
    let sql = "SELECT survey, version, body FROM definition WHERE tenant = ?1 AND survey = ?2
        ORDER BY position DESC LIMIT 1";
    connection.prepare_cached(sql)?.query_row(params![TENANT, survey], of).optional()
}

pub(super) fn definitions(connection: &Connection) -> rusqlite::Result<Vec<Definition>> {
    let sql = "SELECT survey, version, body FROM definition WHERE tenant = ?1 ORDER BY position";
    connection.prepare_cached(sql)?.query_map([TENANT], of)?.collect()
}

fn of(row: &Row<'_>) -> rusqlite::Result<Definition> {
    Ok(Definition { survey: row.get(0)?, version: row.get(1)?, body: row.get(2)? })
}

pub(super) fn put_settings(connection: &Connection, survey: &str, settings: &Settings) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO settings (tenant, survey, body) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![TENANT, survey, settings.to_json()])?;
    advance(connection)
}

pub(super) fn settings(connection: &Connection) -> rusqlite::Result<Vec<(String, Settings)>> {
    let sql = "SELECT survey, body FROM settings WHERE tenant = ?1";
    let of = |row: &Row<'_>| Ok((row.get(0)?, Settings::read(&row.get::<_, String>(1)?)));
    connection.prepare_cached(sql)?.query_map([TENANT], of)?.collect()
}

/// The settings of one survey; the default where it has none.
pub(super) fn settings_of(connection: &Connection, survey: &str) -> rusqlite::Result<Settings> {
    let sql = "SELECT body FROM settings WHERE tenant = ?1 AND survey = ?2";
    let of = |row: &Row<'_>| Ok(Settings::read(&row.get::<_, String>(0)?));
    Ok(connection.prepare_cached(sql)?.query_row(params![TENANT, survey], of).optional()?.unwrap_or_default())
}

pub(super) fn generation(connection: &Connection) -> rusqlite::Result<i64> {
    let sql = "SELECT coalesce(max(n), 0) FROM generation WHERE tenant = ?1";
    connection.prepare_cached(sql)?.query_row([TENANT], |row| row.get(0))
}

fn advance(connection: &Connection) -> rusqlite::Result<()> {
    let sql = "INSERT INTO generation (tenant, n) VALUES (?1, 1) ON CONFLICT DO UPDATE SET n = n + 1";
    connection.prepare_cached(sql)?.execute([TENANT]).map(|_| ())
}
