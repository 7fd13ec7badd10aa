//! Releases: which responses were told together, and what was told of them.

use std::collections::BTreeMap;

use goodword_core::{ResponseId, Tally};
use rusqlite::{Connection, Row, params};

use super::page::filled;
use crate::store::page::ROWS;
use crate::store::release::counts;
use crate::store::tenant::TENANT;
use crate::store::{Page, Release};

pub(super) fn untold(connection: &Connection, survey: &str, after: i64) -> rusqlite::Result<Page> {
    let sql = "SELECT position, body FROM response AS r WHERE tenant = ?1 AND survey = ?2 AND position > ?3
        AND NOT EXISTS (SELECT 1 FROM release_member WHERE tenant = ?1 AND survey = ?2 AND response = r.id)
        ORDER BY position LIMIT ?4";
    let mut statement = connection.prepare_cached(sql)?;
    filled(statement.query(params![TENANT, survey, after, ROWS])?)
}

/// Stores a release whose responses are all free.
pub(super) fn insert(connection: &Connection, release: &Release) -> rusqlite::Result<()> {
    let Release { survey, responses, .. } = release;
    for response in responses {
        if !is_free(connection, survey, *response)? {
            return Ok(());
        }
    }
    let sql = "INSERT INTO release (tenant, survey, counts) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![TENANT, survey, release.counts_json()])?;
    let number = connection.last_insert_rowid();
    let sql = "INSERT INTO release_member (tenant, survey, response, release) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = connection.prepare_cached(sql)?;
    for response in responses {
        statement.execute(params![TENANT, survey, response.as_bytes(), number])?;
    }
    Ok(())
}

/// Whether a response is stored and in no release.
fn is_free(connection: &Connection, survey: &str, response: ResponseId) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM response WHERE tenant = ?1 AND survey = ?2 AND id = ?3
        AND NOT EXISTS (SELECT 1 FROM release_member WHERE tenant = ?1 AND survey = ?2 AND response = ?3)";
    connection.prepare_cached(sql)?.exists(params![TENANT, survey, response.as_bytes()])
}

/// Tells no more of the release that an erased response was in.
pub(super) fn withdraw(connection: &Connection, survey: &str, response: ResponseId) -> rusqlite::Result<()> {
    let member = params![TENANT, survey, response.as_bytes()];
    let sql = "UPDATE release SET counts = NULL WHERE id =
        (SELECT release FROM release_member WHERE tenant = ?1 AND survey = ?2 AND response = ?3)";
    connection.prepare_cached(sql)?.execute(member)?;
    let sql = "DELETE FROM release_member WHERE tenant = ?1 AND survey = ?2 AND response = ?3";
    connection.prepare_cached(sql)?.execute(member).map(|_| ())
}

pub(super) fn told(connection: &Connection, survey: &str) -> rusqlite::Result<Vec<Tally>> {
    let sql = "SELECT counts FROM release WHERE tenant = ?1 AND survey = ?2 AND counts IS NOT NULL ORDER BY id";
    let of = |row: &Row<'_>| Ok(counts(row.get_ref(0)?.as_str_or_null()?));
    let told: Vec<_> =
        connection.prepare_cached(sql)?.query_map(params![TENANT, survey], of)?.collect::<Result<_, _>>()?;
    Ok(told.into_iter().flatten().collect())
}

pub(super) fn all(connection: &Connection, survey: &str) -> rusqlite::Result<Vec<Release>> {
    let sql = "SELECT r.id, r.counts, m.response FROM release AS r JOIN release_member AS m ON m.release = r.id
        AND m.tenant = r.tenant AND m.survey = r.survey WHERE r.tenant = ?1 AND r.survey = ?2";
    let mut statement = connection.prepare(sql)?;
    let (mut rows, mut releases) = (statement.query(params![TENANT, survey])?, BTreeMap::new());
    while let Some(row) = rows.next()? {
        let made = || Release { survey: survey.to_owned(), responses: Vec::new(), counts: None };
        let release: &mut Release = releases.entry(row.get::<_, i64>(0)?).or_insert_with(made);
        release.responses.push(ResponseId::from_bytes(row.get(2)?));
        release.counts = counts(row.get_ref(1)?.as_str_or_null()?);
    }
    Ok(releases.into_values().collect())
}
