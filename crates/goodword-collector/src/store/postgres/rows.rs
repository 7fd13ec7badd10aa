//! Responses: stored and replaced many at a time, erased, read.

use std::collections::{BTreeSet, HashMap};

use deadpool_postgres::Transaction;
use goodword_core::ResponseId;
use tokio_postgres::types::ToSql;

use super::counts;
use crate::store::changes::Changes;
use crate::store::erase::{BodyMatcher, Tombstone, id_hash};
use crate::store::follow_up::with_state;
use crate::store::tenant::TENANT;
use crate::store::upsert::{StoredRow, decide};
use crate::store::{Error, Outcome, ResponseRow};

type Key = (String, ResponseId);

/// Every survey's last position, locked until the transaction ends, in the order of their names.
async fn lock(transaction: &Transaction<'_>, surveys: BTreeSet<&str>) -> Result<HashMap<String, i64>, Error> {
    let names: Vec<&str> = surveys.into_iter().collect();
    let sql = "SELECT name, position FROM survey WHERE tenant = $1 AND name = ANY($2) ORDER BY name FOR UPDATE";
    let lock = transaction.prepare_cached(sql).await?;
    let mut rows = transaction.query(&lock, &[&TENANT, &names]).await?;
    if rows.len() < names.len() {
        let sql = "INSERT INTO survey (tenant, name) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING";
        transaction.execute(sql, &[&TENANT, &names]).await?;
        rows = transaction.query(&lock, &[&TENANT, &names]).await?;
    }
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

/// Stores rows in their order; what became of each.
pub(super) async fn put(transaction: &Transaction<'_>, rows: &mut [ResponseRow]) -> Result<Vec<Outcome>, Error> {
    let mut last = lock(transaction, rows.iter().map(ResponseRow::survey).collect()).await?;
    let mut stored = stored(transaction, rows).await?;
    let (mut changes, mut outcomes) = (Changes::default(), Vec::with_capacity(rows.len()));
    // Where several rows of a batch have one id, only the last that is stored is written: by its place among the rows.
    let (mut positions, mut replaced) = (HashMap::new(), BTreeSet::new());
    let mut created: HashMap<Key, usize> = HashMap::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let key = (row.survey().to_owned(), row.id());
        let before = stored.get(&key);
        let outcome = decide(row, before);
        outcomes.push(outcome);
        match (outcome, before) {
            (Outcome::Created, _) => {
                let position = last.entry(key.0.clone()).or_default();
                *position += 1;
                positions.insert(at, *position);
                created.insert(key.clone(), at);
            }
            (Outcome::Replaced, Some(StoredRow::Response { body, .. })) => {
                changes.remove(row.survey(), body);
                match created.get_mut(&key) {
                    // It was new in this very batch: it takes the place.
                    Some(place) => {
                        if let Some(position) = positions.remove(place) {
                            positions.insert(at, position);
                        }
                        *place = at;
                    }
                    None => _ = replaced.insert(at),
                }
            }
            _ => continue,
        }
        changes.add(row);
        let now = StoredRow::Response { seq: row.seq(), hash: *row.hash(), body: row.body().to_owned() };
        stored.insert(key, now);
    }
    insert(transaction, rows, &positions).await?;
    replace(transaction, rows, &replaced).await?;
    counts::write(transaction, &changes, &last).await?;
    Ok(outcomes)
}

