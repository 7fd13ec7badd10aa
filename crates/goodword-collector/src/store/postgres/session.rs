//! A connection that stores responses: the transaction of a batch, in as few turns to and fro as there can be. What does not
//! depend on an answer is sent without waiting for it.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use deadpool_postgres::ClientWrapper;
use goodword_core::ResponseId;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Row, Statement};

use super::connect::{Connector, within};
use super::counts::CountArrays;
use super::messages::MessageArrays;
use super::new_rows::{self, NewRows, StoredSurveys};
use super::plan::{Key, Plan};
use super::row_arrays::RowArrays;
use super::statements::Statements;
use crate::store::erase::id_hash;
use crate::store::upsert::StoredRow;
use crate::store::{Error, ResponseRow};

/// So long is a lock waited for at a time; meanwhile nothing else is stored on this connection.
const LOCK: Duration = Duration::from_millis(100);
/// Every statement looks up keys, in plans that are made once: by an index, however small a table was at that time.
const PLANS: &str = "SET plan_cache_mode = force_generic_plan; SET enable_hashjoin = off; SET enable_mergejoin = off;
    SET enable_seqscan = off";
/// What a batch stands on must not move between its statements more than the lock allows, whatever the database's own is.
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// After a transaction that came to no end.
const BEGIN_ANEW: &str = "ROLLBACK; BEGIN ISOLATION LEVEL READ COMMITTED";

pub(super) type Positions = HashMap<String, i64>;
pub(super) type StoredRows = HashMap<Key, StoredRow>;

pub(super) struct Session {
    client: ClientWrapper,
    statements: Statements,
    /// Whether a transaction may be open.
    open: bool,
    /// What was doubted when it was opened.
    doubts: u64,
}

/// Which rows a batch asks for.
pub(super) struct Keys<'a> {
    tenant: i64,
    surveys: Vec<&'a str>,
    ids: Vec<&'a [u8]>,
    hashes: Vec<[u8; 32]>,
    rows: Vec<(&'a str, ResponseId)>,
}

impl<'a> Keys<'a> {
    pub(super) fn of(tenant: i64, rows: impl Iterator<Item = &'a ResponseRow>) -> Self {
        let mut keys = Self { tenant, surveys: Vec::new(), ids: Vec::new(), hashes: Vec::new(), rows: Vec::new() };
        for row in rows {
            keys.surveys.push(row.survey());
            keys.ids.push(row.id_bytes());
            keys.hashes.push(id_hash(row.survey(), row.id()));
            keys.rows.push((row.survey(), row.id()));
        }
        keys
    }

    /// The names of the surveys, each once, in the order in which they are locked.
    fn names(&self) -> Vec<&'a str> {
        self.surveys.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn key(&self, row: &Row) -> Result<Option<Key>, tokio_postgres::Error> {
        let place = usize::try_from(row.try_get::<_, i64>(0)? - 1).ok();
        let key = place.and_then(|place| self.rows.get(place));
        Ok(key.map(|(survey, id)| ((*survey).to_owned(), *id)))
    }
}

impl Session {
    pub(super) async fn open(connector: &Connector) -> Result<Self, Error> {
        let doubts = connector.doubts();
        let client = connector.connect().await?;
        // Ten statements at once are a large future.
        let prepare = Box::pin(async {
            client.batch_execute(&format!("{}; {PLANS}", connector.session(LOCK))).await?;
            Statements::prepare(&client).await
        });
        let statements = within(connector.limits.timeout, prepare).await?;
        Ok(Self { client, statements, open: false, doubts })
    }

    /// Whether nothing speaks against it.
    pub(super) fn is_of_use(&self, connector: &Connector) -> bool {
        !self.client.is_closed() && self.doubts == connector.doubts()
    }

