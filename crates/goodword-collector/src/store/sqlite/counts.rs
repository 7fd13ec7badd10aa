//! The counts that are kept with the rows.

use goodword_core::Response;
use goodword_core::rollup::{Fold, RULE, RollupCell};
use goodword_core::tally::segment::VALUES;
use rusqlite::{Connection, params};

use super::transaction::WriteTransaction;
use crate::store::follow_up::FollowUpState;
use crate::store::tenant::TENANT;

/// So many rows are counted before their sums are written.
const CHUNK: usize = 50_000;

/// Adds to `fold` the answers, the times and the questions, and one segment. Of a segment that has too many values only
/// what they come to is read: sorting them all by value would take time for nothing.
pub(super) fn fold(connection: &Connection, survey: &str, segment: &str, fold: &mut Fold) -> rusqlite::Result<()> {
    let many = has_many_values(connection, survey, segment)?;
    if many {
        fold.drop_values();
    }
    // Only the answers are counted by day.
    let sql = "SELECT part, quarter, value, code, n FROM cell WHERE tenant = ?1 AND survey = ?2 AND part = ''
        UNION ALL SELECT part, 0, value, code, sum(n) FROM cell WHERE tenant = ?1 AND survey = ?2
          AND part <> '' AND (part IN ('time', 'reached') OR part = ?3 AND NOT ?4 OR part >= 'answers.' AND part < 'answers/')
          GROUP BY part, value, code
        UNION ALL SELECT part, 0, '', code, sum(n) FROM cell WHERE tenant = ?1 AND survey = ?2
          AND part <> '' AND part = ?3 AND ?4 GROUP BY part, code";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![TENANT, survey, segment, many])?;
    while let Some(row) = rows.next()? {
        let cell = RollupCell { part: row.get(0)?, quarter: row.get(1)?, value: row.get(2)?, code: row.get(3)? };
        fold.add(&cell, row.get(4)?);
    }
    Ok(())
}

/// Whether a segment has more values than a tally takes. No more of them are looked at than that.
fn has_many_values(connection: &Connection, survey: &str, segment: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) FROM (SELECT DISTINCT value FROM cell WHERE tenant = ?1 AND survey = ?2 AND part = ?3
        AND part <> '' LIMIT ?4)";
    let most = i64::try_from(VALUES).unwrap_or(i64::MAX);
    let values: i64 =
        connection.prepare_cached(sql)?.query_row(params![TENANT, survey, segment, most + 1], |row| row.get(0))?;
    Ok(values > most)
}

/// Counts every stored response anew if that was done by another rule, or never.
pub(super) fn recount(connection: &Connection) -> rusqlite::Result<()> {
    let sql = "SELECT coalesce(max(rule), 0) FROM counted WHERE tenant = ?1";
    let rule: i64 = connection.query_row(sql, [TENANT], |row| row.get(0))?;
    if rule == RULE {
        return Ok(());
    }
    connection.execute("DELETE FROM cell WHERE tenant = ?1", [TENANT])?;
    connection.execute("UPDATE survey SET responses = 0 WHERE tenant = ?1", [TENANT])?;
    let mut statement =
        connection.prepare("SELECT position, survey, body FROM response WHERE tenant = ?1 ORDER BY position")?;
    let (mut rows, mut transaction, mut waiting) = (statement.query([TENANT])?, WriteTransaction::new(connection), 0);
    while let Some(row) = rows.next()? {
        let (position, survey, body): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        transaction.changes.add_text(&survey, &body);
        note_follow_up(connection, position, &body)?;
        waiting += 1;
        if waiting == CHUNK {
            std::mem::replace(&mut transaction, WriteTransaction::new(connection)).finish()?;
            waiting = 0;
        }
    }
    transaction.finish()?;
    connection.execute("INSERT OR REPLACE INTO counted (tenant, rule) VALUES (?1, ?2)", [TENANT, RULE]).map(|_| ())
}

/// Notes the follow-up of a response that was stored before there were columns for it.
fn note_follow_up(connection: &Connection, position: i64, body: &str) -> rusqlite::Result<()> {
    if !body.contains("follow_up") {
        return Ok(());
    }
    let follow_up = Response::parse(body).map(|response| FollowUpState::of(&response)).unwrap_or_default();
    let sql = "UPDATE response SET state = ?2, due_ms = ?3 WHERE position = ?1";
    connection.prepare_cached(sql)?.execute(params![position, follow_up.state, follow_up.due_ms]).map(|_| ())
}
