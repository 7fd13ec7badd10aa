//! Connections that read, apart from the one that writes.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connect;
use crate::store::Error;

/// So many reads run at a time; the rest wait.
const READERS: usize = 4;
/// So many steps of SQLite's machine pass between two looks at the clock: less than a millisecond.
const STEPS: i32 = 10_000;

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
        self.run(move |connection| work(connection)).await
    }

    /// As [`ReaderPool::read`], but ends with [`Error::Busy`] at `deadline`, however long the database would take.
    pub(super) async fn read_until<T: Send + 'static>(
        &self,
        deadline: Instant,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let bounded = move |connection: &mut Connection| {
            connection.progress_handler(STEPS, Some(move || Instant::now() > deadline))?;
            let result = work(connection);
            connection.progress_handler(0, None::<fn() -> bool>)?;
            result
        };
        // SQLite says of what is ended that it was interrupted, and not why.
        self.run(bounded).await.map_err(|error| if Instant::now() > deadline { Error::Busy } else { error })
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let _turn = self.turns.acquire().await.map_err(|_| Error::Closed)?;
        let (path, idle) = (self.path.clone(), Arc::clone(&self.idle));
        let read = move || {
            let connection = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = connection.map_or_else(|| connect::to_read(&path), Ok)?;
            let result = work(&mut connection)?;
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            Ok(result)
        };
        tokio::task::spawn_blocking(read).await.unwrap_or(Err(Error::Closed))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_read_ends_at_its_deadline_and_the_next_one_does_not() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
        let pool = ReaderPool::new(path);
        let count = |rows: i64| {
            let sql =
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) SELECT count(*) FROM n";
            move |connection: &Connection| connection.query_row(sql, [rows], |row| row.get::<_, i64>(0))
        };
        let deadline = Instant::now() + Duration::from_millis(50);
        assert_eq!(pool.read_until(deadline, count(i64::MAX)).await, Err(Error::Busy));
        let later = Instant::now() + Duration::from_mins(1);
        assert_eq!(pool.read_until(later, count(1000)).await, Ok(1000));
        tokio::time::sleep(Duration::from_millis(60)).await;
        assert_eq!(pool.read(count(100_000)).await, Ok(100_000));
    }
}
