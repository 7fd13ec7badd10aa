//! Something between us and PostgreSQL that hands one of its connections to whoever speaks next.

use tokio_postgres::{Client, SimpleQueryMessage};

use super::connect::Connector;
use crate::store::Error;

const REFUSED: &str = "a pooler hands the sessions of the database round between transactions: prepared statements and \
    settings of a session are lost there. Let it keep a session for each client (PgBouncer: pool_mode = session), or \
    name the database itself";

/// Fails where two connections turn out to be one session, or one to be several.
pub(super) async fn refuse(connector: &Connector) -> Result<(), Error> {
    let (one, other) = tokio::try_join!(connector.connect(), connector.connect())?;
    let before = backend(&one, "").await?;
    // It is held until the end of its transaction: the first must then be given another one, if they are handed round.
    let held = backend(&other, "BEGIN; ").await?;
    let after = backend(&one, "").await?;
    if before == held || before != after { Err(Error::Engine(REFUSED.to_owned())) } else { Ok(()) }
}

async fn backend(client: &Client, first: &str) -> Result<Option<String>, Error> {
    let messages = client.simple_query(&format!("{first}SELECT pg_backend_pid()")).await?;
    let process = messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => row.get(0),
        _ => None,
    });
    Ok(process.map(str::to_owned))
}
