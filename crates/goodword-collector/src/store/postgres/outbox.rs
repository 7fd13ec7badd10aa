//! The outbox of the PostgreSQL engine. Several collectors claim from it beside each other.

use async_trait::async_trait;
use goodword_core::ResponseId;
use tokio_postgres::Row;

use super::messages::{COLUMNS, INSERT, MessageArrays, message};
use super::query::{execute, first, query, read};
use super::{Postgres, response_id};
use crate::store::tenant::TENANT;
use crate::store::{Attempt, Error, Message, MessageCount, Outbox, TargetState};

#[async_trait]
impl Outbox for Postgres {
    async fn enqueue(&self, messages: Vec<Message>) -> Result<u64, Error> {
        execute(&self.pool, INSERT, &MessageArrays::of(&messages).inserted()).await
    }

    async fn claim(&self, target: String, now_ms: i64, until_ms: i64, most: usize) -> Result<Vec<Message>, Error> {
        let sql = format!(
            "UPDATE message SET tries = tries + 1, due_ms = $4 WHERE id IN (SELECT id FROM message
              WHERE tenant = $1 AND target = $2 AND due_ms <= $3 ORDER BY due_ms LIMIT $5 FOR UPDATE SKIP LOCKED)
            RETURNING {COLUMNS}"
        );
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query(&self.pool, &sql, &[&TENANT, &target, &now_ms, &until_ms, &most]).await?;
        Ok(read(&rows, message)?.into_iter().flatten().collect())
    }

    async fn next_due(&self, target: String) -> Result<Option<i64>, Error> {
        let sql = "SELECT min(due_ms) FROM message WHERE tenant = $1 AND target = $2 AND due_ms IS NOT NULL";
        Ok(first::<Option<i64>>(&query(&self.pool, sql, &[&TENANT, &target]).await?)?.flatten())
    }

    async fn settle(&self, id: String, attempt: Attempt, now_ms: i64) -> Result<(), Error> {
        let over = "UPDATE message SET due_ms = NULL, settled_ms = $2, delivered = $3 WHERE id = $1";
        let again = "UPDATE message SET due_ms = $2 WHERE id = $1 AND due_ms IS NOT NULL";
        match attempt {
            Attempt::Delivered => execute(&self.pool, over, &[&id, &now_ms, &true]).await,
            Attempt::GivenUp => execute(&self.pool, over, &[&id, &now_ms, &false]).await,
            Attempt::Again { due_ms } => execute(&self.pool, again, &[&id, &due_ms]).await,
            Attempt::Gone => execute(&self.pool, "DELETE FROM message WHERE id = $1", &[&id]).await,
        }
        .map(|_| ())
    }

    async fn replay(&self, target: String, since_ms: i64, now_ms: i64) -> Result<u64, Error> {
        let sql = "UPDATE message_target SET failing_ms = NULL, disabled_ms = NULL WHERE tenant = $1 AND name = $2";
        execute(&self.pool, sql, &[&TENANT, &target]).await?;
        let sql = "UPDATE message SET due_ms = $4, begun_ms = $4, tries = 0, settled_ms = NULL, delivered = false
            WHERE tenant = $1 AND target = $2 AND made_ms >= $3";
        execute(&self.pool, sql, &[&TENANT, &target, &since_ms, &now_ms]).await
    }

    async fn message_counts(&self) -> Result<Vec<MessageCount>, Error> {
        let sql = "SELECT target, count(due_ms), count(*) FILTER (WHERE delivered),
              count(*) FILTER (WHERE due_ms IS NULL AND NOT delivered), min(made_ms) FILTER (WHERE due_ms IS NOT NULL)
            FROM message WHERE tenant = $1 GROUP BY target ORDER BY target";
        read(&query(&self.pool, sql, &[&TENANT]).await?, |row| {
            Ok(MessageCount {
                target: row.try_get(0)?,
                waiting: row.try_get(1)?,
                delivered: row.try_get(2)?,
                failed: row.try_get(3)?,
                oldest_ms: row.try_get(4)?,
            })
        })
    }

    async fn target_states(&self) -> Result<Vec<TargetState>, Error> {
        let sql =
            "SELECT name, address, failing_ms, disabled_ms, error FROM message_target WHERE tenant = $1 ORDER BY name";
        read(&query(&self.pool, sql, &[&TENANT]).await?, |row| {
            Ok(TargetState {
                name: row.try_get(0)?,
                address: row.try_get::<_, &[u8]>(1)?.try_into().unwrap_or_default(),
                failing_ms: row.try_get(2)?,
                disabled_ms: row.try_get(3)?,
                error: row.try_get(4)?,
            })
        })
    }

    async fn put_target_state(&self, state: TargetState) -> Result<(), Error> {
        let sql = "INSERT INTO message_target (tenant, name, address, failing_ms, disabled_ms, error)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant, name) DO UPDATE SET address = excluded.address,
              failing_ms = excluded.failing_ms, disabled_ms = excluded.disabled_ms, error = excluded.error";
        let TargetState { name, address, failing_ms, disabled_ms, error } = &state;
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 6] =
            [&TENANT, name, &address.as_slice(), failing_ms, disabled_ms, error];
        execute(&self.pool, sql, &values).await.map(|_| ())
    }

    async fn forget_messages(&self, before_ms: i64) -> Result<(), Error> {
        let sql = "DELETE FROM message WHERE tenant = $1 AND coalesce(settled_ms, begun_ms) < $2";
        execute(&self.pool, sql, &[&TENANT, &before_ms]).await.map(|_| ())
    }

    async fn open_follow_ups(
        &self,
        survey: String,
        (from_ms, until_ms): (i64, i64),
        most: usize,
    ) -> Result<Vec<(ResponseId, i64)>, Error> {
        let sql = "SELECT id, due_ms FROM response WHERE tenant = $1 AND survey = $2 AND state IS NOT NULL
            AND state = 'open' AND due_ms >= $3 AND due_ms < $4 ORDER BY due_ms LIMIT $5";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query(&self.pool, sql, &[&TENANT, &survey, &from_ms, &until_ms, &most]).await?;
        let of = |row: &Row| Ok((response_id(row.try_get(0)?), row.try_get::<_, i64>(1)?));
        Ok(read(&rows, of)?.into_iter().filter_map(|(id, due_ms)| Some((id?, due_ms))).collect())
    }
}
