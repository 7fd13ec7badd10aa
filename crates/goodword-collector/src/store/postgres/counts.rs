//! The counts that are kept with the rows, each table written by one statement for a whole batch.

use std::collections::HashMap;

use goodword_core::rollup::RollupCell;
use sha2::{Digest, Sha256};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Row, Transaction};

use crate::store::Error;
use crate::store::changes::Changes;
use crate::store::tenant::TENANT;

pub(super) const SURVEYS: &str = "UPDATE survey AS s
    SET changes = s.changes + u.changes, responses = s.responses + u.responses,
      position = greatest(s.position, u.position)
    FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) AS u (name, changes, responses, position)
    WHERE s.tenant = $1 AND s.name = u.name COLLATE \"C\" AND s.name = ANY($2)";
pub(super) const ADD: &str = "INSERT INTO cell AS c (tenant, survey, part, quarter, hash, code, value, n)
    SELECT $1, * FROM
      unnest($2::text[], $3::text[], $4::bigint[], $5::bytea[], $6::bigint[], $7::bytea[], $8::bigint[])
    ON CONFLICT (tenant, survey, part, quarter, hash, code) DO UPDATE SET n = c.n + excluded.n";
pub(super) const DROP: &str = "DELETE FROM cell AS c
    USING unnest($2::text[], $3::text[], $4::bigint[], $5::bytea[], $6::bigint[]) AS u (survey, part, quarter, hash, code)
    WHERE c.tenant = $1 AND c.survey = u.survey COLLATE \"C\" AND c.part = u.part COLLATE \"C\"
      AND c.quarter = u.quarter AND c.hash = u.hash AND c.code = u.code AND c.n = 0";

/// What a batch adds to the counts, as the arrays that the statements take: each cell once, in key order.
#[derive(Default)]
pub(super) struct CountArrays<'a> {
    tenant: i64,
    names: Vec<&'a str>,
    changes: Vec<i64>,
    responses: Vec<i64>,
    positions: Vec<i64>,
    surveys: Vec<&'a str>,
    parts: Vec<&'a str>,
    quarters: Vec<i64>,
    hashes: Vec<Vec<u8>>,
    codes: Vec<i64>,
    values: Vec<&'a [u8]>,
    counts: Vec<i64>,
}

impl<'a> CountArrays<'a> {
    pub(super) fn of(tenant: i64, changes: &'a Changes, positions: &HashMap<String, i64>) -> Self {
        let mut arrays = Self { tenant, ..Self::default() };
        for (survey, change) in &changes.surveys {
            arrays.names.push(survey);
            arrays.changes.push(change.changes);
            arrays.responses.push(change.responses);
            arrays.positions.push(positions.get(survey).copied().unwrap_or_default());
            for (cell, n) in change.cells.iter().filter(|(_, n)| **n != 0) {
                arrays.add(survey, cell, *n);
            }
        }
        arrays
    }

    fn add(&mut self, survey: &'a str, cell: &'a RollupCell, n: i64) {
        self.surveys.push(survey);
        self.parts.push(&cell.part);
        self.quarters.push(cell.quarter);
        self.hashes.push(hash(&cell.value));
        self.codes.push(cell.code);
        self.values.push(cell.value.as_bytes());
        self.counts.push(n);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub(super) fn has_cells(&self) -> bool {
        !self.counts.is_empty()
    }

    /// Whether a cell may be left with nothing in it.
    pub(super) fn takes_away(&self) -> bool {
        self.counts.iter().any(|n| *n < 0)
    }

    /// What [`SURVEYS`] takes.
    pub(super) fn surveys(&self) -> [&(dyn ToSql + Sync); 5] {
        [&self.tenant, &self.names, &self.changes, &self.responses, &self.positions]
    }

    /// What [`DROP`] takes.
    pub(super) fn keys(&self) -> [&(dyn ToSql + Sync); 6] {
        [&self.tenant, &self.surveys, &self.parts, &self.quarters, &self.hashes, &self.codes]
    }

    /// What [`ADD`] takes.
    pub(super) fn cells(&self) -> [&(dyn ToSql + Sync); 8] {
        let [tenant, surveys, parts, quarters, hashes, codes] = self.keys();
        [tenant, surveys, parts, quarters, hashes, codes, &self.values, &self.counts]
    }
}

/// Half of a SHA-256: two values of one survey never meet.
fn hash(value: &str) -> Vec<u8> {
    Sha256::digest(value).iter().take(16).copied().collect()
}

pub(super) fn cell(row: &Row) -> Result<(RollupCell, i64), tokio_postgres::Error> {
    let value = String::from_utf8_lossy(row.try_get(2)?).into_owned();
    let (part, quarter, code) = (row.try_get(0)?, row.try_get(1)?, row.try_get(3)?);
    Ok((RollupCell { part, quarter, value, code }, row.try_get(4)?))
}

/// Writes the sums of what changed, and each survey's last position.
pub(super) async fn write(
    transaction: &Transaction<'_>,
    changes: &Changes,
    positions: &HashMap<String, i64>,
) -> Result<(), Error> {
    let counts = CountArrays::of(TENANT, changes, positions);
    if counts.is_empty() {
        return Ok(());
    }
    transaction.execute(SURVEYS, &counts.surveys()).await?;
    if counts.has_cells() {
        transaction.execute(ADD, &counts.cells()).await?;
    }
    if counts.takes_away() {
        transaction.execute(DROP, &counts.keys()).await?;
    }
    Ok(())
}
