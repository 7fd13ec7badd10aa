//! Messages: written with what they tell of, claimed, settled, forgotten.

use goodword_core::ResponseId;
use rusqlite::{Connection, Row, params};

use crate::store::tenant::TENANT;
use crate::store::{Attempt, Message, MessageCount, TargetState};

const COLUMNS: &str = "id, target, event, survey, response, data, made_ms, begun_ms, tries";

/// Whether it is new.
pub(super) fn insert(connection: &Connection, message: &Message) -> rusqlite::Result<bool> {
    let sql = "INSERT INTO message (tenant, id, target, event, survey, response, data, made_ms, begun_ms, due_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9) ON CONFLICT DO NOTHING";
    let Message { id, target, event, survey, response, data, made_ms, begun_ms, .. } = message;
    let response = response.as_ref().map(|id| id.as_bytes().as_slice());
    let values = params![TENANT, id, target, event.name(), survey, response, data, made_ms, begun_ms];
    connection.prepare_cached(sql)?.execute(values).map(|rows| rows == 1)
}

pub(super) fn claim(
    connection: &Connection,
    target: &str,
    (now_ms, until_ms): (i64, i64),
    most: usize,
) -> rusqlite::Result<Vec<Message>> {
    let sql = format!(
        "UPDATE message SET tries = tries + 1, due_ms = ?4 WHERE id IN (SELECT id FROM message
          WHERE tenant = ?1 AND target = ?2 AND due_ms <= ?3 ORDER BY due_ms LIMIT ?5) RETURNING {COLUMNS}"
    );
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(&sql)?;
    let claimed = statement.query_map(params![TENANT, target, now_ms, until_ms, most], message)?;
    let claimed: Vec<Option<Message>> = claimed.collect::<Result<_, _>>()?;
    Ok(claimed.into_iter().flatten().collect())
}

/// `None` where a newer version wrote what this one does not know: it is left to that.
fn message(row: &Row<'_>) -> rusqlite::Result<Option<Message>> {
    let Ok(event) = row.get::<_, String>(2)?.parse() else { return Ok(None) };
    Ok(Some(Message {
        id: row.get(0)?,
        target: row.get(1)?,
        event,
        survey: row.get(3)?,
        response: row.get::<_, Option<[u8; 16]>>(4)?.map(ResponseId::from_bytes),
        data: row.get(5)?,
        made_ms: row.get(6)?,
        begun_ms: row.get(7)?,
        tries: row.get(8)?,
    }))
}

pub(super) fn next_due(connection: &Connection, target: &str) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT min(due_ms) FROM message WHERE tenant = ?1 AND target = ?2 AND due_ms IS NOT NULL";
    connection.prepare_cached(sql)?.query_row(params![TENANT, target], |row| row.get(0))
}

pub(super) fn settle(connection: &Connection, id: &str, attempt: Attempt, now_ms: i64) -> rusqlite::Result<()> {
    let over = "UPDATE message SET due_ms = NULL, settled_ms = ?2, delivered = ?3 WHERE id = ?1";
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| connection.prepare_cached(sql)?.execute(values);
    match attempt {
        Attempt::Delivered => run(over, params![id, now_ms, true]),
        Attempt::GivenUp => run(over, params![id, now_ms, false]),
        Attempt::Again { due_ms } => {
            run("UPDATE message SET due_ms = ?2 WHERE id = ?1 AND due_ms IS NOT NULL", params![id, due_ms])
        }
        Attempt::Gone => run("DELETE FROM message WHERE id = ?1", params![id]),
    }
    .map(|_| ())
}

pub(super) fn replay(connection: &Connection, target: &str, since_ms: i64, now_ms: i64) -> rusqlite::Result<u64> {
    let sql = "UPDATE message_target SET failing_ms = NULL, disabled_ms = NULL WHERE tenant = ?1 AND name = ?2";
    connection.execute(sql, params![TENANT, target])?;
    let sql = "UPDATE message SET due_ms = ?4, begun_ms = ?4, tries = 0, settled_ms = NULL, delivered = 0
        WHERE tenant = ?1 AND target = ?2 AND made_ms >= ?3";
    let rows = connection.execute(sql, params![TENANT, target, since_ms, now_ms])?;
    Ok(u64::try_from(rows).unwrap_or(u64::MAX))
}

pub(super) fn counts(connection: &Connection) -> rusqlite::Result<Vec<MessageCount>> {
    let sql = "SELECT target, count(due_ms), count(*) FILTER (WHERE delivered),
          count(*) FILTER (WHERE due_ms IS NULL AND NOT delivered), min(made_ms) FILTER (WHERE due_ms IS NOT NULL)
        FROM message WHERE tenant = ?1 GROUP BY target ORDER BY target";
    let of = |row: &Row<'_>| {
        Ok(MessageCount {
            target: row.get(0)?,
            waiting: row.get(1)?,
            delivered: row.get(2)?,
            failed: row.get(3)?,
            oldest_ms: row.get(4)?,
        })
    };
    connection.prepare_cached(sql)?.query_map([TENANT], of)?.collect()
}

pub(super) fn target_states(connection: &Connection) -> rusqlite::Result<Vec<TargetState>> {
    let sql =
        "SELECT name, address, failing_ms, disabled_ms, error FROM message_target WHERE tenant = ?1 ORDER BY name";
    let of = |row: &Row<'_>| {
        Ok(TargetState {
            name: row.get(0)?,
            address: row.get(1)?,
            failing_ms: row.get(2)?,
            disabled_ms: row.get(3)?,
            error: row.get(4)?,
        })
    };
    connection.prepare_cached(sql)?.query_map([TENANT], of)?.collect()
}

pub(super) fn put_target_state(connection: &Connection, state: &TargetState) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO message_target (tenant, name, address, failing_ms, disabled_ms, error)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let TargetState { name, address, failing_ms, disabled_ms, error } = state;
    connection.prepare_cached(sql)?.execute(params![TENANT, name, address, failing_ms, disabled_ms, error])?;
    Ok(())
}

pub(super) fn forget(connection: &Connection, before_ms: i64) -> rusqlite::Result<()> {
    let sql = "DELETE FROM message WHERE tenant = ?1 AND coalesce(settled_ms, begun_ms) < ?2";
    connection.execute(sql, params![TENANT, before_ms]).map(|_| ())
}

/// What is told of a response goes with it.
pub(super) fn erase(connection: &Connection, survey: &str, id: ResponseId) -> rusqlite::Result<()> {
    let sql = "DELETE FROM message WHERE tenant = ?1 AND survey = ?2 AND response = ?3";
    connection.prepare_cached(sql)?.execute(params![TENANT, survey, id.as_bytes()]).map(|_| ())
}

pub(super) fn open_follow_ups(
    connection: &Connection,
    survey: &str,
    (from_ms, until_ms): (i64, i64),
    most: usize,
) -> rusqlite::Result<Vec<(ResponseId, i64)>> {
    let sql = "SELECT id, due_ms FROM response WHERE tenant = ?1 AND survey = ?2 AND state IS NOT NULL
        AND state = 'open' AND due_ms >= ?3 AND due_ms < ?4 ORDER BY due_ms LIMIT ?5";
    let of = |row: &Row<'_>| Ok((ResponseId::from_bytes(row.get(0)?), row.get(1)?));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    connection.prepare_cached(sql)?.query_map(params![TENANT, survey, from_ms, until_ms, most], of)?.collect()
}
