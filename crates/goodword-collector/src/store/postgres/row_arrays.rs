//! The columns of rows, as arrays: one statement writes all of them.

use tokio_postgres::types::ToSql;

use crate::store::ResponseRow;

pub(super) const INSERT: &str = "INSERT INTO response
      (tenant, survey, id, seq, submitted_ms, received_ms, hash, body, state, due_ms, position)
    SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bytea[],
      $8::text[], $9::text[], $10::bigint[], $11::bigint[])";
pub(super) const REPLACE: &str = "UPDATE response AS r SET seq = u.seq, submitted_ms = u.submitted,
      received_ms = u.received, hash = u.hash, body = u.body, state = u.state, due_ms = u.due
    FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bytea[], $8::text[], $9::text[],
      $10::bigint[]) AS u (survey, id, seq, submitted, received, hash, body, state, due)
    WHERE r.tenant = $1 AND r.survey = u.survey COLLATE \"C\" AND r.id = u.id";

#[derive(Default)]
pub(super) struct RowArrays<'a> {
    tenant: i64,
    surveys: Vec<&'a str>,
    ids: Vec<&'a [u8]>,
    seqs: Vec<i64>,
    submitted: Vec<i64>,
    received: Vec<i64>,
    hashes: Vec<&'a [u8]>,
    bodies: Vec<&'a str>,
    states: Vec<Option<&'a str>>,
    dues: Vec<Option<i64>>,
    positions: Vec<i64>,
}

impl<'a> RowArrays<'a> {
    /// Rows with their positions, which only [`INSERT`] asks for.
    pub(super) fn of(tenant: i64, rows: impl Iterator<Item = (&'a ResponseRow, i64)>) -> Self {
        let mut arrays = Self { tenant, ..Self::default() };
        for (row, position) in rows {
            arrays.surveys.push(row.survey());
            arrays.ids.push(row.id_bytes());
            arrays.seqs.push(row.seq().into());
            arrays.submitted.push(row.submitted_ms());
            arrays.received.push(row.received_ms());
            arrays.hashes.push(row.hash());
            arrays.bodies.push(row.body());
            arrays.states.push(row.state());
            arrays.dues.push(row.due_ms());
            arrays.positions.push(position);
        }
        arrays
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// What [`REPLACE`] takes.
    pub(super) fn replaced(&self) -> [&(dyn ToSql + Sync); 10] {
        [
            &self.tenant,
            &self.surveys,
            &self.ids,
            &self.seqs,
            &self.submitted,
            &self.received,
            &self.hashes,
            &self.bodies,
            &self.states,
            &self.dues,
        ]
    }

    /// What [`INSERT`] takes.
    pub(super) fn inserted(&self) -> [&(dyn ToSql + Sync); 11] {
        let [tenant, surveys, ids, seqs, submitted, received, hashes, bodies, states, dues] = self.replaced();
        [tenant, surveys, ids, seqs, submitted, received, hashes, bodies, states, dues, &self.positions]
    }
}
