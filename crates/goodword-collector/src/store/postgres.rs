//! The PostgreSQL engine: tasks that store responses many at a time, and a pool of connections for everything else.
//! Any number of collectors may share a database. Nothing here waits for it without a limit.

mod address;
mod batcher;
mod connect;
mod counts;
mod fold;
mod lock;
mod messages;
mod migrate;
mod new_rows;
mod outbox;
mod plan;
mod pool;
mod pooler;
mod proof;
mod query;
mod recount;
mod release;
mod row_arrays;
mod rows;
mod session;
mod statements;
mod survey_config;
mod tls;
mod token;

use std::time::Instant;

use async_trait::async_trait;
use deadpool_postgres::Transaction;
use goodword_core::rollup::Fold;
use goodword_core::{ResponseId, Tally};
use tokio::sync::watch;

pub use self::address::Address;
use self::batcher::Batcher;
use self::connect::{Connector, within};
use self::pool::Pool;
use self::query::{execute, first, query, read};
use super::engine::{Engine, Hash};
use super::page::{BYTES, ROWS};
use super::tables::Tables;
use super::tenant::TENANT;
use super::{
    Backpressure, BodyMatcher, Definition, Error, FollowUpFilter, Limits, Outcome, Page, PoolStatus, Release,
    ResponseFilter, Rows, Settings, SurveyCount, SurveyRevision, Tombstone,
};
use crate::store::proof::{Claim, ClaimOutcome, Proof};
use crate::token::{Session, Token};

/// So many expired responses are removed at once.
const EXPIRED: i64 = 256;
/// What writes several rows has the time of so many statements.
const STATEMENTS: u32 = 6;

pub(super) struct Postgres {
    pool: Pool,
    batcher: Batcher,
    closed: watch::Sender<bool>,
}

impl Postgres {
    /// Opens the database, making its tables where there are none and that is wanted.
    pub(super) async fn open(url: &str, limits: Limits, tables: Tables) -> Result<Self, Error> {
        let connector = Connector::new(url, limits)?;
        pooler::refuse(&connector).await?;
        let mut client = connector.connect().await?;
        if tables == Tables::Expect {
            migrate::expect_tables(&client).await?;
        }
        migrate::migrate(&mut client).await?;
        let (pool, batcher) = (Pool::new(&connector)?, Batcher::start(&connector)?);
        Ok(Self { pool, batcher, closed: watch::Sender::new(false) })
    }

    /// A transaction on a connection of the pool, within its time.
    async fn write<T>(&self, work: impl AsyncFnOnce(&Transaction<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let mut lease = self.pool.lease().await?;
        let whole = async {
            let transaction = lease.client()?.transaction().await?;
            let done = work(&transaction).await?;
            transaction.commit().await?;
            Ok::<T, Error>(done)
        };
        let done = within(self.pool.limits.timeout * STATEMENTS, whole).await?;
        lease.give_back();
        Ok(done)
    }
}

#[async_trait]
impl Engine for Postgres {
    async fn put(&self, rows: Rows, backpressure: Backpressure) -> Result<Vec<Outcome>, Error> {
        self.batcher.put(rows, backpressure).await
    }

