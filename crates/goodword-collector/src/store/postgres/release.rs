//! Releases: which responses were told together, and what was told of them.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;
use goodword_core::{ResponseId, Tally};

use super::lock;
use super::pool::Pool;
use super::query::{first, query, read};
use crate::store::page::{BYTES, ROWS};
use crate::store::release::counts;
use crate::store::tenant::TENANT;
use crate::store::{Error, Page, Release};

pub(super) async fn untold(pool: &Pool, survey: &str, after: i64) -> Result<Page, Error> {
    let sql = "SELECT position, body FROM response AS r WHERE tenant = $1 AND survey = $2 AND position > $3
        AND NOT EXISTS (SELECT 1 FROM release_member WHERE tenant = $1 AND survey = $2 AND response = r.id)
        ORDER BY position LIMIT $4";
    let (mut page, mut bytes) = (Page::default(), 0);
    for row in query(pool, sql, &[&TENANT, &survey, &after, &ROWS]).await? {
        let body: String = row.try_get(1)?;
        bytes += body.len();
        page.bodies.push(body);
        page.last = row.try_get(0)?;
        if bytes >= BYTES {
            break;
        }
    }
    Ok(page)
}

/// Stores a release whose responses are all free. Whoever erases one of them waits, or has done so before.
pub(super) async fn insert(transaction: &Transaction<'_>, release: &Release) -> Result<(), Error> {
    let survey = &release.survey;
    lock::survey(transaction, survey).await?;
    let ids: Vec<&[u8]> = release.responses.iter().map(|id| id.as_bytes().as_slice()).collect();
    let sql = "SELECT count(*) FROM response AS r WHERE tenant = $1 AND survey = $2 AND id = ANY($3)
        AND NOT EXISTS (SELECT 1 FROM release_member WHERE tenant = $1 AND survey = $2 AND response = r.id)";
    let free: i64 = first(&transaction.query(sql, &[&TENANT, survey, &ids]).await?)?.unwrap_or_default();
    if usize::try_from(free) != Ok(ids.len()) {
        return Ok(());
    }
    let sql = "INSERT INTO release (tenant, survey, counts) VALUES ($1, $2, $3) RETURNING id";
    let made = transaction.query_one(sql, &[&TENANT, survey, &release.counts_json()]).await?;
    let number: i64 = made.try_get(0)?;
    let sql = "INSERT INTO release_member (tenant, survey, response, release)
        SELECT $1, $2, response, $4 FROM unnest($3::bytea[]) AS response";
    transaction.execute(sql, &[&TENANT, survey, &ids, &number]).await?;
    Ok(())
}

/// Tells no more of the release that an erased response was in.
pub(super) async fn withdraw(transaction: &Transaction<'_>, survey: &str, response: &[u8]) -> Result<(), Error> {
    let sql = "WITH member AS (DELETE FROM release_member WHERE tenant = $1 AND survey = $2 AND response = $3 RETURNING release)
        UPDATE release SET counts = NULL WHERE id IN (SELECT release FROM member)";
    transaction.execute(&transaction.prepare_cached(sql).await?, &[&TENANT, &survey, &response]).await?;
    Ok(())
}

pub(super) async fn told(pool: &Pool, survey: &str) -> Result<Vec<Tally>, Error> {
    let sql = "SELECT counts FROM release WHERE tenant = $1 AND survey = $2 AND counts IS NOT NULL ORDER BY id";
    let rows = query(pool, sql, &[&TENANT, &survey]).await?;
    let told = read(&rows, |row| Ok(counts(row.try_get(0)?)))?;
    Ok(told.into_iter().flatten().collect())
}

pub(super) async fn all(pool: &Pool, survey: &str) -> Result<Vec<Release>, Error> {
    let sql = "SELECT r.id, r.counts, m.response FROM release AS r JOIN release_member AS m ON m.release = r.id
        AND m.tenant = r.tenant AND m.survey = r.survey WHERE r.tenant = $1 AND r.survey = $2";
    let rows = query(pool, sql, &[&TENANT, &survey]).await?;
    let members: Vec<(i64, Option<&str>, Option<ResponseId>)> =
        read(&rows, |row| Ok((row.try_get(0)?, row.try_get(1)?, id(row.try_get(2)?))))?;
    let mut releases = BTreeMap::new();
    for (number, text, response) in members {
        let made = || Release { survey: survey.to_owned(), responses: Vec::new(), counts: counts(text) };
        releases.entry(number).or_insert_with(made).responses.extend(response);
    }
    Ok(releases.into_values().collect())
}

fn id(bytes: &[u8]) -> Option<ResponseId> {
    bytes.try_into().ok().map(ResponseId::from_bytes)
}
