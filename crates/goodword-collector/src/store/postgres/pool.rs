//! The connections that serve everything but the storing of responses.

use deadpool_postgres::{
    ClientWrapper, Hook, HookError, Manager, ManagerConfig, Object, RecyclingMethod, Runtime, Timeouts,
};

use super::connect::Connector;
use crate::store::{Error, Limits, PoolStatus};

pub(super) struct Pool {
    pool: deadpool_postgres::Pool,
    pub(super) limits: Limits,
}

impl Pool {
    pub(super) fn new(connector: &Connector) -> Result<Self, Error> {
        let limits = connector.limits;
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_connect(connector.config(), connector.clone(), recycling);
        let patience = Some(limits.timeout / 2);
        let timeouts = Timeouts { wait: patience, create: patience, recycle: patience };
        let session = connector.session(limits.lock());
        let first = Hook::async_fn(move |client: &mut ClientWrapper, _| {
            let session = session.clone();
            Box::pin(async move { client.batch_execute(&session).await.map_err(HookError::Backend) })
        });
        let pool = deadpool_postgres::Pool::builder(manager).max_size(limits.connections).runtime(Runtime::Tokio1);
        let pool = pool.timeouts(timeouts).post_create(first).build();
        Ok(Self { pool: pool.map_err(|error| Error::Engine(error.to_string()))?, limits })
    }

    pub(super) async fn lease(&self) -> Result<Lease, Error> {
        Ok(Lease(Some(self.pool.get().await?)))
    }

    pub(super) fn status(&self) -> PoolStatus {
        let status = self.pool.status();
        PoolStatus { open: status.size, in_use: status.size.saturating_sub(status.available), most: status.max_size }
    }

    /// Closes what is idle: it came the same way as one that was of no use, and who comes next should not find out one by
    /// one.
    pub(super) fn renew(&self) {
        self.pool.retain(|_, _| false);
    }
}

/// A connection of the pool. It goes back only when everything on it came to its end: of one whose answer never came
/// nobody knows what it does.
pub(super) struct Lease(Option<Object>);

impl Lease {
    pub(super) fn client(&mut self) -> Result<&mut ClientWrapper, Error> {
        self.0.as_deref_mut().ok_or(Error::Closed)
    }

    pub(super) fn give_back(mut self) {
        self.0.take();
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(object) = self.0.take() {
            drop(Object::take(object));
        }
    }
}
