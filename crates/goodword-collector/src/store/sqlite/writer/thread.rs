//! The writing thread's own side.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::{mpsc, oneshot};

use super::message::{Message, Write};
use super::put;
use crate::store::Error;
use crate::store::sqlite::connect::PATIENCE;
use crate::store::sqlite::place::Place;
use crate::store::sqlite::transaction::WriteTransaction;

/// A group holds at most this many rows,
const GROUP_ROWS: usize = 256;
/// and its first task waits at most this long for company,
const GROUP_TIME: Duration = Duration::from_millis(5);
/// looked for this often.
const LOOK: Duration = Duration::from_micros(100);
/// So long a checkpoint waits for who reads.
const SHORTLY: Duration = Duration::from_millis(250);

/// The connection that writes, and what waits to be written.
pub(super) struct WriterThread {
    pub(super) connection: Connection,
    /// Where its file must be for what is written to be found.
    pub(super) place: Place,
    pub(super) receiver: mpsc::Receiver<Message>,
    pub(super) commits: Arc<AtomicU64>,
    /// How many tasks this group waits for.
    pub(super) company: usize,
    /// Who waits for the log to be emptied.
    pub(super) emptying: Vec<oneshot::Sender<Result<bool, Error>>>,
}

impl WriterThread {
    pub(super) fn until_closed(&mut self) -> Result<(), Error> {
        while let Some(message) = self.receiver.blocking_recv() {
            match message {
                Message::Write(first) => self.commit_group(first)?,
                Message::Empty(reply) => self.emptying.push(reply),
                Message::Close => self.receiver.close(),
            }
            self.empty_log()?;
        }
        checkpoint(&self.connection).map(|_| ())
    }

    fn empty_log(&mut self) -> Result<(), Error> {
        if self.emptying.is_empty() {
            return Ok(());
        }
        // Those who read are not waited for long: responses are.
        self.connection.busy_timeout(SHORTLY)?;
        let emptied = checkpoint(&self.connection);
        self.connection.busy_timeout(PATIENCE)?;
        for reply in self.emptying.drain(..) {
            let _ = reply.send(emptied.clone());
        }
        match emptied {
            Err(error @ Error::Unconfirmed(_)) => Err(error),
            _ => Ok(()),
        }
    }

    /// Commits `first` with its company. Fails only when going on would be wrong.
    fn commit_group(&mut self, first: Write) -> Result<(), Error> {
        let mut group = self.gather(first);
        // As many are likely to come again; the rest are read and checked while these are committed.
        self.company = group.len() * 2 / 3;
        let committed = commit(&mut self.connection, &mut group).map_err(Error::from);
        self.commits.fetch_add(u64::from(committed.is_ok()), Ordering::Relaxed);
        let committed = committed.and_then(|()| self.place.check());
        for write in group {
            write.reply(committed.clone());
        }
        match committed {
            Err(error @ Error::Unconfirmed(_)) => Err(error),
            _ => Ok(()),
        }
    }

    fn gather(&mut self, first: Write) -> Vec<Write> {
        let (mut rows, mut group) = (first.rows(), vec![first]);
        let start = Instant::now();
        while rows < GROUP_ROWS {
            match self.receiver.try_recv() {
                Ok(Message::Write(write)) => {
                    rows += write.rows();
                    group.push(write);
                }
                Ok(Message::Empty(reply)) => self.emptying.push(reply),
                Ok(Message::Close) => self.receiver.close(),
                Err(TryRecvError::Empty) if group.len() < self.company && start.elapsed() < GROUP_TIME => {
                    thread::sleep(LOOK);
                }
                Err(_) => break,
            }
        }
        group
    }
}

/// Moves the log into the database and empties it; false where a reader kept that from being done, which is no error to
/// SQLite: it says so in the first column.
fn checkpoint(connection: &Connection) -> Result<bool, Error> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}

fn commit(connection: &mut Connection, group: &mut [Write]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut work = WriteTransaction::new(&transaction);
    let mut writes = group.iter_mut().peekable();
    while let Some(write) = writes.next() {
        match write {
            Write::Task(task) => task.run(&mut work)?,
            Write::Put(first) => {
                let mut puts = vec![first];
                while let Some(Write::Put(put)) = writes.next_if(|next| matches!(next, Write::Put(_))) {
                    puts.push(put);
                }
                put::store(&mut work, puts)?;
            }
        }
    }
    work.finish()?;
    transaction.commit()
}