async fn stored(transaction: &Transaction<'_>, rows: &[ResponseRow]) -> Result<HashMap<Key, StoredRow>, Error> {
    let surveys: Vec<&str> = rows.iter().map(ResponseRow::survey).collect();
    let keys: Vec<ResponseId> = rows.iter().map(ResponseRow::id).collect();
    let ids: Vec<&[u8]> = keys.iter().map(|id| id.as_bytes().as_slice()).collect();
    let hashes: Vec<[u8; 32]> = rows.iter().map(|row| id_hash(row.survey(), row.id())).collect();
    let hashes: Vec<&[u8]> = hashes.iter().map(<[u8; 32]>::as_slice).collect();
    // The limits keep each key a search of its own.
    let sql =
        "SELECT k.n, r.seq, r.hash, r.body FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS k (survey, id, n)
        CROSS JOIN LATERAL (SELECT seq, hash, body FROM response
          WHERE tenant = $1 AND survey = k.survey COLLATE \"C\" AND id = k.id LIMIT 1) AS r";
    let find = transaction.prepare_cached(sql).await?;
    let sql = "SELECT k.n FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS k (survey, hash, n)
        CROSS JOIN LATERAL (SELECT 1 FROM tombstone
          WHERE tenant = $1 AND survey = k.survey COLLATE \"C\" AND hash = k.hash LIMIT 1) AS t";
    let erased = transaction.prepare_cached(sql).await?;
    let key = |n: i64| {
        let row = usize::try_from(n - 1).ok().and_then(|at| rows.get(at));
        row.map(|row| (row.survey().to_owned(), row.id()))
    };
    let mut stored = HashMap::new();
    let (find_values, erased_values): ([&(dyn ToSql + Sync); 3], [&(dyn ToSql + Sync); 3]) =
        ([&TENANT, &surveys, &ids], [&TENANT, &surveys, &hashes]);
    let (found, gone) =
        tokio::try_join!(transaction.query(&find, &find_values), transaction.query(&erased, &erased_values))?;
    for row in gone {
        stored.extend(key(row.get(0)).map(|key| (key, StoredRow::Erased)));
    }
    for row in found {
        let seq = u32::try_from(row.get::<_, i64>(1)).unwrap_or(u32::MAX);
        let hash = <[u8; 32]>::try_from(row.get::<_, &[u8]>(2)).unwrap_or_default();
        stored.extend(key(row.get(0)).map(|key| (key, StoredRow::Response { seq, hash, body: row.get(3) })));
    }
    Ok(stored)
}

/// The columns of rows, as arrays.
#[derive(Default)]
struct RowArrays<'a> {
    surveys: Vec<&'a str>,
    ids: Vec<[u8; 16]>,
    seqs: Vec<i64>,
    submitted: Vec<i64>,
    received: Vec<i64>,
    hashes: Vec<&'a [u8]>,
    bodies: Vec<&'a str>,
    states: Vec<Option<&'a str>>,
    dues: Vec<Option<i64>>,
}

impl<'a> RowArrays<'a> {
    fn of(rows: impl Iterator<Item = &'a ResponseRow>) -> Self {
        let mut arrays = Self::default();
        for row in rows {
            arrays.surveys.push(row.survey());
            arrays.ids.push(*row.id().as_bytes());
            arrays.seqs.push(row.seq().into());
            arrays.submitted.push(row.submitted_ms());
            arrays.received.push(row.received_ms());
            arrays.hashes.push(row.hash());
            arrays.bodies.push(row.body());
            arrays.states.push(row.state());
            arrays.dues.push(row.due_ms());
        }
        arrays
    }

    async fn execute(&self, transaction: &Transaction<'_>, sql: &str, positions: Option<&[i64]>) -> Result<(), Error> {
        let ids: Vec<&[u8]> = self.ids.iter().map(<[u8; 16]>::as_slice).collect();
        let mut values: Vec<&(dyn ToSql + Sync)> = vec![
            &TENANT,
            &self.surveys,
            &ids,
            &self.seqs,
            &self.submitted,
            &self.received,
            &self.hashes,
            &self.bodies,
            &self.states,
            &self.dues,
        ];
        if let Some(positions) = &positions {
            values.push(positions);
        }
        let statement = transaction.prepare_cached(sql).await?;
        transaction.execute(&statement, &values).await?;
        Ok(())
    }
}

async fn insert(
    transaction: &Transaction<'_>,
    rows: &[ResponseRow],
    positions: &HashMap<usize, i64>,
) -> Result<(), Error> {
    let placed: Vec<(&ResponseRow, i64)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((row, *positions.get(&at)?))).collect();
    if placed.is_empty() {
        return Ok(());
    }
    let positions: Vec<i64> = placed.iter().map(|(_, position)| *position).collect();
    let sql = "INSERT INTO response
          (tenant, survey, id, seq, submitted_ms, received_ms, hash, body, state, due_ms, position)
        SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bytea[],
          $8::text[], $9::text[], $10::bigint[], $11::bigint[])";
    RowArrays::of(placed.iter().map(|(row, _)| *row)).execute(transaction, sql, Some(&positions)).await
}

