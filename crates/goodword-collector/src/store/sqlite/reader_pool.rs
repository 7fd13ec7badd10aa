//! Connections that read, apart from the one that writes.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connect;
use crate::store::Error;

/// So many reads run at a time; the rest wait.
const READERS: usize = 4;

pub(super) struct ReaderPool {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    turns: Semaphore,
}

impl ReaderPool {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Arc::default(), turns: Semaphore::new(READERS) }
    }

    /// Runs `work` on a connection of its own, off the threads that serve requests.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let _turn = self.turns.acquire().await.map_err(|_| Error::Closed)?;
        let (path, idle) = (self.path.clone(), Arc::clone(&self.idle));
        let read = move || {
            let connection = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = connection.map_or_else(|| connect::to_read(&path), Ok)?;
            let result = work(&connection)?;
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            Ok(result)
        };
        tokio::task::spawn_blocking(read).await.unwrap_or(Err(Error::Closed))
    }
}
