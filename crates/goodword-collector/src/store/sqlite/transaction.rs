//! One transaction of a group: its connection, and the counts that are written at its end.

use goodword_core::rollup::RollupCell;
use rusqlite::{Connection, params};

use crate::store::changes::{Changes, SurveyChange};
use crate::store::tenant::TENANT;

pub(super) struct WriteTransaction<'a> {
    pub(super) connection: &'a Connection,
    pub(super) changes: Changes,
    /// Whether anything was ever erased; `None` until it is looked up.
    pub(super) erased: Option<bool>,
}

impl<'a> WriteTransaction<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { connection, changes: Changes::default(), erased: None }
    }

    /// Whether a new id may be one that was erased.
    pub(super) fn may_be_erased(&mut self) -> rusqlite::Result<bool> {
        if let Some(erased) = self.erased {
            return Ok(erased);
        }
        let erased = self.connection.prepare_cached("SELECT 1 FROM tombstone LIMIT 1")?.exists([])?;
        self.erased = Some(erased);
        Ok(erased)
    }

    /// Writes the sums of what changed: each cell once for the whole group, in key order.
    pub(super) fn finish(self) -> rusqlite::Result<()> {
        for (survey, change) in &self.changes.surveys {
            count(self.connection, survey, change)?;
        }
        Ok(())
    }
}

fn count(connection: &Connection, survey: &str, change: &SurveyChange) -> rusqlite::Result<()> {
    let sql = "INSERT INTO survey (tenant, name, changes, responses) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET changes = changes + excluded.changes, responses = responses + excluded.responses";
    connection.prepare_cached(sql)?.execute(params![TENANT, survey, change.changes, change.responses])?;
    for (cell, n) in change.cells.iter().filter(|(_, n)| **n != 0) {
        add(connection, survey, cell, *n)?;
    }
    Ok(())
}

fn add(connection: &Connection, survey: &str, cell: &RollupCell, n: i64) -> rusqlite::Result<()> {
    let RollupCell { part, quarter, value, code } = cell;
    let sql = "INSERT INTO cell (tenant, survey, part, quarter, value, code, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET n = n + excluded.n";
    connection.prepare_cached(sql)?.execute(params![TENANT, survey, part, quarter, value, code, n])?;
    if n < 0 {
        let sql = "DELETE FROM cell WHERE tenant = ?1 AND survey = ?2 AND part = ?3 AND quarter = ?4 AND value = ?5
            AND code = ?6 AND n = 0";
        connection.prepare_cached(sql)?.execute(params![TENANT, survey, part, quarter, value, code])?;
    }
    Ok(())
}
