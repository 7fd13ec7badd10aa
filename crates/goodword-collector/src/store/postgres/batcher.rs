//! The one task that stores responses. What waits is committed together, and answered only then.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use deadpool_postgres::Pool;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

use super::rows;
use crate::store::{Backpressure, Error, Outcome, Rows};

/// So many puts may wait; one more is refused, because memory is no place to keep an answer.
const WAITING: usize = 1024;
/// A batch holds at most this many rows, but for one put that brings more.
const ROWS: usize = 256;
/// After so many rows since the start the tables are looked at.
const ANALYZE_AFTER: [usize; 3] = [256, 4096, 65_536];

struct PutRequest {
    rows: Rows,
    reply: oneshot::Sender<Result<Vec<Outcome>, Error>>,
}

pub(super) struct Batcher {
    sender: std::sync::Mutex<Option<mpsc::Sender<PutRequest>>>,
    commits: Arc<AtomicU64>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Batcher {
    pub(super) fn start(pool: Pool) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        let commits = Arc::new(AtomicU64::new(0));
        let task = tokio::spawn(run(pool, receiver, Arc::clone(&commits)));
        Self { sender: Some(sender).into(), commits, task: Some(task).into() }
    }

    fn sender(&self) -> Result<mpsc::Sender<PutRequest>, Error> {
        let sender = self.sender.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        sender.clone().ok_or(Error::Closed)
    }

    pub(super) async fn put(&self, rows: Rows, backpressure: Backpressure) -> Result<Vec<Outcome>, Error> {
        let (reply, answer) = oneshot::channel();
        let (sender, put) = (self.sender()?, PutRequest { rows, reply });
        match backpressure {
            Backpressure::Reject => sender.try_send(put).map_err(|refused| match refused {
                TrySendError::Full(_) => Error::Busy,
                TrySendError::Closed(_) => Error::Closed,
            })?,
            Backpressure::Wait => sender.send(put).await.map_err(|_| Error::Closed)?,
        }
        drop(sender);
        answer.await.unwrap_or(Err(Error::Closed))
    }

    pub(super) fn waiting(&self) -> usize {
        self.sender().map_or(0, |sender| sender.max_capacity() - sender.capacity())
    }

    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Takes no more, and waits until what waits is committed.
    pub(super) async fn close(&self) {
        self.sender.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(task) = self.task.lock().await.take() {
            let _ = task.await;
        }
    }
}

async fn run(pool: Pool, mut receiver: mpsc::Receiver<PutRequest>, commits: Arc<AtomicU64>) {
    let (mut stored, mut analyze_after) = (0, ANALYZE_AFTER.into_iter().peekable());
    while let Some(first) = receiver.recv().await {
        let (mut count, mut batch) = (first.rows.len(), vec![first]);
        // What came while the last batch was committed is the next: nobody waits for company.
        while count < ROWS
            && let Ok(put) = receiver.try_recv()
        {
            count += put.rows.len();
            batch.push(put);
        }
        let committed = commit(&pool, &batch).await;
        commits.fetch_add(u64::from(committed.is_ok()), Ordering::Relaxed);
        match committed {
            // What the database refuses must not keep out what came with it.
            Err(Error::Engine(_)) if batch.len() > 1 => {
                for put in batch {
                    let alone = vec![put];
                    let committed = commit(&pool, &alone).await;
                    commits.fetch_add(u64::from(committed.is_ok()), Ordering::Relaxed);
                    reply(alone, committed);
                }
            }
            committed => reply(batch, committed),
        }
        stored += count;
        if analyze_after.next_if(|rows| stored >= *rows).is_some() {
            analyze(&pool).await;
        }
    }
}

/// Has PostgreSQL count what the tables hold, as it does by itself some minutes later. Of a new database it knows nothing,
/// and looks for the ids of a batch by reading all responses of the survey; it keeps to that plan until it knows better.
async fn analyze(pool: &Pool) {
    if let Ok(client) = pool.get().await
        && let Err(error) = client.batch_execute("ANALYZE response; ANALYZE cell; ANALYZE tombstone").await
    {
        tracing::warn!(%error, "the tables were not analysed");
    }
}

async fn commit(pool: &Pool, batch: &[PutRequest]) -> Result<Vec<Outcome>, Error> {
    let mut client = pool.get().await?;
    let mut rows: Rows = batch.iter().flat_map(|put| put.rows.iter().cloned()).collect();
    let transaction = client.transaction().await?;
    let outcomes = rows::put(&transaction, &mut rows).await?;
    transaction.commit().await?;
    Ok(outcomes)
}

/// Sends each put its own part of the outcomes.
fn reply(batch: Vec<PutRequest>, committed: Result<Vec<Outcome>, Error>) {
    let mut outcomes = committed.map(Vec::into_iter);
    for put in batch {
        let result = match &mut outcomes {
            Ok(outcomes) => Ok(outcomes.take(put.rows.len()).collect()),
            Err(error) => Err(error.clone()),
        };
        // Whoever waited may be gone; what was committed stays, and a retry finds it.
        let _ = put.reply.send(result);
    }
}
