//! The columns of messages, as arrays; and messages as they are read.

use goodword_core::ResponseId;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::store::tenant::TENANT;
use crate::store::{Message, ResponseRow};

pub(super) const COLUMNS: &str = "id, target, event, survey, response, data, made_ms, begun_ms, tries";

/// Those of responses that were stored in the same transaction, as they were stored: what was the same already, is older or
/// was left to the next batch is not told.
pub(super) const INSERT_OF_ROWS: &str = "INSERT INTO message
      (tenant, id, target, event, survey, response, data, made_ms, begun_ms, due_ms)
    SELECT $1, k.id, k.target, k.event, k.survey, k.response, k.data, k.made_ms, k.made_ms, k.made_ms
    FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::bigint[], $9::bigint[], $10::bytea[])
      AS k (id, target, event, survey, response, data, made_ms, seq, hash)
    WHERE (SELECT r.seq = k.seq AND r.hash = k.hash AND r.received_ms = k.made_ms FROM response AS r
      WHERE r.tenant = $1 AND r.survey = k.survey COLLATE \"C\" AND r.id = k.response LIMIT 1)
    ON CONFLICT DO NOTHING";

/// Those that no response brings.
pub(super) const INSERT: &str = "INSERT INTO message
      (tenant, id, target, event, survey, response, data, made_ms, begun_ms, due_ms)
    SELECT $1, k.id, k.target, k.event, k.survey, k.response, k.data, k.made_ms, k.made_ms, k.made_ms
    FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::bigint[])
      AS k (id, target, event, survey, response, data, made_ms)
    ON CONFLICT DO NOTHING";

#[derive(Default)]
pub(super) struct MessageArrays<'a> {
    tenant: i64,
    ids: Vec<&'a str>,
    targets: Vec<&'a str>,
    events: Vec<&'a str>,
    surveys: Vec<&'a str>,
    responses: Vec<Option<&'a [u8]>>,
    data: Vec<Option<&'a str>>,
    made: Vec<i64>,
    seqs: Vec<i64>,
    hashes: Vec<&'a [u8]>,
}

impl<'a> MessageArrays<'a> {
    pub(super) fn of(messages: &'a [Message]) -> Self {
        let mut arrays = Self { tenant: TENANT, ..Self::default() };
        for message in messages {
            arrays.push(message);
        }
        arrays
    }

    /// What is to be told of rows.
    pub(super) fn of_rows(rows: impl Iterator<Item = &'a ResponseRow>) -> Self {
        let mut arrays = Self { tenant: TENANT, ..Self::default() };
        for row in rows {
            for message in row.messages() {
                arrays.push(message);
                arrays.seqs.push(row.seq().into());
                arrays.hashes.push(row.hash());
            }
        }
        arrays
    }

    fn push(&mut self, message: &'a Message) {
        self.ids.push(&message.id);
        self.targets.push(&message.target);
        self.events.push(message.event.name());
        self.surveys.push(&message.survey);
        self.responses.push(message.response.as_ref().map(|id| id.as_bytes().as_slice()));
        self.data.push(message.data.as_deref());
        self.made.push(message.made_ms);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// What [`INSERT`] takes.
    pub(super) fn inserted(&self) -> [&(dyn ToSql + Sync); 8] {
        let Self { tenant, ids, targets, events, surveys, responses, data, made, .. } = self;
        [tenant, ids, targets, events, surveys, responses, data, made]
    }

    /// What [`INSERT_OF_ROWS`] takes.
    pub(super) fn inserted_of_rows(&self) -> [&(dyn ToSql + Sync); 10] {
        let [tenant, ids, targets, events, surveys, responses, data, made] = self.inserted();
        [tenant, ids, targets, events, surveys, responses, data, made, &self.seqs, &self.hashes]
    }
}

/// `None` where a newer version wrote what this one does not know: it is left to that.
pub(super) fn message(row: &Row) -> Result<Option<Message>, tokio_postgres::Error> {
    let Ok(event) = row.try_get::<_, &str>(2)?.parse() else { return Ok(None) };
    let response = row.try_get::<_, Option<&[u8]>>(4)?.and_then(|bytes| bytes.try_into().ok());
    Ok(Some(Message {
        id: row.try_get(0)?,
        target: row.try_get(1)?,
        event,
        survey: row.try_get(3)?,
        response: response.map(ResponseId::from_bytes),
        data: row.try_get(5)?,
        made_ms: row.try_get(6)?,
        begun_ms: row.try_get(7)?,
        tries: u32::try_from(row.try_get::<_, i64>(8)?).unwrap_or(u32::MAX),
    }))
}