    async fn page(&self, filter: ResponseFilter) -> Result<Page, Error> {
        let sql = "SELECT position, body FROM response WHERE tenant = $1 AND survey = $2 AND position > $3
            AND position <= $4 AND submitted_ms >= $5 AND submitted_ms < $6 ORDER BY position LIMIT $7";
        let ResponseFilter { survey, since_ms, until_ms, after, through } = &filter;
        let rows = query(&self.pool, sql, &[&TENANT, survey, after, through, since_ms, until_ms, &ROWS]).await?;
        let (mut page, mut bytes) = (Page::default(), 0);
        for row in rows {
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

    async fn position(&self, survey: String, id: ResponseId) -> Result<Option<i64>, Error> {
        let sql = "SELECT position FROM response WHERE tenant = $1 AND survey = $2 AND id = $3";
        first(&query(&self.pool, sql, &[&TENANT, &survey, &id.as_bytes().as_slice()]).await?)
    }

    async fn revision(&self, survey: String) -> Result<SurveyRevision, Error> {
        // One statement, so that all of it is of one moment.
        let sql = "SELECT s.changes, s.responses, r.position, r.id FROM survey AS s LEFT JOIN LATERAL
              (SELECT position, id FROM response WHERE tenant = $1 AND survey = $2 ORDER BY position DESC LIMIT 1) AS r
              ON true
            WHERE s.tenant = $1 AND s.name = $2";
        let rows = query(&self.pool, sql, &[&TENANT, &survey]).await?;
        let Some(row) = rows.first() else { return Ok(SurveyRevision::default()) };
        let last = row.try_get::<_, Option<i64>>(2)?.zip(row.try_get::<_, Option<&[u8]>>(3)?.and_then(response_id));
        Ok(SurveyRevision { changes: row.try_get(0)?, responses: row.try_get(1)?, last })
    }

    async fn surveys(&self, after: String, most: usize) -> Result<Vec<SurveyCount>, Error> {
        let sql = "SELECT survey, max(responses) FROM (
              SELECT name AS survey, responses FROM survey WHERE tenant = $1 AND responses > 0 AND name > $2
              UNION ALL SELECT survey, 0 FROM definition WHERE tenant = $1 AND survey > $2
            ) AS every GROUP BY survey ORDER BY survey LIMIT $3";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query(&self.pool, sql, &[&TENANT, &after, &most]).await?;
        read(&rows, |row| Ok(SurveyCount { id: row.try_get(0)?, responses: row.try_get(1)? }))
    }

    async fn begun_surveys(&self, most: usize) -> Result<usize, Error> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM survey AS s WHERE tenant = $1 AND responses > 0
              AND NOT EXISTS (SELECT 1 FROM definition WHERE tenant = $1 AND survey = s.name)
              AND NOT EXISTS (SELECT 1 FROM settings WHERE tenant = $1 AND survey = s.name) LIMIT $2) AS begun";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query(&self.pool, sql, &[&TENANT, &most]).await?;
        Ok(first::<i64>(&rows)?.and_then(|count| usize::try_from(count).ok()).unwrap_or_default())
    }

    async fn holders(&self, id: ResponseId) -> Result<Vec<String>, Error> {
        let sql = "SELECT name FROM survey AS s WHERE tenant = $1 AND EXISTS
            (SELECT 1 FROM response WHERE tenant = $1 AND survey = s.name AND id = $2) ORDER BY name";
        let rows = query(&self.pool, sql, &[&TENANT, &id.as_bytes().as_slice()]).await?;
        read(&rows, |row| row.try_get(0))
    }

    async fn fold(
        &self,
        survey: String,
        segment: String,
        fold: Box<Fold>,
        deadline: Instant,
    ) -> Result<Box<Fold>, Error> {
        let folding = fold::fold(&self.pool, &survey, &segment, fold);
        tokio::time::timeout_at(deadline.into(), folding).await.unwrap_or(Err(Error::Busy))
    }

    async fn untold(&self, survey: String, after: i64) -> Result<Page, Error> {
        release::untold(&self.pool, &survey, after).await
    }

    async fn release(&self, releases: Vec<Release>) -> Result<(), Error> {
        for release in &releases {
            self.write(async |transaction| release::insert(transaction, release).await).await?;
        }
        Ok(())
    }

    async fn told(&self, survey: String) -> Result<Vec<Tally>, Error> {
        release::told(&self.pool, &survey).await
    }

    async fn releases(&self, survey: String) -> Result<Vec<Release>, Error> {
        release::all(&self.pool, &survey).await
    }

    async fn erase(
        &self,
        survey: String,
        ids: Vec<ResponseId>,
        matcher: BodyMatcher,
        tombstone: Tombstone,
    ) -> Result<u64, Error> {
        self.write(async |transaction| rows::erase(transaction, &survey, &ids, &matcher, tombstone).await).await
    }

