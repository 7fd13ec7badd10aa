//! The statements of a connection that stores responses, prepared once, so that each is sent without waiting for one
//! before it.

use tokio_postgres::{Client, Error, Statement};

use super::{counts, messages, new_rows, row_arrays};

/// Surveys' last positions, their rows locked until the transaction ends; those that somebody else holds are left out.
const LOCK_FREE: &str = "SELECT name, position FROM survey WHERE tenant = $1 AND name = ANY($2)
    ORDER BY name FOR UPDATE SKIP LOCKED";
/// The same, waiting for who holds them.
const LOCK: &str = "SELECT name, position FROM survey WHERE tenant = $1 AND name = ANY($2) ORDER BY name FOR UPDATE";
const BEGIN_SURVEYS: &str = "INSERT INTO survey (tenant, name) SELECT $1, * FROM unnest($2::text[])
    ON CONFLICT DO NOTHING";
/// What is stored under ids. The limit keeps each key a search of its own.
const FIND: &str =
    "SELECT k.n, r.seq, r.hash, r.body FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS k (survey, id, n)
    CROSS JOIN LATERAL (SELECT seq, hash, body FROM response
      WHERE tenant = $1 AND survey = k.survey COLLATE \"C\" AND id = k.id LIMIT 1) AS r";
const ERASED: &str = "SELECT k.n FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS k (survey, hash, n)
    CROSS JOIN LATERAL (SELECT 1 FROM tombstone
      WHERE tenant = $1 AND survey = k.survey COLLATE \"C\" AND hash = k.hash LIMIT 1) AS t";

pub(super) struct Statements {
    pub(super) store_new: Statement,
    pub(super) lock_free: Statement,
    pub(super) lock: Statement,
    pub(super) begin_surveys: Statement,
    pub(super) find: Statement,
    pub(super) erased: Statement,
    pub(super) insert: Statement,
    pub(super) replace: Statement,
    pub(super) count_surveys: Statement,
    pub(super) add_cells: Statement,
    pub(super) drop_cells: Statement,
    pub(super) tell: Statement,
}

impl Statements {
    pub(super) async fn prepare(client: &Client) -> Result<Self, Error> {
        let (
            store_new,
            lock_free,
            lock,
            begin_surveys,
            find,
            erased,
            insert,
            replace,
            count_surveys,
            add_cells,
            drop_cells,
            tell,
        ) = tokio::try_join!(
            client.prepare(new_rows::STORE),
            client.prepare(LOCK_FREE),
            client.prepare(LOCK),
            client.prepare(BEGIN_SURVEYS),
            client.prepare(FIND),
            client.prepare(ERASED),
            client.prepare(row_arrays::INSERT),
            client.prepare(row_arrays::REPLACE),
            client.prepare(counts::SURVEYS),
            client.prepare(counts::ADD),
            client.prepare(counts::DROP),
            client.prepare(messages::INSERT_OF_ROWS),
        )?;
        Ok(Self {
            store_new,
            lock_free,
            lock,
            begin_surveys,
            find,
            erased,
            insert,
            replace,
            count_surveys,
            add_cells,
            drop_cells,
            tell,
        })
    }
}
