//! The one thread that writes. What waits is committed together, and answered only then (group commit).

mod message;
mod put;
mod task;
mod thread;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use rusqlite::Connection;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};

use super::place::Place;
use super::transaction::WriteTransaction;
use crate::store::{Backpressure, Error, Outcome, Rows};
use message::{Message, Write};
use put::Put;
use task::pending;
use thread::WriterThread;

/// The handle on the thread.
pub(super) struct Writer {
    sender: mpsc::Sender<Message>,
    stopped: watch::Receiver<Option<Error>>,
    commits: Arc<AtomicU64>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread, which owns `connection` from here on. So many tasks may wait; one more is refused.
    pub(super) fn start(connection: Connection, place: Place, queue: usize) -> std::io::Result<Self> {
        let (sender, receiver) = mpsc::channel(queue.max(1));
        let (stop, stopped) = watch::channel(None);
        let commits = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&commits);
        let mut writing =
            WriterThread { connection, place, receiver, commits: counted, company: 1, emptying: Vec::new() };
        let thread = Builder::new().name("writer".to_owned()).spawn(move || {
            // Whoever waits for the end also learns of it by the sender being dropped.
            let _ = stop.send(writing.until_closed().err());
        })?;
        Ok(Self { sender, stopped, commits, thread: Some(thread).into() })
    }

    /// Stores responses in the next group. Without patience they are refused at once when too much waits already.
    pub(super) async fn put(&self, rows: Rows, backpressure: Backpressure) -> Result<Vec<Outcome>, Error> {
        let (put, answer) = Put::new(rows);
        self.send(Write::Put(put), backpressure).await?;
        let (_, outcomes) = answer.await.unwrap_or(Err(Error::Closed))?;
        Ok(outcomes)
    }

    /// Writes anything else in the next group.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        backpressure: Backpressure,
        work: impl FnMut(&mut WriteTransaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (task, answer) = pending(work);
        self.send(Write::Task(task), backpressure).await?;
        answer.await.unwrap_or(Err(Error::Closed))
    }

    async fn send(&self, write: Write, backpressure: Backpressure) -> Result<(), Error> {
        match backpressure {
            Backpressure::Reject => self.sender.try_send(Message::Write(write)).map_err(|refused| match refused {
                TrySendError::Full(_) => Error::Busy,
                TrySendError::Closed(_) => Error::Closed,
            }),
            Backpressure::Wait => self.sender.send(Message::Write(write)).await.map_err(|_| Error::Closed),
        }
    }

    /// Moves all of the write-ahead log into the database and empties it, so that nothing erased stays in it; false where
    /// somebody still reads what stands there.
    pub(super) async fn empty_log(&self) -> Result<bool, Error> {
        let (reply, answer) = oneshot::channel();
        self.sender.send(Message::Empty(reply)).await.map_err(|_| Error::Closed)?;
        answer.await.unwrap_or(Err(Error::Closed))
    }

    /// The number of tasks that wait.
    pub(super) fn waiting(&self) -> usize {
        self.sender.max_capacity() - self.sender.capacity()
    }

    /// The number of groups that were committed.
    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Waits until the thread stops by itself; the cause, or `None` where it was closed.
    pub(super) async fn stopped(&self) -> Option<Error> {
        let mut stopped = self.stopped.clone();
        let _ = stopped.wait_for(Option::is_some).await;
        stopped.borrow().clone()
    }

    /// Takes no more, writes what waits, empties the log into the database and ends the thread.
    pub(super) async fn close(&self) {
        let _ = self.sender.send(Message::Close).await;
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }
}