async fn replace(transaction: &Transaction<'_>, rows: &[ResponseRow], places: &BTreeSet<usize>) -> Result<(), Error> {
    // One after the other: of two of one id the later stands.
    for at in places {
        let sql = "UPDATE response AS r SET seq = u.seq, submitted_ms = u.submitted, received_ms = u.received,
            hash = u.hash, body = u.body, state = u.state, due_ms = u.due
          FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bytea[],
            $8::text[], $9::text[], $10::bigint[]) AS u (survey, id, seq, submitted, received, hash, body, state, due)
          WHERE r.tenant = $1 AND r.survey = u.survey COLLATE \"C\" AND r.id = u.id";
        RowArrays::of(rows.get(*at).into_iter()).execute(transaction, sql, None).await?;
    }
    Ok(())
}

pub(super) async fn erase(
    transaction: &Transaction<'_>,
    survey: &str,
    ids: &[ResponseId],
    matcher: &BodyMatcher,
    tombstone: Tombstone,
) -> Result<u64, Error> {
    let last = lock(transaction, BTreeSet::from([survey])).await?;
    let (mut changes, mut erased) = (Changes::default(), 0);
    for id in ids {
        let Some(body) = body(transaction, survey, *id).await?.filter(|body| matcher.fits(body)) else { continue };
        let key = id.as_bytes().as_slice();
        let sql = "DELETE FROM response WHERE tenant = $1 AND survey = $2 AND id = $3";
        transaction.execute(&transaction.prepare_cached(sql).await?, &[&TENANT, &survey, &key]).await?;
        let sql = "INSERT INTO tombstone (tenant, survey, hash, made_ms, until_ms) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant, survey, hash) DO UPDATE SET made_ms = excluded.made_ms, until_ms = excluded.until_ms";
        let hash = id_hash(survey, *id);
        let stone: [&(dyn ToSql + Sync); 5] =
            [&TENANT, &survey, &hash.as_slice(), &tombstone.made_ms, &tombstone.until_ms];
        transaction.execute(&transaction.prepare_cached(sql).await?, &stone).await?;
        changes.remove(survey, &body);
        erased += 1;
    }
    counts::write(transaction, &changes, &last).await?;
    Ok(erased)
}

async fn body(transaction: &Transaction<'_>, survey: &str, id: ResponseId) -> Result<Option<String>, Error> {
    let sql = "SELECT body FROM response WHERE tenant = $1 AND survey = $2 AND id = $3";
    let statement = transaction.prepare_cached(sql).await?;
    let row = transaction.query_opt(&statement, &[&TENANT, &survey, &id.as_bytes().as_slice()]).await?;
    Ok(row.map(|row| row.get(0)))
}

pub(super) async fn set_state(
    transaction: &Transaction<'_>,
    survey: &str,
    id: ResponseId,
    state: &str,
    now_ms: i64,
) -> Result<bool, Error> {
    let last = lock(transaction, BTreeSet::from([survey])).await?;
    let body = body(transaction, survey, id).await?;
    let Some((body, follow_up)) = body.and_then(|body| with_state(&body, state, now_ms)) else { return Ok(false) };
    let sql = "UPDATE response SET body = $4, state = $5, due_ms = $6 WHERE tenant = $1 AND survey = $2 AND id = $3";
    let id = id.as_bytes().as_slice();
    transaction.execute(sql, &[&TENANT, &survey, &id, &body, &follow_up.state, &follow_up.due_ms]).await?;
    let mut changes = Changes::default();
    changes.note(survey);
    counts::write(transaction, &changes, &last).await?;
    Ok(true)
}
