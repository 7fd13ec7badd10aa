//! Rows that are taken to be new, as nearly all are: one statement locks their surveys, sees whether they are new indeed,
//! and writes them with their counts. It asks nothing in between, so that a survey is locked for it and the commit alone.

use std::collections::{BTreeMap, HashMap, HashSet};

use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::counts::CountArrays;
use super::messages::MessageArrays;
use super::row_arrays::RowArrays;
use crate::store::changes::Changes;
use crate::store::erase::id_hash;
use crate::store::{Error, ResponseRow};

/// What is known of a survey stands in the snapshot of the statement, which may be older than the lock: where the survey has
/// changed between them it is left out, as is one that somebody else holds, or that has no row. Where nothing of a survey was
/// ever erased no id is looked up among what was. The bodies are unnested once: a `WITH` would copy them.
pub(super) const STORE: &str = "WITH locked AS MATERIALIZED (
      SELECT name, position, changes FROM survey WHERE tenant = $1 AND name = ANY($13) ORDER BY name FOR UPDATE SKIP LOCKED
    ), erased AS MATERIALIZED (
      SELECT l.name FROM locked AS l
      WHERE (SELECT true FROM tombstone WHERE tenant = $1 AND survey = l.name COLLATE \"C\" LIMIT 1)
    ), met AS MATERIALIZED (
      SELECT k.survey FROM unnest($2::text[], $3::bytea[], $12::bytea[]) AS k (survey, id, id_hash) WHERE coalesce(
        (SELECT true FROM response WHERE tenant = $1 AND survey = k.survey COLLATE \"C\" AND id = k.id LIMIT 1),
        k.survey IN (SELECT name FROM erased) AND
        (SELECT true FROM tombstone WHERE tenant = $1 AND survey = k.survey COLLATE \"C\" AND hash = k.id_hash LIMIT 1),
        false)
    ), free AS MATERIALIZED (
      SELECT l.name, l.position, EXISTS (SELECT FROM met WHERE met.survey = l.name) AS met
      FROM locked AS l WHERE l.changes = (SELECT s.changes FROM survey AS s WHERE s.tenant = $1 AND s.name = l.name LIMIT 1)
    ), inserted AS (
      INSERT INTO response (tenant, survey, id, seq, submitted_ms, received_ms, hash, body, state, due_ms, position)
      SELECT $1, k.survey, k.id, k.seq, k.submitted_ms, k.received_ms, k.hash, k.body, k.state, k.due_ms,
        free.position + k.nth
      FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bytea[], $8::text[],
        $9::text[], $10::bigint[], $11::bigint[])
        AS k (survey, id, seq, submitted_ms, received_ms, hash, body, state, due_ms, nth) JOIN free ON free.name = k.survey WHERE NOT free.met
    ), counted AS (
      UPDATE survey AS s SET changes = s.changes + u.n, responses = s.responses + u.n, position = s.position + u.n
      FROM free JOIN unnest($13::text[], $14::bigint[]) AS u (name, n) ON u.name = free.name
      WHERE s.tenant = $1 AND s.name = free.name AND NOT free.met
    ), added AS (
      INSERT INTO cell AS c (tenant, survey, part, quarter, hash, code, value, n)
      SELECT $1, u.* FROM free JOIN
        unnest($15::text[], $16::text[], $17::bigint[], $18::bytea[], $19::bigint[], $20::bytea[], $21::bigint[])
        AS u (survey, part, quarter, hash, code, value, n) ON u.survey = free.name
      WHERE NOT free.met
      ON CONFLICT (tenant, survey, part, quarter, hash, code) DO UPDATE SET n = c.n + excluded.n
    ) SELECT name, position, met FROM free";

/// What became of a survey's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// All are stored, behind this position.
    Behind(i64),
    /// None is: not all are new.
    Met,
}

/// What became of the surveys; one that is not there was written to by somebody else at that time, or has no row.
pub(super) type StoredSurveys = HashMap<String, Stored>;

/// The rows of a batch, each with its place among those of its survey.
pub(super) struct NewRows<'a> {
    tenant: i64,
    rows: RowArrays<'a>,
    hashes: Vec<Vec<u8>>,
    counts: CountArrays<'a>,
    messages: MessageArrays<'a>,
}

impl<'a> NewRows<'a> {
    /// `changes` are what the rows add.
    pub(super) fn of(tenant: i64, rows: impl Iterator<Item = &'a ResponseRow> + Clone, changes: &'a Changes) -> Self {
        let messages = MessageArrays::of_rows(rows.clone());
        let hashes = rows.clone().map(|row| id_hash(row.survey(), row.id()).to_vec()).collect();
        let mut counted: BTreeMap<&str, i64> = BTreeMap::new();
        let rows = rows.map(|row| {
            let nth = counted.entry(row.survey()).or_default();
            *nth += 1;
            (row, *nth)
        });
        let counts = CountArrays::of(tenant, changes, &HashMap::new());
        Self { tenant, rows: RowArrays::of(tenant, rows), hashes, counts, messages }
    }

    /// What is to be told of them.
    pub(super) fn messages(&self) -> &MessageArrays<'a> {
        &self.messages
    }

    /// What [`STORE`] takes.
    pub(super) fn values(&self) -> [&(dyn ToSql + Sync); 21] {
        let [_, surveys, ids, seqs, submitted, received, hashes, bodies, states, dues, places] = self.rows.inserted();
        let [_, names, counts, ..] = self.counts.surveys();
        let [_, of, parts, quarters, keys, codes, values, sums] = self.counts.cells();
        [
            &self.tenant,
            surveys,
            ids,
            seqs,
            submitted,
            received,
            hashes,
            bodies,
            states,
            dues,
            places,
            &self.hashes,
            names,
            counts,
            of,
            parts,
            quarters,
            keys,
            codes,
            values,
            sums,
        ]
    }
}

/// Whether rows may be taken to be new: the first state of a response each, and no response twice.
pub(super) fn seem_new<'a>(mut rows: impl Iterator<Item = &'a ResponseRow>) -> bool {
    let mut keys = HashSet::new();
    rows.all(|row| row.seq() <= 1 && keys.insert((row.survey(), row.id())))
}

/// What the rows add to the counts.
pub(super) fn changes<'a>(rows: impl Iterator<Item = &'a ResponseRow>) -> Changes {
    let mut changes = Changes::default();
    rows.for_each(|row| changes.add(row));
    changes
}

/// Reads what [`STORE`] answers.
pub(super) fn stored(rows: &[Row]) -> Result<StoredSurveys, Error> {
    let of = |row: &Row| {
        let stored = if row.try_get(2)? { Stored::Met } else { Stored::Behind(row.try_get(1)?) };
        Ok((row.try_get(0)?, stored))
    };
    rows.iter().map(of).collect()
}