    async fn expired(&self, survey: String, received_before_ms: i64) -> Result<Vec<ResponseId>, Error> {
        let sql = "SELECT id FROM response WHERE tenant = $1 AND survey = $2 AND received_ms < $3 ORDER BY position
            LIMIT $4";
        let rows = query(&self.pool, sql, &[&TENANT, &survey, &received_before_ms, &EXPIRED]).await?;
        let ids = read(&rows, |row| row.try_get(0).map(response_id))?;
        Ok(ids.into_iter().flatten().collect())
    }

    async fn tombstones(&self) -> Result<Vec<(String, Hash, Tombstone)>, Error> {
        let sql = "SELECT survey, hash, made_ms, until_ms FROM tombstone WHERE tenant = $1";
        read(&query(&self.pool, sql, &[&TENANT]).await?, |row| {
            let hash = Hash::try_from(row.try_get::<_, &[u8]>(1)?).unwrap_or_default();
            Ok((row.try_get(0)?, hash, Tombstone { made_ms: row.try_get(2)?, until_ms: row.try_get(3)? }))
        })
    }

    async fn put_tombstones(&self, tombstones: Vec<(String, Hash, Tombstone)>) -> Result<(), Error> {
        let surveys: Vec<&str> = tombstones.iter().map(|(survey, ..)| survey.as_str()).collect();
        let hashes: Vec<&[u8]> = tombstones.iter().map(|(_, hash, _)| hash.as_slice()).collect();
        let made: Vec<i64> = tombstones.iter().map(|(.., stone)| stone.made_ms).collect();
        let until: Vec<Option<i64>> = tombstones.iter().map(|(.., stone)| stone.until_ms).collect();
        let sql = "INSERT INTO tombstone (tenant, survey, hash, made_ms, until_ms)
            SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::bigint[]) ON CONFLICT DO NOTHING";
        execute(&self.pool, sql, &[&TENANT, &surveys, &hashes, &made, &until]).await.map(|_| ())
    }

    /// What was erased leaves the disk with the next vacuum, and the log with its next turn: both are the database's.
    async fn tidy(&self, now_ms: i64) -> Result<(), Error> {
        execute(&self.pool, "DELETE FROM tombstone WHERE until_ms < $1", &[&now_ms]).await?;
        execute(&self.pool, "DELETE FROM session WHERE expires_ms < $1", &[&now_ms]).await?;
        proof::tidy(&self.pool, now_ms).await
    }

    async fn newest_ms(&self, survey: String) -> Result<Option<i64>, Error> {
        let sql = "SELECT received_ms FROM response WHERE tenant = $1 AND survey = $2 ORDER BY position DESC LIMIT 1";
        first(&query(&self.pool, sql, &[&TENANT, &survey]).await?)
    }

    async fn follow_ups(&self, filter: FollowUpFilter) -> Result<Vec<String>, Error> {
        let sql = "SELECT body FROM response WHERE tenant = $1 AND survey = $2 AND state IS NOT NULL
            AND ($3::text IS NULL OR state = $3)
            AND ($5::bytea IS NULL OR (coalesce(due_ms, -9223372036854775807), position) > (SELECT
              coalesce(due_ms, -9223372036854775807), position FROM response WHERE tenant = $1 AND survey = $2 AND id = $5))
            ORDER BY due_ms NULLS FIRST, position LIMIT $4";
        let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
        let after = filter.after.as_ref().map(|id| id.as_bytes().as_slice());
        let rows = query(&self.pool, sql, &[&TENANT, &filter.survey, &filter.state, &limit, &after]).await?;
        read(&rows, |row| row.try_get(0))
    }

    async fn set_follow_up(&self, survey: String, id: ResponseId, state: String, now_ms: i64) -> Result<bool, Error> {
        self.write(async |transaction| rows::set_state(transaction, &survey, id, &state, now_ms).await).await
    }

    async fn definition(&self, survey: String) -> Result<Option<Definition>, Error> {
        survey_config::definition(&self.pool, &survey).await
    }

    async fn definitions(&self) -> Result<Vec<Definition>, Error> {
        survey_config::definitions(&self.pool).await
    }

    async fn put_definition(
        &self,
        definition: Definition,
        known: Option<Definition>,
        now_ms: i64,
    ) -> Result<Option<bool>, Error> {
        self.write(async |transaction| {
            survey_config::put_definition(transaction, &definition, known.as_ref(), now_ms).await
        })
        .await
    }

    async fn settings(&self) -> Result<Vec<(String, Settings)>, Error> {
        survey_config::settings(&self.pool).await
    }

    async fn put_settings(&self, survey: String, settings: Settings, known: Option<Settings>) -> Result<bool, Error> {
        self.write(async |transaction| {
            survey_config::put_settings(transaction, &survey, &settings, known.as_ref()).await
        })
        .await
    }

    async fn generation(&self) -> Result<i64, Error> {
        let rows =
            query(&self.pool, "SELECT coalesce(max(n), 0) FROM generation WHERE tenant = $1", &[&TENANT]).await?;
        Ok(first(&rows)?.unwrap_or_default())
    }

    async fn live_token(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error> {
        token::live(&self.pool, hash, now_ms).await
    }

    async fn tokens(&self) -> Result<Vec<Token>, Error> {
        token::all(&self.pool).await
    }

    async fn put_token(&self, token: Token) -> Result<(), Error> {
        self.write(async |transaction| token::insert(transaction, &token).await).await
    }

    async fn put_first_admin(&self, token: Token) -> Result<bool, Error> {
        self.write(async |transaction| token::insert_first_admin(transaction, &token).await).await
    }

    async fn revoke_token(&self, hash: Hash, now_ms: i64) -> Result<bool, Error> {
        let sql = "UPDATE token SET revoked_ms = $2 WHERE hash = $1 AND revoked_ms IS NULL";
        Ok(execute(&self.pool, sql, &[&hash.as_slice(), &now_ms]).await? == 1)
    }

    async fn touch_token(&self, hash: Hash, now_ms: i64) -> Result<(), Error> {
        execute(&self.pool, "UPDATE token SET used_ms = $2 WHERE hash = $1", &[&hash.as_slice(), &now_ms])
            .await
            .map(|_| ())
    }

    async fn put_session(&self, hash: Hash, token: Hash, expires_ms: i64) -> Result<(), Error> {
        let sql = "INSERT INTO session (hash, token, expires_ms) VALUES ($1, $2, $3)";
        execute(&self.pool, sql, &[&hash.as_slice(), &token.as_slice(), &expires_ms]).await.map(|_| ())
    }

    async fn live_session(&self, hash: Hash, now_ms: i64) -> Result<Option<Token>, Error> {
        token::session(&self.pool, hash, now_ms).await
    }

    async fn end_session(&self, hash: Hash) -> Result<bool, Error> {
        Ok(execute(&self.pool, "DELETE FROM session WHERE hash = $1", &[&hash.as_slice()]).await? == 1)
    }

    async fn sessions(&self, now_ms: i64) -> Result<Vec<Session>, Error> {
        let rows = query(&self.pool, token::SESSIONS, &[&now_ms]).await?;
        read(&rows, token::listed_session)
    }

    async fn proofs(&self) -> Result<Vec<Proof>, Error> {
        proof::all(&self.pool).await
    }

    async fn put_proofs(&self, proofs: Vec<Proof>) -> Result<(), Error> {
        proof::insert(&self.pool, &proofs).await
    }

    async fn prove(&self, claim: Claim) -> Result<ClaimOutcome, Error> {
        proof::prove(&self.pool, &claim).await
    }

    async fn probe(&self, _: i64) -> Result<(), Error> {
        self.batcher.probe().await
    }

    fn commits(&self) -> u64 {
        self.batcher.commits()
    }

    fn connections(&self) -> Option<PoolStatus> {
        Some(self.pool.status())
    }

    fn waiting(&self) -> usize {
        self.batcher.waiting()
    }

    /// The database answers for its disk itself: there is no reason to stop but being closed.
    async fn stopped(&self) -> Option<Error> {
        let _ = self.closed.subscribe().wait_for(|closed| *closed).await;
        None
    }

    async fn close(&self) {
        self.batcher.close().await;
        self.closed.send_replace(true);
    }
}

fn response_id(bytes: &[u8]) -> Option<ResponseId> {
    bytes.try_into().ok().map(ResponseId::from_bytes)
}