    fn begin(&mut self) -> &'static str {
        if std::mem::replace(&mut self.open, true) { BEGIN_ANEW } else { BEGIN }
    }

    /// Begins a transaction: locks what of the surveys is free, and finds what is stored.
    pub(super) async fn begin_free(&mut self, keys: &Keys<'_>) -> Result<(Positions, StoredRows), Error> {
        let (begin, names) = (self.begin(), keys.names());
        let ((), locked, stored) = tokio::try_join!(
            biased;
            async { Ok(self.client.batch_execute(begin).await?) },
            async { Ok(self.client.query(&self.statements.lock_free, &[&keys.tenant, &names]).await?) },
            self.find(keys),
        )?;
        Ok((positions(&locked)?, stored))
    }

    /// In the same transaction: makes the surveys that are new, and locks what of them is free.
    pub(super) async fn begin_new(&self, keys: &Keys<'_>) -> Result<(Positions, StoredRows), Error> {
        let names = keys.names();
        let (_, locked, stored) = tokio::try_join!(
            biased;
            async { Ok(self.client.execute(&self.statements.begin_surveys, &[&keys.tenant, &names]).await?) },
            async { Ok(self.client.query(&self.statements.lock_free, &[&keys.tenant, &names]).await?) },
            self.find(keys),
        )?;
        Ok((positions(&locked)?, stored))
    }

    /// Begins a transaction: waits for a short while for who holds the surveys.
    pub(super) async fn begin_locked(&mut self, keys: &Keys<'_>) -> Result<(Positions, StoredRows), Error> {
        let (begin, names) = (self.begin(), keys.names());
        let ((), _, locked, stored) = tokio::try_join!(
            biased;
            async { Ok(self.client.batch_execute(begin).await?) },
            async { Ok(self.client.execute(&self.statements.begin_surveys, &[&keys.tenant, &names]).await?) },
            async { Ok(self.client.query(&self.statements.lock, &[&keys.tenant, &names]).await?) },
            self.find(keys),
        )?;
        Ok((positions(&locked)?, stored))
    }

    /// Begins a transaction: waits for a short while for who holds the surveys. One without a row is not in the answer.
    pub(super) async fn lock(&mut self, tenant: i64, names: &BTreeSet<String>) -> Result<Positions, Error> {
        let (begin, names) = (self.begin(), Vec::from_iter(names));
        let ((), locked) = tokio::try_join!(
            biased;
            async { Ok::<_, Error>(self.client.batch_execute(begin).await?) },
            async { Ok(self.client.query(&self.statements.lock, &[&tenant, &names]).await?) },
        )?;
        positions(&locked)
    }

    /// Stores what is new, in a transaction of its own.
    pub(super) async fn store_new(&mut self, rows: &NewRows<'_>) -> Result<StoredSurveys, Error> {
        let begin = self.begin();
        let ((), stored) = tokio::try_join!(
            biased;
            async { Ok::<_, Error>(self.client.batch_execute(begin).await?) },
            self.write_new(rows, "COMMIT"),
        )?;
        self.open = false;
        Ok(stored)
    }

    /// The same, of a survey that is made for it and that `last` removes before it commits.
    pub(super) async fn store_for_a_moment(
        &mut self,
        rows: &NewRows<'_>,
        keys: &Keys<'_>,
        last: &str,
    ) -> Result<StoredSurveys, Error> {
        let (begin, names) = (self.begin(), keys.names());
        let ((), _, stored) = tokio::try_join!(
            biased;
            async { Ok::<_, Error>(self.client.batch_execute(begin).await?) },
            async { Ok(self.client.execute(&self.statements.begin_surveys, &[&keys.tenant, &names]).await?) },
            self.write_new(rows, last),
        )?;
        self.open = false;
        Ok(stored)
    }

    /// Stores what is new in the transaction that was begun.
    pub(super) async fn store_locked(&mut self, rows: &NewRows<'_>) -> Result<StoredSurveys, Error> {
        let stored = self.write_new(rows, "COMMIT").await?;
        self.open = false;
        Ok(stored)
    }

    async fn write_new(&self, rows: &NewRows<'_>, last: &str) -> Result<StoredSurveys, Error> {
        let (values, messages) = (rows.values(), rows.messages());
        let (told, any) = (messages.inserted_of_rows(), !messages.is_empty());
        let (stored, _, ()) = tokio::try_join!(
            biased;
            self.client.query(&self.statements.store_new, &values),
            write(&self.client, &self.statements.tell, &told, any),
            self.client.batch_execute(last),
        )?;
        new_rows::stored(&stored)
    }

    /// What is stored under these keys.
    pub(super) async fn find(&self, keys: &Keys<'_>) -> Result<StoredRows, Error> {
        let hashes: Vec<&[u8]> = keys.hashes.iter().map(<[u8; 32]>::as_slice).collect();
        let (found, gone) = tokio::try_join!(
            biased;
            async { self.client.query(&self.statements.find, &[&keys.tenant, &keys.surveys, &keys.ids]).await },
            async { self.client.query(&self.statements.erased, &[&keys.tenant, &keys.surveys, &hashes]).await },
        )?;
        let mut stored = HashMap::new();
        for row in gone {
            stored.extend(keys.key(&row)?.map(|key| (key, StoredRow::Erased)));
        }
        for row in found {
            let seq = u32::try_from(row.try_get::<_, i64>(1)?).unwrap_or(u32::MAX);
            let hash = <[u8; 32]>::try_from(row.try_get::<_, &[u8]>(2)?).unwrap_or_default();
            let now = StoredRow::Response { seq, hash, body: row.try_get(3)? };
            stored.extend(keys.key(&row)?.map(|key| (key, now)));
        }
        Ok(stored)
    }

    /// Writes what was planned for the rows, and commits.
    pub(super) async fn commit(&mut self, tenant: i64, rows: &[ResponseRow], plan: &Plan) -> Result<(), Error> {
        let created = plan.created.iter().filter_map(|(at, position)| Some((rows.get(*at)?, *position)));
        let replaced = plan.replaced.iter().filter_map(|at| Some((rows.get(*at)?, 0)));
        let (created, replaced) = (RowArrays::of(tenant, created), RowArrays::of(tenant, replaced));
        let counts = CountArrays::of(tenant, &plan.changes, &plan.positions);
        let (client, statements) = (&self.client, &self.statements);
        let (inserted, replaced_values) = (created.inserted(), replaced.replaced());
        let (surveys, cells, keys) = (counts.surveys(), counts.cells(), counts.keys());
        let messages = MessageArrays::of_rows(rows.iter());
        let told = messages.inserted_of_rows();
        // The commit is sent with the others. Where one of them fails it takes nothing back: it undoes them all.
        tokio::try_join!(
            biased;
            write(client, &statements.insert, &inserted, !created.is_empty()),
            write(client, &statements.replace, &replaced_values, !replaced.is_empty()),
            write(client, &statements.count_surveys, &surveys, !counts.is_empty()),
            write(client, &statements.add_cells, &cells, counts.has_cells()),
            write(client, &statements.drop_cells, &keys, counts.takes_away()),
            write(client, &statements.tell, &told, !messages.is_empty()),
            client.batch_execute("COMMIT"),
        )?;
        self.open = false;
        Ok(())
    }
}

/// Where there is anything to write.
async fn write(
    client: &Client,
    statement: &Statement,
    values: &[&(dyn ToSql + Sync)],
    any: bool,
) -> Result<u64, tokio_postgres::Error> {
    if any { client.execute(statement, values).await } else { Ok(0) }
}

fn positions(rows: &[Row]) -> Result<Positions, Error> {
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}
