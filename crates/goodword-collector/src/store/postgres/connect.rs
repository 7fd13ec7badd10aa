//! Connections with the settings that the promise of durability rests on, none of which waits for ever.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Connect};
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::Address;
use super::tls;
use crate::store::{Error, Limits};

/// A database or a role may have it off, which would make an acknowledgement a guess. What promises more stays.
const DURABLE: &str = "SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') IN ('off', 'local')";
/// The driver's own: two hours without a word.
const DRIVERS_IDLE: Duration = Duration::from_hours(2);
/// After so much silence the other end is asked whether it is there,
const IDLE: Duration = Duration::from_secs(5);
/// this often.
const ASKED: u32 = 3;

/// Makes connections to one database.
#[derive(Clone)]
pub(super) struct Connector {
    config: Config,
    tls: MakeRustlsConnect,
    pub(super) limits: Limits,
    /// How often a connection turned out to be of no use.
    doubts: Arc<AtomicU64>,
}

impl Connector {
    pub(super) fn new(url: &str, limits: Limits) -> Result<Self, Error> {
        let Address { mut config, encryption } = Address::parse(url).map_err(Error::Engine)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(limits.connect());
        }
        if config.get_application_name().is_none() {
            config.application_name("goodword");
        }
        if config.get_keepalives_idle() == DRIVERS_IDLE {
            config.keepalives_idle(IDLE);
        }
        if config.get_keepalives_interval().is_none() {
            config.keepalives_interval(IDLE);
        }
        if config.get_keepalives_retries().is_none() {
            config.keepalives_retries(ASKED);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(limits.timeout);
        }
        Ok(Self { config, tls: tls::connector(&encryption).map_err(Error::Engine)?, limits, doubts: Arc::default() })
    }

    /// Says that a connection was of no use: those that were open then came the same way.
    pub(super) fn doubt(&self) {
        self.doubts.fetch_add(1, Ordering::Relaxed);
    }

    /// Of two equal ones, no connection was doubted between them.
    pub(super) fn doubts(&self) -> u64 {
        self.doubts.load(Ordering::Relaxed)
    }

    pub(super) fn config(&self) -> Config {
        self.config.clone()
    }

    /// A connection for whoever keeps it, without a limit on what a statement takes. It ends with what is returned.
    pub(super) async fn connect(&self) -> Result<ClientWrapper, Error> {
        let connecting = tokio::time::timeout(self.limits.timeout, Connect::connect(self, &self.config));
        let (client, task) = connecting.await.map_err(|_| late("no connection", self.limits.timeout))??;
        let client = ClientWrapper::new(client, task);
        within(self.limits.timeout, client.batch_execute(DURABLE)).await?;
        Ok(client)
    }

    /// What is said first on a connection: a lock is waited for so long, and a statement takes no longer than it may.
    pub(super) fn session(&self, lock: Duration) -> String {
        let (lock, limit) = (lock.as_millis().max(1), self.limits.timeout.as_millis().max(1));
        format!(
            "{DURABLE}; SET lock_timeout = {lock}; SET statement_timeout = {limit};
             SET idle_in_transaction_session_timeout = {limit}"
        )
    }
}

impl Connect for Connector {
    fn connect(
        &self,
        config: &Config,
    ) -> Pin<Box<dyn Future<Output = Result<(Client, JoinHandle<()>), tokio_postgres::Error>> + Send + '_>> {
        let config = config.clone();
        Box::pin(async move {
            let (client, connection) = config.connect(self.tls.clone()).await?;
            let task = tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!("a connection to the database ended: {error}");
                }
            });
            Ok((client, task))
        })
    }
}

/// What the database answers within that time.
pub(super) async fn within<T, E: Into<Error>>(
    limit: Duration,
    answer: impl Future<Output = Result<T, E>>,
) -> Result<T, Error> {
    match tokio::time::timeout(limit, answer).await {
        Ok(answer) => answer.map_err(Into::into),
        Err(_) => Err(late("no answer", limit)),
    }
}

fn late(what: &str, limit: Duration) -> Error {
    Error::Away(format!("{what} within {} s", limit.as_secs_f32()))
}
