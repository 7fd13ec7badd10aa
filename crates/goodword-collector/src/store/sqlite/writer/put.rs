//! Responses to store, and the one who waits for them.

use tokio::sync::oneshot;

use crate::store::sqlite::transaction::WriteTransaction;
use crate::store::sqlite::{messages, rows};
use crate::store::{Error, Outcome, Rows};

/// What goes back: the rows too, so that their memory is freed where it was taken and not on the one thread that writes.
pub(super) type Stored = (Rows, Vec<Outcome>);

/// Rows of one caller, and where their outcomes arrive.
pub(super) struct Put {
    pub(super) rows: Rows,
    outcomes: Vec<Outcome>,
    reply: oneshot::Sender<Result<Stored, Error>>,
}

impl Put {
    pub(super) fn new(rows: Rows) -> (Self, oneshot::Receiver<Result<Stored, Error>>) {
        let (reply, answer) = oneshot::channel();
        let outcomes = Vec::with_capacity(rows.len());
        (Self { rows, outcomes, reply }, answer)
    }

    pub(super) fn reply(self, committed: Result<(), Error>) {
        // Whoever waited may be gone; what was committed stays, and a retry finds it.
        let _ = self.reply.send(committed.map(|()| (self.rows, self.outcomes)));
    }
}

/// Stores all that came one behind the other, in its order.
pub(super) fn store(transaction: &mut WriteTransaction<'_>, mut puts: Vec<&mut Put>) -> rusqlite::Result<()> {
    let mut rows: Vec<_> = puts.iter_mut().flat_map(|put| put.rows.iter_mut()).collect();
    let outcomes = rows::put_all(transaction, &mut rows)?;
    for (row, _) in rows.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_stored()) {
        for message in row.messages() {
            messages::insert(transaction.connection, message)?;
        }
    }
    let mut outcomes = outcomes.into_iter();
    for put in puts {
        put.outcomes.extend(outcomes.by_ref().take(put.rows.len()));
    }
    Ok(())
}
